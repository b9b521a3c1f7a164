package io.ballast.stats.drift;

/**
 * How many false alarms a model may send in 30 days, spent evenly over its windows and families
 * (statistics.md 3.6). The number of alarms that this allows is a sum of chances: it holds however
 * windows depend on each other.
 *
 * @param falseAlarms of a model in 30 days, above 0
 * @param alpha level of a family that the budget may lower, inside (0, 1)
 * @param families that may alert, at least 1: plain drift, weighted drift and so on
 * @param windows in 30 days, above 0: 720 of an hour, 30 of a day, 30/7 of a week
 */
public record AlarmBudget(double falseAlarms, double alpha, int families, double windows) {
  /** Days that a budget is for. */
  public static final double DAYS = 30;

  private static final double HOURS_OF_DAY = 24;

  public AlarmBudget {
    if (!(falseAlarms > 0 && alpha > 0 && alpha < 1 && families >= 1 && windows > 0)) {
      throw new IllegalArgumentException(
          falseAlarms
              + " false alarms, alpha "
              + alpha
              + ", "
              + families
              + " families and "
              + windows
              + " windows, need numbers above 0 and alpha below 1");
    }
  }

  /**
   * One false alarm in 30 days at alpha 0.01.
   *
   * @param families that may alert
   * @param hours length of a window
   */
  public static AlarmBudget standard(int families, double hours) {
    return new AlarmBudget(1, 0.01, families, DAYS * HOURS_OF_DAY / hours);
  }

  /** The level that each family has in each window: {@code min(alpha, b / (F W))}. */
  public double level() {
    return Math.min(alpha, falseAlarms / (families * windows));
  }

  /** Windows with a false alarm that are to be expected in 30 days at most: {@code F q W}. */
  public double expectedFalseAlarms() {
    return families * level() * windows;
  }
}
