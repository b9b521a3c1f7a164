package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.e2e.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Drift reports of every kind, made by the jar from tables that a seed makes. */
enum DriftReports {
  /** The demo: weighted, one window, 32 columns. */
  DEMO,
  /** The demo by day: heat table, classes as small multiples. */
  DEMO_BY_DAY,
  /** 60 columns, of which some drift, one with values that the reference lacks. */
  WIDE,
  /** Names that are long, right to left, hostile or not of this alphabet. */
  NAMES,
  /** Days without enough rows, and two without any. */
  THIN_DAYS,
  /** One segment drifts, one has too few rows. */
  SEGMENTS,
  /** A month of hours. */
  HOURS,
  /** A window of one row. */
  ONE_ROW,
  /** A window without any value. */
  ALL_MISSING;

  private static final String NAMES_HEAD =
      "the_average_number_of_transactions_per_customer_over_the_last_thirty_days_excluding_refunds,"
          + "\u5ba2\u6237\u5e74\u9f84,\u05e1\u05db\u05d5\u05dd,\"<b>bold, \"\"quoted\"\"</b>\","
          + "a".repeat(120);

  private static final List<Integer> FULL_DAYS = List.of(2, 3, 4, 6, 10, 11, 12, 13, 14);

  /** Makes the report in a folder that may hold others. */
  Path make(Path folder) {
    Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + ".html");
    SplittableRandom random = new SplittableRandom(7);
    List<String> arguments = new ArrayList<>(List.of("drift"));
    switch (this) {
      case DEMO -> {
        run(folder, List.of("demo", "--no-wait", "--quiet", "--data", "demo"));
        return folder.resolve("demo/report.html");
      }
      case DEMO_BY_DAY -> {
        run(folder, List.of("demo", "--no-wait", "--quiet", "--data", "days"));
        arguments.addAll(List.of("days/baseline.csv", "days/production.csv", "--target", "Class"));
        arguments.addAll(List.of("--score", "prediction_score", "--timestamp", "timestamp"));
        arguments.addAll(List.of("--weights", "balanced", "--weight-class", "target"));
        arguments.addAll(List.of("--every", "day"));
      }
      case WIDE -> {
        String head = "label" + columns(59, ",feature_%02d");
        pair(folder, arguments, head, 2000, 1500, (side, row) -> wide(random, side));
        arguments.addAll(List.of("--target", "label", "--weights", "balanced"));
      }
      case NAMES ->
          pair(folder, arguments, NAMES_HEAD, 500, 400, (side, row) -> names(random, side));
      case THIN_DAYS -> {
        pair(folder, arguments, "when,score,kind", 2000, 2600, (side, row) -> day(random, side, row));
        arguments.addAll(List.of("--timestamp", "when", "--every", "day"));
      }
      case HOURS -> {
        pair(folder, arguments, "when,score", 2000, 80_000, (side, row) -> hour(random, row));
        arguments.addAll(List.of("--timestamp", "when", "--every", "hour"));
      }
      case SEGMENTS -> {
        pair(folder, arguments, "region,amount", 1605, 1605, (side, row) -> segment(random, side, row));
        arguments.addAll(List.of("--by", "region"));
      }
      case ONE_ROW -> pair(folder, arguments, "score,kind", 500, 1, (side, row) -> value(random) + ",a");
      case ALL_MISSING ->
          pair(folder, arguments, "score,kind", 500, 500, (side, row) -> side == 0 ? value(random) + ",a" : ",");
    }
    arguments.addAll(List.of("--quiet", "--report", file.getFileName().toString()));
    run(folder, arguments);
    return file;
  }

  private static void run(Path folder, List<String> arguments) {
    Finished finished = Finished.ballast(folder, arguments.toArray(String[]::new));
    assertThat(finished.exitCode()).as(finished.err()).isZero();
  }

  /** A row of the reference (side 0) or the window (side 1). */
  private interface RowOf {
    String row(int side, int index);
  }

  private void pair(
      Path folder, List<String> arguments, String head, int before, int after, RowOf rows) {
    arguments.add(write(folder, "a", head, before, row -> rows.row(0, row)));
    arguments.add(write(folder, "b", head, after, row -> rows.row(1, row)));
  }

  private String write(Path folder, String side, String head, int rows, IntFunction<String> row) {
    List<String> lines = new ArrayList<>(List.of(head));
    for (int i = 0; i < rows; i++) {
      lines.add(row.apply(i));
    }
    Path file = folder.resolve(name().toLowerCase(Locale.ROOT) + "_" + side + ".csv");
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.getFileName().toString();
  }

  private static String columns(int count, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(String.format(Locale.ROOT, pattern, i));
    }
    return text.toString();
  }

  private static String value(SplittableRandom random) {
    return String.format(Locale.ROOT, "%.3f", random.nextGaussian());
  }

  private static String wide(SplittableRandom random, int side) {
    StringBuilder row = new StringBuilder(random.nextInt(20) == 0 ? "1" : "0");
    for (int i = 0; i < 59; i++) {
      double shift = side == 1 && i % 13 == 0 ? 0.7 : 0;
      boolean isNew = side == 1 && i == 58 && random.nextInt(3) == 0;
      String value = String.format(Locale.ROOT, "%.3f", random.nextGaussian() + shift);
      row.append(',').append(i < 55 ? value : isNew ? "new" : "abc".charAt(random.nextInt(3)));
    }
    return row.toString();
  }

  private static String names(SplittableRandom random, int side) {
    return random.nextInt(40)
        + 15 * side
        + ","
        + random.nextInt(18, 90)
        + ","
        + value(random)
        + ","
        + (random.nextBoolean() ? "<script>alert(1)</script>" : "x")
        + ","
        + (random.nextGaussian() + side);
  }

  /** Days 5 and 9 have a dozen rows, days 7 and 8 none, the others some hundred. */
  private static String day(SplittableRandom random, int side, int row) {
    int day = side == 0 ? 1 : FULL_DAYS.get(row % FULL_DAYS.size());
    if (side == 1 && row < 24) {
      day = row < 12 ? 5 : 9;
    }
    double shift = side == 1 && day > 10 ? 1.2 : 0;
    return String.format(
        Locale.ROOT,
        "2026-03-%02d %02d:00:00,%.3f,%s",
        day,
        random.nextInt(24),
        random.nextGaussian() + shift,
        "abc".charAt(random.nextInt(3)));
  }

  private static String hour(SplittableRandom random, int row) {
    return String.format(
        Locale.ROOT,
        "2026-03-%02d %02d:%02d:00,%.3f",
        1 + row % 31,
        random.nextInt(24),
        random.nextInt(60),
        random.nextGaussian());
  }

  private static String segment(SplittableRandom random, int side, int row) {
    String region = row < 5 ? "tiny" : row % 2 == 0 ? "north" : "south";
    double shift = side == 1 && region.equals("south") ? 0.8 : 0;
    return String.format(Locale.ROOT, "%s,%.3f", region, random.nextGaussian() + shift);
  }
}
