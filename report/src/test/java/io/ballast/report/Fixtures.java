package io.ballast.report;

import io.ballast.stats.drift.DriftRule;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Binning;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Every;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import io.ballast.testkit.GeneratedTable;
import io.ballast.testkit.ImbalanceExample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Drift reports of all shapes, computed from generated tables: each is a function of its seed. */
final class Fixtures {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final long START_MICROS = 1_793_491_200_000_000L; // 2026-11-01T00:00:00Z
  private static final List<String> COUNTRIES =
      List.of("France", "Germany", "Spain", "Great Britain", "Italy", "Portugal", "Norway");

  /** Every report by name; computed once, they are immutable. */
  private static final Map<String, DriftReport> ALL =
      Map.ofEntries(
          Map.entry("imbalance", imbalance(null)),
          Map.entry("imbalance-by-day", imbalance("day")),
          Map.entry("plain", plain(12)),
          Map.entry("wide", plain(60)),
          Map.entry("one-column", plain(1)),
          Map.entry("daily", daily(60, 30)),
          Map.entry("segments", segments("region", null)),
          Map.entry("segments-by-day", segments("region", "day")),
          Map.entry("not-enough", notEnough()),
          Map.entry("few-positives", fewPositives()),
          Map.entry("hostile", hostile()));

  private Fixtures() {}

