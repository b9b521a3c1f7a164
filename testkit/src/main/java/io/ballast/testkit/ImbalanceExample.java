package io.ballast.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tables shaped like Fiddler's published class-imbalance example: credit-card fraud, a baseline of
 * 22,784 rows with 35 positives, a week of production of 57,158 rows with 294.
 *
 * <p>Columns, counts, score grid and spacing of the timestamps are those of the published files
 * (docs/reference/commands.md names the source); the values are made up. The story in them: in the
 * baseline the model finds every fraud. In production a new kind has come, with weaker marks in
 * some features: half of the positives score as before, a third anywhere, the rest like a negative.
 * The negatives have not changed. Unweighted, 294 rows among 57,158 move nothing; with balanced
 * class weights they are half of the mass.
 *
 * <p>How many rows are of which kind is fixed, so that each seed tells the same story. A pure
 * function of the seed, with the same bytes on each JDK.
 */
public final class ImbalanceExample {
  private static final long START_EPOCH_MILLIS = 1_730_678_400_000L; // 2024-11-04T00:00:00Z
  private static final long WEEK_MILLIS = 7 * 24 * 3_600_000L;
  private static final int DAYS = 7;
  private static final int FEATURES = 28;
  private static final int FEATURE_DECIMALS = 6;
  private static final double FEATURE_UNIT = 1e6;
  private static final int SCORE = 2 + FEATURES;
  private static final int CLASS = SCORE + 1;
  private static final int TIMESTAMP = CLASS + 1;
  private static final int COLUMNS = TIMESTAMP + 1;

  /** Where a feature's mean goes when a row has the full marks of fraud; others stay. */
  private static final double[] FRAUD_SHIFT = new double[FEATURES];

  static {
    FRAUD_SHIFT[2] = -5;
    FRAUD_SHIFT[3] = 4;
    FRAUD_SHIFT[9] = -5;
    FRAUD_SHIFT[10] = 4;
    FRAUD_SHIFT[11] = -6;
    FRAUD_SHIFT[13] = -7;
    FRAUD_SHIFT[15] = -4;
    FRAUD_SHIFT[16] = -6;
  }

  /** What a row is; the order is that of the counts. */
  private enum Kind {
    /** A negative that scores low. */
    NEGATIVE(0),
    /** A negative that looks like fraud. */
    FALSE_ALARM(0.5),
    /** A positive with all marks, at 0.90 to 1.00. */
    FOUND(1),
    /** A positive with weak marks, anywhere from 0.10 to 0.89. */
    UNSURE(0.2),
    /** A positive without marks, that scores like a negative. */
    MISSED(0);

    private final double marks;

    Kind(double marks) {
      this.marks = marks;
    }

    boolean isPositive() {
      return this == FOUND || this == UNSURE || this == MISSED;
    }
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int[] BASELINE_COUNTS = {22_749 - 10, 10, 35, 0, 0};
  private static final int[] PRODUCTION_COUNTS = {56_864 - 25, 25, 153, 88, 53};
  private static final long BASELINE_SPACING_MILLIS = 26_546;
  private static final long PRODUCTION_SPACING_MILLIS = 10_581;

  private final long seed;
  private final boolean asPublished;

  private ImbalanceExample(long seed, boolean asPublished) {
    this.seed = seed;
    this.asPublished = asPublished;
  }

  /** The example with the positives of production spread evenly over its seven days. */
  public static ImbalanceExample spread(long seed) {
    return new ImbalanceExample(seed, false);
  }

  /** The example with the order of the published file: all positives first, so on the first day. */
  public static ImbalanceExample asPublished(long seed) {
    return new ImbalanceExample(seed, true);
  }

  /** {@code scaled_amount, scaled_time, V1 to V28, prediction_score, Class, timestamp}. */
  public static List<String> columns() {
    List<String> names = new ArrayList<>(List.of("scaled_amount", "scaled_time"));
    for (int feature = 1; feature <= FEATURES; feature++) {
      names.add("V" + feature);
    }
    names.addAll(List.of("prediction_score", "Class", "timestamp"));
    return List.copyOf(names);
  }

  /** The baseline: the week before production, positives anywhere. */
  public GeneratedTable baseline() {
    SplitMix random = new SplitMix(seed);
    int[] kinds = expand(BASELINE_COUNTS);
    random.shuffle(kinds);
    return table(random, kinds, START_EPOCH_MILLIS, BASELINE_SPACING_MILLIS);
  }

  /** The week of production. */
  public GeneratedTable production() {
    SplitMix random = new SplitMix(seed ^ 0x70726f64756374L); // numbers of its own
    int[] kinds = asPublished ? positivesFirst(random) : spreadOverDays(random);
    return table(random, kinds, START_EPOCH_MILLIS + WEEK_MILLIS, PRODUCTION_SPACING_MILLIS);
  }

  private static int[] expand(int[] counts) {
    int[] kinds = new int[Arrays.stream(counts).sum()];
    int at = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      Arrays.fill(kinds, at, at + counts[kind], kind);
      at += counts[kind];
    }
    return kinds;
  }

