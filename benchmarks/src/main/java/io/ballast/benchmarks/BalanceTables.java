package io.ballast.benchmarks;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables to be balanced, made by the engine from hashes of the row number; {@code label} is yes in
 * about 5% of the rows, and columns depend on each other through common causes.
 */
final class BalanceTables {

  private static final int CAUSES = 8;

  private BalanceTables() {}

  /** Strings of few and of some hundred values, numbers of several shapes, dates: 15 columns. */
  static Path mixed(Path folder, int rows) {
    return write(
        folder.resolve("mixed-" + rows + ".parquet"),
        rows,
        List.of(
            label(),
            "'g' || floor(5 * u0 * u0)::INTEGER AS grade",
            "'region ' || (floor(12 * u1)::INTEGER + (n1 > 1)::INTEGER) % 12 AS region",
            "'job ' || least(39, greatest(0, floor(20 + 8 * (n1 + 0.5 * n2))))::INTEGER AS job",
            "'city ' || floor(300 * u2 * u2)::INTEGER AS city",
            "u3 < 0.3 + 0.4 * (n0 > 0)::INTEGER AS active",
            age(),
            "CASE WHEN u4 < 0.5 THEN 40 ELSE greatest(1, floor(38 + 12 * n3))::INTEGER END AS hours",
            amount(),
            "floor(exp(4 + 1.5 * n4))::INTEGER - 100 AS balance",
            "CASE WHEN u5 < 0.9 THEN 0 ELSE floor(exp(7 + n5))::INTEGER END AS gain",
            "DATE '2020-01-01' + floor(1500 * u6)::INTEGER AS day",
            "n3 + 0.7 * n4 AS temperature",
            "n5 * exp(n3 / 3) AS pressure",
            "round(700 + 60 * n0 - 30 * n1)::INTEGER AS score"));
  }

  /** A column of 100,000 names beside five others. */
  static Path names(Path folder, int rows) {
    return write(
        folder.resolve("names.parquet"),
        rows,
        List.of(
            label(),
            "'name ' || (CASE WHEN i < 100000 THEN i ELSE floor(100000 * u7 * u7) END)::INTEGER AS name",
            "'region ' || floor(12 * u1)::INTEGER AS region",
            "u3 < 0.3 + 0.4 * (n0 > 0)::INTEGER AS active",
            age(),
            amount()));
  }

  /** Very many columns, three numbers to two strings. */
  static Path wide(Path folder, int rows, int columns) {
    List<String> selected = new ArrayList<>(List.of(label()));
    for (int c = 1; c < columns; c++) {
      String cause = "n" + c % CAUSES + " + 0.5 * n" + (c / CAUSES) % CAUSES;
      String own = uniform(100 + c);
      selected.add(
          c % 5 < 3
              ? "round(%s + %s, 3) AS v%d".formatted(cause, own, c)
              : "'l' || least(9, greatest(0, floor(5 + 2 * (%s) + %s)))::INTEGER AS c%d"
                  .formatted(cause, own, c));
    }
    return write(folder.resolve("wide.parquet"), rows, selected);
  }

  private static String label() {
    return "CASE WHEN n0 + 0.5 * n1 > 1.85 THEN 'yes' ELSE 'no' END AS label";
  }

  private static String age() {
    return "least(90, greatest(18, floor(40 + 12 * n2 + 5 * n1)))::INTEGER AS age";
  }

  private static String amount() {
    return "round(exp(7 + 0.8 * n1 + 0.4 * n0), 2) AS amount";
  }

  private static String uniform(int which) {
    // one number is hashed: hashes of several are put together in a way that keeps them alike
    return "((hash(i * 1009 + %d) >> 11)::DOUBLE + 0.5) / 9007199254740992.0".formatted(which);
  }

  private static Path write(Path file, int rows, List<String> columns) {
    List<String> causes = new ArrayList<>(List.of("i"));
    for (int c = 0; c < CAUSES; c++) {
      causes.add(
          "sqrt(-2 * ln(%s)) * cos(2 * pi() * (%s)) AS n%d"
              .formatted(uniform(2 * c), uniform(2 * c + 1), c));
      causes.add(uniform(50 + c) + " AS u" + c);
    }
    try (DuckDb database =
        DuckDb.inMemory(DuckDbSettings.defaults().withThreads(2).withMemoryBytes(1L << 30))) {
      database.execute(
          "COPY (SELECT %s FROM (SELECT %s FROM range(%d) t(i))) TO '%s' (FORMAT parquet)"
              .formatted(String.join(", ", columns), String.join(", ", causes), rows, file));
    }
    return file;
  }
}