  /** All reports with their names, as arguments of a test. */
  static Stream<Arguments> all() {
    return ALL.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  /** One report by its name. */
  static DriftReport named(String name) {
    return Objects.requireNonNull(ALL.get(name), name);
  }

  /** The imbalance example weighted by target, over its whole period or in windows. */
  private static DriftReport imbalance(@Nullable String every) {
    ImbalanceExample example = ImbalanceExample.spread(54);
    return run(
        table("imbalance_reference.csv", example.baseline()),
        table("imbalance_production.csv", example.production()),
        new Roles("Class", null, "prediction_score", 0.5, "timestamp", null, List.of("0", "1")),
        new Weighting.Balanced(),
        null,
        every);
  }

  private static Table table(String name, GeneratedTable generated) {
    MemoryTable.Builder builder = MemoryTable.named(name);
    for (String column : generated.columns()) {
      double[] values = generated.values(column);
      if (column.equals("timestamp")) {
        long[] micros = new long[values.length];
        for (int row = 0; row < micros.length; row++) {
          micros[row] = 1000 * (long) values[row];
        }
        builder.timestamps(column, micros);
      } else if (column.equals("Class")) {
        long[] classes = new long[values.length];
        for (int row = 0; row < classes.length; row++) {
          classes[row] = (long) values[row];
        }
        builder.longs(column, classes);
      } else {
        builder.doubles(column, values);
      }
    }
    return builder.build();
  }

  /** Many columns of every kind, without classes; each fifth column moves. */
  private static DriftReport plain(int columns) {
    return run(
        mixed("customers_2025.parquet", 4000, columns, 0, 1),
        mixed("customers_2026.parquet", 3000, columns, 1, 2),
        Roles.NONE,
        new Weighting.None(),
        null,
        null);
  }

  /** Many columns over many days, one of them with few rows; from half time on some move. */
  private static DriftReport daily(int columns, int days) {
    int rows = 400;
    Random random = new Random(11);
    MemoryTable.Builder reference = MemoryTable.named("features_october.parquet");
    MemoryTable.Builder current = MemoryTable.named("features_november.parquet");
    long[] micros = new long[rows * days - 330];
    for (int row = 0; row < micros.length; row++) {
      int shifted = row < 4 * rows + 70 ? row : row + 330;
      micros[row] = START_MICROS + DAY_MICROS * (shifted / rows) + 1_000_000L * (shifted % rows);
    }
    current.timestamps("event_time", micros);
    reference.timestamps("event_time", new long[8000]);
    for (int c = 0; c < columns; c++) {
      double[] before = random.doubles(8000).map(Fixtures::normal).toArray();
      double[] after = new double[micros.length];
      for (int row = 0; row < after.length; row++) {
        boolean isLate = row > after.length / 2;
        after[row] = normal(random.nextDouble()) + (isLate && c % 9 == 2 ? 0.6 + 0.1 * c / 9 : 0);
      }
      reference.doubles("feature_" + c, before);
      current.doubles("feature_" + c, after);
    }
    Roles roles = new Roles(null, null, null, 0.5, "event_time", null, List.of());
    return run(reference.build(), current.build(), roles, new Weighting.None(), null, "day");
  }

  /** One segment for each value of {@code region}: one moved, one has few rows. */
  private static DriftReport segments(String by, @Nullable String every) {
    return run(
        regions("claims_q2.csv", 4000, false, 5),
        regions("claims_q3.csv", 3000, true, 6),
        new Roles(null, null, null, 0.5, "at", null, List.of()),
        new Weighting.None(),
        by,
        every);
  }

  private static Table regions(String name, int rows, boolean isMoved, long seed) {
    Random random = new Random(seed);
    String[] regions = new String[rows];
    long[] at = new long[rows];
    double[] amount = new double[rows];
    double[] age = new double[rows];
    String[] channel = new String[rows];
    for (int row = 0; row < rows; row++) {
      int region = row % 100 < 3 ? 3 : row % 3;
      regions[row] = List.of("north", "south", "east", "west").get(region);
      at[row] = START_MICROS + DAY_MICROS * (row * 5L / rows);
      boolean isSouth = isMoved && region == 1;
      amount[row] = Math.exp(normal(random.nextDouble()) + (isSouth ? 0.9 : 0));
      age[row] = 45 + 12 * normal(random.nextDouble());
      channel[row] = random.nextDouble() < (isSouth ? 0.7 : 0.4) ? "web" : "phone";
    }
    return MemoryTable.named(name)
        .strings("region", regions)
        .timestamps("at", at)
        .doubles("amount", amount)
        .doubles("age", age)
        .strings("channel", channel)
        .build();
  }

  /** Too few rows for any verdict. */
  private static DriftReport notEnough() {
    return run(
        mixed("pilot_reference.csv", 400, 6, 0, 9),
        mixed("pilot_first_week.csv", 42, 6, 1, 10),
        Roles.NONE,
        new Weighting.None(),
        null,
        null);
  }

  /** Too few rows of the minority for a weighted verdict; the plain one stands. */
  private static DriftReport fewPositives() {
    Random random = new Random(17);
    return run(
        labelled("loans_2025.csv", 5000, 400, random),
        labelled("loans_january.csv", 900, 12, random),
        new Roles("defaulted", null, null, 0.5, null, null, List.of("no", "yes")),
        new Weighting.Balanced(),
        null,
        null);
  }

  private static Table labelled(String name, int rows, int positives, Random random) {
    String[] classes = new String[rows];
    double[] income = new double[rows];
    for (int row = 0; row < rows; row++) {
      boolean isPositive = row < positives;
      classes[row] = isPositive ? "yes" : "no";
      income[row] = normal(random.nextDouble()) - (isPositive ? 1 : 0);
    }
    return MemoryTable.named(name).strings("defaulted", classes).doubles("income", income).build();
  }

  /** Names and values that try to break out of their place. */
  private static DriftReport hostile() {
    List<String> names =
        List.of(
            "<script>alert(1)</script>",
            "\"quoted\" & 'single'",
            "\u6708\u6b21\u58f2\u4e0a\u9ad8\uff08\u7a0e\u8fbc\u307f\uff09",
            "\u0639\u0645\u0631 \u0627\u0644\u0639\u0645\u064a\u0644",
            "a_very_long_name_".repeat(12).substring(0, 200),
            "line\nbreak\u001b[31mred\u202e",
            " ");
    Random random = new Random(13);
    MemoryTable.Builder reference = MemoryTable.named("<img src=x onerror=alert(1)>.csv");
    MemoryTable.Builder current = MemoryTable.named("</title><script>alert(2)</script>.csv");
    for (int c = 0; c < names.size(); c++) {
      boolean isMoved = c < 5;
      if (c % 2 == 0) {
        reference.strings(names.get(c), hostileValues(random, 2000, false));
        current.strings(names.get(c), hostileValues(random, 1500, isMoved));
      } else {
        double shift = isMoved ? 1 : 0;
        reference.doubles(names.get(c), random.doubles(2000).map(Fixtures::normal).toArray());
        current.doubles(names.get(c), random.doubles(1500).map(u -> normal(u) + shift).toArray());
      }
    }
    return run(reference.build(), current.build(), Roles.NONE, new Weighting.None(), null, null);
  }

  private static String[] hostileValues(Random random, int rows, boolean isMoved) {
    List<String> values =
        List.of("<b>bold</b>", "</td></tr>", "\"", "\u0627\u0644\u0639", "=1+1", "x".repeat(150));
    String[] column = new String[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = values.get(random.nextInt(isMoved ? 3 : values.size()));
    }
    return column;
  }

  /** Columns of every kind in turn: number, category, whole number, boolean, time, many values. */
  private static Table mixed(String name, int rows, int columns, int period, long seed) {
    Random random = new Random(seed);
    MemoryTable.Builder table = MemoryTable.named(name);
    for (int c = 0; c < columns; c++) {
      boolean isMoved = period == 1 && c % 5 == 0;
      switch (c % 6) {
        case 0 -> table.doubles("amount_" + c, numbers(random, rows, isMoved ? 0.8 : 0));
        case 1 -> table.strings("country_" + c, countries(random, rows, isMoved, period));
        case 2 -> {
          long[] values = new long[rows];
          for (int row = 0; row < rows; row++) {
            values[row] = Math.round(Math.abs(4 * normal(random.nextDouble()) + (isMoved ? 3 : 0)));
          }
          table.longs("visits_" + c, values);
        }
        case 3 -> {
          boolean[] values = new boolean[rows];
          for (int row = 0; row < rows; row++) {
            values[row] = random.nextDouble() < (isMoved ? 0.4 : 0.08);
          }
          table.booleans("is_new_" + c, values);
        }
        case 4 -> {
          long[] values = new long[rows];
          for (int row = 0; row < rows; row++) {
            double days = 400 * Math.abs(normal(random.nextDouble())) + (isMoved ? 200 : 0);
            values[row] = START_MICROS - (long) (days * DAY_MICROS);
          }
          table.timestamps("joined_" + c, values);
        }
        default -> {
          String[] values = new String[rows];
          for (int row = 0; row < rows; row++) {
            int rank = (int) Math.min(60, Math.abs(12 * normal(random.nextDouble())));
            values[row] = "product " + (isMoved ? (rank + 7) % 60 : rank);
          }
          table.strings("product_" + c, values);
        }
      }
    }
    return table.build();
  }

  private static double[] numbers(Random random, int rows, double shift) {
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      boolean isMissing = random.nextDouble() < 0.03;
      values[row] = isMissing ? Double.NaN : 40 * Math.exp(normal(random.nextDouble()) + shift);
    }
    return values;
  }

