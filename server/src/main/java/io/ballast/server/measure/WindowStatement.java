package io.ballast.server.measure;

import io.ballast.server.platform.Json;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the drift of one window.
 *
 * @param columns by name
 * @param bytes about how much memory it takes
 */
record WindowStatement(Map<String, ColumnStatement> columns, long bytes) implements Kept {

  WindowStatement {
    columns = new LinkedHashMap<>(columns);
  }

  @Nullable ColumnStatement find(String column) {
    return columns.get(column);
  }

  /** What is said of one column. Thread-safe. */
  static final class ColumnStatement {
    private final double distance;
    private final double index;
    private final RawJson details;
    private volatile @Nullable ColumnResult glance;

    /**
     * A statement.
     *
     * @param distance Jensen-Shannon distance as Fiddler defines it; NaN for none
     * @param index population stability index as Fiddler defines it; NaN for none
     * @param details the column object of the drift command, JSON in UTF-8; not to be changed
     */
    ColumnStatement(double distance, double index, RawJson details) {
      this.distance = distance;
      this.index = index;
      this.details = details;
    }

    double distance() {
      return distance;
    }

    double index() {
      return index;
    }

    RawJson details() {
      return details;
    }

    /** What charts draw of the column, without bins; read from the details at each call. */
    ColumnResult whole() {
      return DriftDetails.read(Json.parse(details.utf8()));
    }

    /** What a cell among many shows of it ({@link DriftDetails#glance}); read once. */
    ColumnResult glance() {
      ColumnResult known = glance;
      if (known == null) {
        known = DriftDetails.glance(whole());
        glance = known;
      }
      return known;
    }
  }
}
