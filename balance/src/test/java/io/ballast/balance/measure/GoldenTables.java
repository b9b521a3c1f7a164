package io.ballast.balance.measure;

import static java.util.Objects.requireNonNull;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Structure;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables and figures that {@code src/test/oracle/measures.py} writes. */
final class GoldenTables {

  private static final int NUMBERS = 3;

  private GoldenTables() {}

  /** Real, drawn and held-out rows. */
  static Fields fields() {
    return Fields.of(
        List.of(frame("real"), frame("drawn"), frame("held_out")), structure(6), "", Workers.of(2));
  }

  /** No column follows from another. */
  static Structure structure(int columns) {
    return new Structure(Collections.nCopies(columns, new Role.Drawn()), List.of(), List.of());
  }

  static Frame frame(String name) {
    List<String[]> rows = lines(name + ".csv");
    MemoryTable.Builder table = MemoryTable.named(name);
    for (int column = 0; column < rows.get(0).length; column++) {
      int at = column;
      List<String> values = rows.stream().skip(1).map(row -> row[at]).toList();
      if (column < NUMBERS) {
        table.doubles(
            rows.get(0)[column],
            values.stream()
                .mapToDouble(value -> value.isEmpty() ? Double.NaN : Double.parseDouble(value))
                .toArray());
      } else {
        @Nullable String[] texts = new String[values.size()];
        for (int row = 0; row < texts.length; row++) {
          texts[row] = values.get(row).isEmpty() ? null : values.get(row);
        }
        table.strings(rows.get(0)[column], texts);
      }
    }
    return Frame.of(table.build());
  }

  /** What others measured. */
  static Map<String, Double> figures() {
    Map<String, Double> figures = new HashMap<>();
    lines("figures.csv").forEach(row -> figures.put(row[0], Double.parseDouble(row[1])));
    return figures;
  }

  static List<String[]> lines(String name) {
    var stream = requireNonNull(GoldenTables.class.getResourceAsStream(name), name);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
