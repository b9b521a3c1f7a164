package io.ballast.benchmarks.calibration;

import io.ballast.stats.drift.AlarmBudget;
import io.ballast.stats.drift.Decisions;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftRule;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.RecentWindows;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** When a window of a model alarms. */
enum AlarmRule {
  /** A distance by itself. */
  DISTANCE("corrected PSI at least 0.1, no evidence", false),
  /** A test by itself. */
  TEST("p below 5%, no effect, no control", false),
  /** The verdict of a single comparison, in every window. */
  VERDICT("Benjamini-Hochberg at 1% and effect", false),
  /** The default: the budget. */
  BUDGET("budget of 1 in 30 days and effect (default)", true),
  /** The default, twice in three windows. */
  BUDGET_TWO_OF_THREE("the same, 2 of 3 windows", true);

  private final String words;
  private final boolean isBudget;

  AlarmRule(String words, boolean isBudget) {
    this.words = words;
    this.isBudget = isBudget;
  }

  /** What it asks for. */
  String words() {
    return words;
  }

  /** Windows that must have drifted. */
  RecentWindows recent() {
    return this == BUDGET_TWO_OF_THREE ? new RecentWindows(2, 3) : RecentWindows.ONE;
  }

  /**
   * Which features drift in a window.
   *
   * @param drafts of one family, verdicts open
   * @param budget of the model
   * @return indices of the features
   */
  int[] drifted(List<Statement> drafts, AlarmBudget budget) {
    return switch (this) {
      case DISTANCE -> where(drafts, AlarmRule::isLarge);
      case TEST -> where(drafts, draft -> p(draft) < 0.05);
      case VERDICT, BUDGET, BUDGET_TWO_OF_THREE ->
          where(
              Decisions.decide(drafts, isBudget ? ruleAt(budget.level()) : Judged.RULE),
              decided -> decided.verdict() == Verdict.DRIFT);
    };
  }

  private static DriftRule ruleAt(double level) {
    DriftRule rule = Judged.RULE;
    return new DriftRule(
        rule.metric(), rule.extraMetrics(), level, rule.minimumRows(), rule.minimumMinorityRows());
  }

  private static int[] where(List<Statement> statements, Predicate<Statement> holds) {
    return IntStream.range(0, statements.size())
        .filter(i -> statements.get(i).verdict() != Verdict.NOT_ENOUGH_DATA)
        .filter(i -> holds.test(statements.get(i)))
        .toArray();
  }

  private static boolean isLarge(Statement draft) {
    Measure effect = draft.effect();
    return effect != null && effect.corrected() >= DriftMetric.PSI.warning();
  }

  private static double p(Statement draft) {
    Evidence evidence = draft.evidence();
    return evidence == null ? 1 : evidence.p();
  }
}