  private static @Nullable String[] countries(
      Random random, int rows, boolean isMoved, int period) {
    @Nullable String[] values = new String[rows];
    for (int row = 0; row < rows; row++) {
      double u = random.nextDouble();
      int country = (int) (COUNTRIES.size() * (isMoved ? Math.sqrt(u) : u));
      values[row] = COUNTRIES.get(country);
      if (random.nextDouble() < 0.02) {
        values[row] = period == 1 && row % 2 == 0 ? "Iceland" : null;
      }
    }
    return values;
  }

  private static DriftReport run(
      Table reference,
      Table current,
      Roles roles,
      Weighting weighting,
      @Nullable String by,
      @Nullable String every) {
    return Comparison.run(
        reference,
        current,
        new ComparisonRequest(
            List.of(),
            List.of(),
            roles,
            weighting,
            Weighting.ClassSource.RULE,
            by,
            every == null ? null : Every.parse(every),
            Binning.quantiles(10),
            DriftRule.defaults(),
            false,
            1),
        (done, expected) -> {});
  }

  /** A normal deviate by the logistic approximation of its quantile: shape is enough here. */
  private static double normal(double u) {
    double inside = Math.min(1 - 1e-12, Math.max(1e-12, u));
    return Math.log(inside / (1 - inside)) / 1.702;
  }
}