  /** Positives in random order, then negatives in random order. */
  private static int[] positivesFirst(SplitMix random) {
    int[] kinds = expand(PRODUCTION_COUNTS);
    random.shuffle(kinds);
    int[] ordered = new int[kinds.length];
    int at = 0;
    for (boolean positive : new boolean[] {true, false}) {
      for (int kind : kinds) {
        if (KINDS[kind].isPositive() == positive) {
          ordered[at++] = kind;
        }
      }
    }
    return ordered;
  }

  /** Random order, with as many positives on each day as on any other. */
  private static int[] spreadOverDays(SplitMix random) {
    int[] positivesFirst = positivesFirst(random);
    int rows = positivesFirst.length;
    int positives = PRODUCTION_COUNTS[2] + PRODUCTION_COUNTS[3] + PRODUCTION_COUNTS[4];
    int[] spread = new int[rows];
    int nextPositive = 0;
    int nextNegative = positives;
    for (int day = 0; day < DAYS; day++) {
      int from = firstRowOfDay(day, rows);
      int until = firstRowOfDay(day + 1, rows);
      int positivesOfDay = positives * (day + 1) / DAYS - positives * day / DAYS;
      int[] rowsOfDay = new int[until - from];
      for (int i = 0; i < rowsOfDay.length; i++) {
        rowsOfDay[i] =
            i < positivesOfDay ? positivesFirst[nextPositive++] : positivesFirst[nextNegative++];
      }
      random.shuffle(rowsOfDay);
      System.arraycopy(rowsOfDay, 0, spread, from, rowsOfDay.length);
    }
    return spread;
  }

  private static int firstRowOfDay(int day, int rows) {
    long rowsPerDay = WEEK_MILLIS / DAYS / PRODUCTION_SPACING_MILLIS + 1;
    return (int) Math.min(rows, day * rowsPerDay);
  }

  private static GeneratedTable table(
      SplitMix random, int[] kinds, long startEpochMillis, long spacingMillis) {
    long[] scores = scores(random, kinds);
    long[][] values = new long[COLUMNS][kinds.length];
    for (int row = 0; row < kinds.length; row++) {
      Kind kind = KINDS[kinds[row]];
      values[0][row] = units(amount(random));
      values[1][row] = units(timeOfDay(random));
      for (int feature = 0; feature < FEATURES; feature++) {
        double deviation = 2 - 0.06 * feature;
        double mean = FRAUD_SHIFT[feature] * kind.marks;
        values[2 + feature][row] = units(mean + deviation * random.nextNormal());
      }
      values[CLASS][row] = kind.isPositive() ? 1 : 0;
      values[TIMESTAMP][row] = startEpochMillis + row * spacingMillis;
    }
    values[SCORE] = scores;
    int[] decimals = new int[COLUMNS];
    Arrays.fill(decimals, 0, SCORE, FEATURE_DECIMALS);
    decimals[SCORE] = 2;
    return new GeneratedTable(columns(), decimals, values);
  }

  private static long units(double value) {
    return Math.round(value * FEATURE_UNIT);
  }

  /** Log-normal amounts, less their median, over their interquartile range. */
  private static double amount(SplitMix random) {
    return (StrictMath.exp(3.1 + 1.5 * random.nextNormal()) - 22) / 72;
  }

  /** Two days scaled to about -1 to 1, with quiet nights. */
  private static double timeOfDay(SplitMix random) {
    double day = random.nextInt(2);
    double hour = 0.62 + 0.17 * random.nextNormal();
    return day + (hour - StrictMath.floor(hour)) - 1;
  }

  /**
   * Scores in hundredths, as a forest of a hundred trees gives them.
   *
   * <p>Drawn systematically: the rows of a kind take the quantiles of its scores in random order,
   * from an offset that the seed gives. The bins of a weighted statement rest on the few frauds of
   * the baseline, and by independent draws some seeds would tell another story.
   */
  private static long[] scores(SplitMix random, int[] kinds) {
    long[] scores = new long[kinds.length];
    for (int kind = 0; kind < KINDS.length; kind++) {
      int wanted = kind;
      int[] rows = IntStream.range(0, kinds.length).filter(row -> kinds[row] == wanted).toArray();
      random.shuffle(rows);
      double offset = random.nextUnit();
      for (int i = 0; i < rows.length; i++) {
        scores[rows[i]] = score(KINDS[kind], (i + offset) / rows.length);
      }
    }
    return scores;
  }

  /**
   * The quantile of a kind's scores.
   *
   * @param share in [0, 1)
   */
  private static int score(Kind kind, double share) {
    return switch (kind) {
      case NEGATIVE, MISSED -> steps(share, 0.13, 0.3, 20);
      case FALSE_ALARM -> 40 + (int) (share * 56);
      case FOUND -> 100 - steps(share, 0.25, 0.25, 10);
      case UNSURE -> 10 + (int) (share * 80);
    };
  }

  /** A number of steps: a first one with that probability, each further one with the next. */
  private static int steps(double share, double first, double next, int most) {
    int steps = 0;
    double reached = first;
    while (steps < most && share < reached) {
      steps++;
      reached *= next;
    }
    return steps;
  }
}
