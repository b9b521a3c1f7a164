package io.ballast.report;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.LeftOut;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Settings;
import io.ballast.tables.compare.DriftReport.Weighted;
import io.ballast.tables.compare.DriftReport.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Drift reports for tests, drawn from a seed.
 *
 * <p>Counts are drawn and the figures follow from them by short stand-in formulas: their shapes are
 * those of real reports, their exact values mean nothing and are tested in {@code stats}.
 */
final class Fixtures {
  private static final double ALPHA = 0.01;
  private static final int PART_MINIMUM = 30;
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final Random random;

  private Fixtures(long seed) {
    random = new Random(seed);
  }

  /** One window, weighted by target, a score and 30 inputs: shaped like the imbalance example. */
  static DriftReport imbalance() {
    Fixtures fixtures = new Fixtures(7);
    return report(
        settings("balanced", null),
        List.of(fixtures.weightedResult(new Window(null, null, 0), null, 30, 1, 294)),
        List.of("11 rows of the window have no target and are left out of the weighted figures"));
  }

  /** The same columns in 30 days, one of them too quiet for a verdict. */
  static DriftReport daily(int columns, int days) {
    Fixtures fixtures = new Fixtures(11);
    List<Result> results = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      Instant start = START.plus(day, ChronoUnit.DAYS);
      Window window = new Window(start, start.plus(1, ChronoUnit.DAYS), day);
      double strength = day < days / 2 ? 0 : 1;
      results.add(
          fixtures.weightedResult(window, null, columns - 1, strength, day % 9 == 4 ? 12 : 90));
    }
    return report(settings("balanced", "day"), results, List.of());
  }

  /** Plain, no classes, some drift, missing and unseen values. */
  static DriftReport plain(int columns) {
    Fixtures fixtures = new Fixtures(3);
    List<ColumnResult> list = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      list.add(
          fixtures.plainColumn("column_" + i, i % 3 == 1, i % 5 == 0 ? 0.9 : 0.02, 4000, 3000));
    }
    Result result = result(new Window(null, null, 0), null, 4000, 3000, null, list);
    return report(new Settings(10, "none", null, null, List.of()), List.of(result), List.of());
  }

  /** One segment for each value of {@code region}. */
  static DriftReport segments() {
    Fixtures fixtures = new Fixtures(5);
    List<Result> results = new ArrayList<>();
    for (String value : List.of("north", "south", "east", "west", "")) {
      long rows = value.equals("west") ? 60 : 2000;
      List<ColumnResult> list = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        boolean moved = value.equals("south") && i < 3;
        list.add(
            fixtures.plainColumn("input_" + i, i % 2 == 1, moved ? 0.8 : 0.02, rows, rows / 2));
      }
      results.add(
          result(
              new Window(null, null, 0), new Segment("region", value), rows, rows / 2, null, list));
    }
    return report(new Settings(10, "none", null, null, List.of()), results, List.of());
  }

  /** Too few rows for any verdict. */
  static DriftReport notEnough() {
    Fixtures fixtures = new Fixtures(9);
    List<ColumnResult> list = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      list.add(fixtures.plainColumn("input_" + i, i == 2, 0.3, 40, 30));
    }
    Result result = result(new Window(null, null, 0), null, 40, 30, null, list);
    return report(new Settings(10, "none", null, null, List.of()), List.of(result), List.of());
  }

  /** Names and values that try to break out of their place. */
  static DriftReport hostile() {
    Fixtures fixtures = new Fixtures(13);
    List<ColumnResult> list = new ArrayList<>();
    List<String> names =
        List.of(
            "<script>alert(1)</script>",
            "\"quoted\" & 'single'",
            "\u6708\u6b21\u58f2\u4e0a\u9ad8\uff08\u7a0e\u8fbc\u307f\uff09",
            "\u0639\u0645\u0631 \u0627\u0644\u0639\u0645\u064a\u0644",
            "a_very_long_name_".repeat(12).substring(0, 200),
            "line\nbreak\u001b[31mred\u202e",
            "");
    for (int i = 0; i < names.size(); i++) {
      list.add(fixtures.plainColumn(names.get(i), i % 2 == 0, i < 4 ? 0.9 : 0.02, 4000, 3000));
    }
    Result result =
        result(new Window(null, null, 0), new Segment("<b>", "</td>\""), 4000, 3000, null, list);
    return new DriftReport(
        "<img src=x onerror=alert(1)>.csv",
        "</title><script>alert(2)</script>.csv",
        1,
        ALPHA,
        DriftMetric.PSI,
        new Settings(10, "none", null, null, List.of()),
        List.of(new LeftOut("<i>id</i>", "a \"key\" column")),
        List.of("<u>warning</u>"),
        List.of(result));
  }

  private static DriftReport report(
      Settings settings, List<Result> results, List<String> warnings) {
    return new DriftReport(
        "imbalance_reference.csv",
        "imbalance_production.csv",
        1,
        ALPHA,
        DriftMetric.PSI,
        settings,
        List.of(
            new LeftOut("timestamp", "time of the event"),
            new LeftOut("row_id", "every value is different")),
        warnings,
        results);
  }

  private static Settings settings(String weights, @Nullable String every) {
    return new Settings(10, weights, every, "Class", List.of("prediction_score"));
  }

  private Result weightedResult(
      Window window, @Nullable Segment segment, int inputs, double strength, int minority) {
    long[] reference = {22_749, 35};
    long[] current = {8_166, minority};
    ClassShare share =
        new ClassShare(
            List.of("0", "1"),
            List.of(reference[0], reference[1]),
            List.of(current[0], current[1]),
            "fisher",
            minority > 40 ? 3.2e-21 : 0.41);
    Classes classes = new Classes("target", share, 1, 0);
    List<ColumnResult> columns = new ArrayList<>();
    columns.add(weightedColumn("prediction_score", reference, current, 1.4 * strength, true));
    for (int i = 1; i <= inputs; i++) {
      double shift = i % 7 == 2 ? strength : 0.1;
      columns.add(weightedColumn("V" + i, reference, current, shift, i % 7 == 2 && i % 2 == 0));
    }
    long n = reference[0] + reference[1];
    long m = current[0] + current[1];
    return result(window, segment, n, m, classes, columns);
  }

  private ColumnResult weightedColumn(
      String name, long[] reference, long[] current, double shift, boolean isInside) {
    int bins = 10;
    long[][] before = new long[3][bins];
    long[][] after = new long[3][bins];
    for (int k = 0; k < 2; k++) {
      double peak = k == 0 ? 3 : 7;
      fill(before[k], reference[k], peak);
      fill(after[k], current[k], peak - (k == 1 && isInside ? 2.5 * shift : 0));
    }
    List<Bin> edges = intervals(bins, -2.1, 0.53);
    double[] weights = {0.5007692645830586, 325.48571428571427};
    double[] p = weighted(before, weights);
    double[] q = weighted(after, weights);
    double nEffective = effective(reference, weights);
    double mEffective = effective(current, weights);
    boolean isEnough = current[1] >= PART_MINIMUM;
    Statement heavy =
        statement(
            p, q, nEffective, mEffective, reference, current, isEnough, "weighted_chi_square");
    Statement plain = plainStatement(BinnedCounts.total(before), BinnedCounts.total(after), true);
    List<ClassPart> parts = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      parts.add(part(Integer.toString(k), before[k], after[k]));
    }
    BinnedCounts counts = new BinnedCounts(edges, before, after);
    Weighted weighted =
        new Weighted(
            "target",
            List.of(weights[0], weights[1]),
            heavy,
            counts,
            p,
            q,
            parts,
            new Parity("fiddler", Map.of("psi", 0.33)));
    return new ColumnResult(name, ColumnType.FLOATING, plain, counts, weighted, null, 0, 0, 0);
  }

  private ColumnResult plainColumn(
      String name, boolean isCategory, double shift, long rows, long window) {
    int bins = isCategory ? 6 : 10;
    long missing = isCategory ? rows / 50 : 0;
    long unseen = isCategory ? window / 30 : 0;
    List<Bin> list = new ArrayList<>();
    if (isCategory) {
      for (String value : List.of("France", "Germany", "Spain", "Great Britain")) {
        list.add(Bin.of(BinKind.VALUE, value));
      }
      list.add(Bin.of(BinKind.OTHER, "Other"));
      list.add(Bin.of(BinKind.MISSING, "Missing"));
    } else {
      list.addAll(intervals(bins, 18, 6.5));
    }
    long[][] before = new long[1][bins];
    long[][] after = new long[1][bins];
    fill(before[0], rows, bins / 2.0);
    fill(after[0], window, bins / 2.0 - 3 * shift);
    boolean isEnough = Math.min(rows, window) >= 100;
    Statement plain = plainStatement(before[0], after[0], isEnough);
    return new ColumnResult(
        name,
        isCategory ? ColumnType.CATEGORY : ColumnType.FLOATING,
        plain,
        new BinnedCounts(list, before, after),
        null,
        null,
        missing,
        missing / 2,
        unseen);
  }

  private static Result result(
      Window window,
      @Nullable Segment segment,
      long n,
      long m,
      @Nullable Classes classes,
      List<ColumnResult> columns) {
    List<ColumnResult> sorted =
        columns.stream()
            .sorted(
                Comparator.<ColumnResult, Boolean>comparing(
                        column -> column.verdict() != Verdict.DRIFT)
                    .thenComparing(
                        column ->
                            column.leading().evidence() == null
                                ? 1.0
                                : column.leading().evidence().pAdjusted()))
            .toList();
    Verdict verdict = Verdict.NOT_ENOUGH_DATA;
    if (sorted.stream().anyMatch(column -> column.verdict() == Verdict.NO_DRIFT)) {
      verdict = Verdict.NO_DRIFT;
    }
    if (sorted.stream().anyMatch(column -> column.verdict() == Verdict.DRIFT)) {
      verdict = Verdict.DRIFT;
    }
    return new Result(window, segment, n, m, verdict, classes, sorted);
  }

  private ClassPart part(String label, long[] before, long[] after) {
    long n = sum(before);
    long m = sum(after);
    if (n < PART_MINIMUM || m < PART_MINIMUM) {
      return new ClassPart(label, n, m, null, null, null);
    }
    Statement inside = plainStatement(before, after, true);
    boolean moved = inside.evidence() != null && inside.evidence().p() < ALPHA;
    return new ClassPart(label, n, m, inside.effect(), inside.evidence(), moved);
  }

  private static Statement plainStatement(long[] before, long[] after, boolean isEnough) {
    long[] n = {sum(before)};
    long[] m = {sum(after)};
    return statement(
        shares(before), shares(after), (double) n[0], (double) m[0], n, m, isEnough, "chi_square");
  }

  private static Statement statement(
      double[] p,
      double[] q,
      double nEffective,
      double mEffective,
      long[] reference,
      long[] current,
      boolean isEnough,
      String test) {
    double rate = 1 / nEffective + 1 / mEffective;
    double psi = 0;
    double js = 0;
    double hellinger = 0;
    for (int b = 0; b < p.length; b++) {
      double from = (p[b] * nEffective + 0.5) / (nEffective + 0.5 * p.length);
      double to = (q[b] * mEffective + 0.5) / (mEffective + 0.5 * p.length);
      psi += (to - from) * Math.log(to / from);
      double middle = (from + to) / 2;
      js += (from * Math.log(from / middle) + to * Math.log(to / middle)) / 2;
      hellinger += Math.pow(Math.sqrt(from) - Math.sqrt(to), 2) / 2;
    }
    double floor = (p.length - 1) * rate;
    double high = 1.88 * floor;
    Map<DriftMetric, Measure> measures = new EnumMap<>(DriftMetric.class);
    measures.put(DriftMetric.PSI, measure(psi, psi - floor, floor, high));
    measures.put(
        DriftMetric.JS_DISTANCE,
        measure(
            Math.sqrt(js / Math.log(2)),
            Math.sqrt(Math.max(0, js - floor / 8) / Math.log(2)),
            Math.sqrt(floor / 8 / Math.log(2)),
            Math.sqrt(high / 8 / Math.log(2))));
    measures.put(
        DriftMetric.HELLINGER,
        measure(
            Math.sqrt(hellinger),
            Math.sqrt(Math.max(0, hellinger - floor / 8)),
            Math.sqrt(floor / 8),
            Math.sqrt(high / 8)));
    measures.put(
        DriftMetric.KS, new Measure(Math.sqrt(js), Double.NaN, Double.NaN, Double.NaN, null));
    double ratio = psi / floor;
    double probability = Math.min(1, Math.exp(-1.9 * (ratio - 0.6)));
    Evidence evidence =
        new Evidence(
            test,
            probability,
            Math.min(1, 3 * probability),
            sum(reference),
            sum(current),
            nEffective,
            mEffective);
    if (!isEnough) {
      String reason =
          reference.length > 1
              ? current[1] + " of 30 class 1 rows in the window"
              : sum(current) + " of 100 rows in the window";
      return new Statement(
          Verdict.NOT_ENOUGH_DATA, null, reason, DriftMetric.PSI, measures, evidence);
    }
    boolean isDrift = evidence.pAdjusted() < ALPHA && psi - floor >= DriftMetric.PSI.warning();
    Severity severity =
        psi - floor >= DriftMetric.PSI.critical() ? Severity.CRITICAL : Severity.WARNING;
    return new Statement(
        isDrift ? Verdict.DRIFT : Verdict.NO_DRIFT,
        isDrift ? severity : null,
        null,
        DriftMetric.PSI,
        measures,
        evidence);
  }

  private static Measure measure(double value, double corrected, double floor, double high) {
    double centre = Math.max(0, corrected);
    double half = 1.6 * Math.sqrt(floor * (centre + floor));
    double upper = centre > 4 ? Double.POSITIVE_INFINITY : centre + half;
    return new Measure(
        value, corrected, floor, high, new Interval(Math.max(0, centre - half), upper));
  }

  /** Draws {@code rows} rows around a peak. */
  private void fill(long[] counts, long rows, double peak) {
    double[] density = new double[counts.length];
    double total = 0;
    for (int b = 0; b < counts.length; b++) {
      density[b] = Math.exp(-Math.pow((b - peak) / 3, 2));
      total += density[b];
    }
    for (int b = 0; b < counts.length; b++) {
      double expected = rows * density[b] / total;
      double drawn = expected + Math.sqrt(expected) * random.nextGaussian();
      counts[b] = Math.max(0, Math.round(drawn));
    }
    counts[(int) Math.max(0, Math.min(counts.length - 1, Math.round(peak)))] +=
        Math.max(0, rows - sum(counts));
  }

  private static List<Bin> intervals(int bins, double first, double step) {
    List<Bin> list = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      double lower = b == 0 ? Double.NEGATIVE_INFINITY : first + (b - 1) * step;
      double upper = b == bins - 1 ? Double.POSITIVE_INFINITY : first + b * step;
      list.add(new Bin(BinKind.INTERVAL, lower + " to " + upper, lower, upper));
    }
    return list;
  }

  private static double[] weighted(long[][] counts, double[] weights) {
    double[] shares = new double[counts[0].length];
    double total = 0;
    for (int k = 0; k < weights.length; k++) {
      for (int b = 0; b < shares.length; b++) {
        shares[b] += weights[k] * counts[k][b];
        total += weights[k] * counts[k][b];
      }
    }
    for (int b = 0; b < shares.length; b++) {
      shares[b] /= total;
    }
    return shares;
  }

  private static double effective(long[] rows, double[] weights) {
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < rows.length; k++) {
      sum += weights[k] * rows[k];
      squares += weights[k] * weights[k] * rows[k];
    }
    return sum * sum / squares;
  }

  private static double[] shares(long[] counts) {
    double[] shares = new double[counts.length];
    double total = sum(counts);
    for (int b = 0; b < counts.length; b++) {
      shares[b] = counts[b] / total;
    }
    return shares;
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
