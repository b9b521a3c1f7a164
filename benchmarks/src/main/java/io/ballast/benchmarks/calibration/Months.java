package io.ballast.benchmarks.calibration;

import static java.util.Objects.requireNonNull;

import io.ballast.stats.Workers;
import io.ballast.stats.drift.AlarmBudget;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.special.LogGamma;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * A model whose hours are compared with the same hour of 28 earlier days, month after month;
 * traffic swings by 60% over the day.
 *
 * @param row of the table of bars
 * @param name what the features are
 * @param features of the model
 * @param rowsPerHour on average
 */
record Months(String row, String name, Features features, int rowsPerHour) {

  private static final int HOURS = 24;
  private static final int DAYS = 30;
  private static final int REFERENCE_DAYS = 28;
  private static final double SWING = 0.6;
  private static final double LEVEL = 0.001;
  private static final int MOST_IN_A_MONTH = 6;

  /** The budget of a model with these features. */
  AlarmBudget budget() {
    return AlarmBudget.standard(features.families(), 1);
  }

  /**
   * Windows with an alarm.
   *
   * @param months that were run
   * @param counts in each month by each rule
   */
  record Alarms(Months months, Map<AlarmRule, long[]> counts) {

    double mean(AlarmRule rule) {
      return Arrays.stream(of(rule)).average().orElse(Double.NaN);
    }

    long most(AlarmRule rule) {
      return Arrays.stream(of(rule)).max().orElse(0);
    }

    long total(AlarmRule rule) {
      return Arrays.stream(of(rule)).sum();
    }

    int size() {
      return of(AlarmRule.BUDGET).length;
    }

    private long[] of(AlarmRule rule) {
      return counts.getOrDefault(rule, new long[0]);
    }

    /** What may be expected of the default at most. */
    double expected() {
      return months.budget().expectedFalseAlarms() * size();
    }

    /** Whether the default's alarms are compatible with its budget, in all and in each month. */
    boolean isMet() {
      return poissonAtLeast(total(AlarmRule.BUDGET), expected()) >= LEVEL
          && most(AlarmRule.BUDGET) <= MOST_IN_A_MONTH;
    }
  }

  /** Probability of {@code count} or more events where {@code mean} are expected. */
  static double poissonAtLeast(long count, double mean) {
    double below = 0;
    for (long k = 0; k < count; k++) {
      below += Math.exp(k * Math.log(mean) - mean - LogGamma.of(k + 1.0));
    }
    return Math.max(0, 1 - below);
  }

  /** Runs months in which nothing changes. */
  Alarms run(long seed, int months, Workers workers, DoubleConsumer progress) {
    Map<AlarmRule, long[]> counts = new EnumMap<>(AlarmRule.class);
    for (AlarmRule rule : AlarmRule.values()) {
      counts.put(rule, new long[months]);
    }
    workers.each(
        months,
        month -> {
          month(Draws.of(seed, "month, " + name, month))
              .forEach(
                  (rule, drifted) ->
                      requireNonNull(counts.get(rule))[month] = alarms(rule, drifted));
          progress.accept((double) month / months);
        });
    return new Alarms(this, counts);
  }

  /** Whether each window of a month drifts, by each rule. */
  private Map<AlarmRule, boolean[]> month(Draws draws) {
    List<Features.Frozen> references = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      references.add(features.freeze(draws, REFERENCE_DAYS * rows(hour)));
    }
    Map<AlarmRule, boolean[]> drifted = new EnumMap<>(AlarmRule.class);
    for (AlarmRule rule : AlarmRule.values()) {
      drifted.put(rule, new boolean[HOURS * DAYS]);
    }
    for (int window = 0; window < HOURS * DAYS; window++) {
      int now = window;
      for (List<Statement> family :
          references.get(window % HOURS).window(draws, rows(window % HOURS), 0)) {
        drifted.forEach(
            (rule, windows) -> windows[now] |= rule.drifted(family, budget()).length > 0);
      }
    }
    return drifted;
  }

  private static long alarms(AlarmRule rule, boolean[] drifted) {
    return IntStream.range(0, drifted.length)
        .filter(window -> rule.recent().holds(drifted, window))
        .count();
  }

  /**
   * How a shift of one feature for a day is found.
   *
   * @param days that were run
   * @param seen days in which the feature alarmed
   * @param atOnce days in which it alarmed in the first hour
   * @param others windows of these days with an alarm of another feature
   */
  record Found(int days, long seen, long atOnce, long others) {}

  /** Runs days in which the first feature is shifted, by the default rule. */
  Found runShifted(long seed, int days, double shift, Workers workers, DoubleConsumer progress) {
    int[] first = new int[days];
    long[] others = new long[days];
    workers.each(
        days,
        day -> {
          Draws draws = Draws.of(seed, "shifted day, " + name, day);
          first[day] = HOURS;
          for (int hour = 0; hour < HOURS; hour++) {
            Features.Frozen reference = features.freeze(draws, REFERENCE_DAYS * rows(hour));
            List<List<Statement>> families = reference.window(draws, rows(hour), shift);
            int[] found = AlarmRule.BUDGET.drifted(families.get(0), budget());
            boolean isFound = found.length > 0 && found[0] == 0;
            first[day] = isFound ? Math.min(first[day], hour) : first[day];
            others[day] += found.length > (isFound ? 1 : 0) ? 1 : 0;
          }
          progress.accept((double) day / days);
        });
    return new Found(
        days,
        Arrays.stream(first).filter(hour -> hour < HOURS).count(),
        Arrays.stream(first).filter(hour -> hour == 0).count(),
        Arrays.stream(others).sum());
  }

  private int rows(int hour) {
    return (int) Math.round(rowsPerHour * (1 + SWING * Math.sin(2 * Math.PI * hour / HOURS)));
  }
}
