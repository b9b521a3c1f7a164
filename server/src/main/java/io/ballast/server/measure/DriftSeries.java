package io.ballast.server.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Drift: Fiddler's figure as the value, the column object of the drift command as details. */
final class DriftSeries implements Series {

  private final Query query;
  private final List<WindowStatement> statements;

  /** One statement for each bin. */
  DriftSeries(Query query, List<WindowStatement> statements) {
    this.query = query;
    this.statements = List.copyOf(statements);
  }

  @Override
  public List<String> names() {
    return query.columns();
  }

  private WindowStatement.@Nullable ColumnStatement column(int bin, int column) {
    return statements.get(bin).find(query.columns().get(column));
  }

  @Override
  public double value(int bin, int column) {
    WindowStatement.ColumnStatement found = column(bin, column);
    if (found == null) {
      return Double.NaN;
    }
    return query.metric() == Metric.PSI ? found.index() : found.distance();
  }

  @Override
  public void writeDetails(JsonGenerator json, int bin, int column) {
    WindowStatement.ColumnStatement found = column(bin, column);
    if (found == null) {
      json.writeNull();
    } else {
      json.writeRawValue(found.details());
    }
  }
}
