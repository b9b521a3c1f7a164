package io.ballast.stats.drift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the drafts of a family into verdicts. */
public final class Decisions {
  private Decisions() {}

  /**
   * Decides all statements of one family: the same window (and segment) and the same kind, plain or
   * weighted.
   *
   * <p>The p-values of those with enough data are adjusted together by the rule's control. A column
   * has drifted when its adjusted p-value is below alpha and its effect reaches the warning
   * threshold.
   *
   * @param drafts statements of {@link DriftStatements}
   * @return the statements with verdict, severity and adjusted p-value, in the same order
   */
  public static List<Statement> decide(List<Statement> drafts, DriftRule rule) {
    double[] adjusted =
        rule.control()
            .adjust(
                drafts.stream().filter(Decisions::isTested).mapToDouble(Decisions::p).toArray());
    List<Statement> decided = new ArrayList<>();
    int next = 0;
    for (Statement draft : drafts) {
      decided.add(isTested(draft) ? decide(draft, adjusted[next++], rule.alpha()) : draft);
    }
    return decided;
  }

  /**
   * Whether a decided statement would be a drift at another level than alpha: evidence at that
   * level and effect together.
   *
   * @param level of the adjusted p-value
   */
  public static boolean driftsAt(Statement decided, double level) {
    Evidence evidence = decided.evidence();
    Measure effect = decided.effect();
    return isTested(decided)
        && evidence != null
        && evidence.pAdjusted() < level
        && effect != null
        && severity(decided.metric(), effect.judged()) != null;
  }

  private static boolean isTested(Statement draft) {
    return draft.verdict() != Verdict.NOT_ENOUGH_DATA && draft.evidence() != null;
  }

  private static double p(Statement draft) {
    return draft.evidence() == null ? Double.NaN : draft.evidence().p();
  }

  private static Statement decide(Statement draft, double adjusted, double alpha) {
    Measure effect = draft.effect();
    Severity severity =
        adjusted < alpha && effect != null ? severity(draft.metric(), effect.judged()) : null;
    Evidence evidence = draft.evidence();
    return new Statement(
        severity == null ? Verdict.NO_DRIFT : Verdict.DRIFT,
        severity,
        draft.reason(),
        draft.metric(),
        draft.measures(),
        evidence == null ? null : evidence.adjusted(adjusted));
  }

  private static @Nullable Severity severity(DriftMetric metric, double judged) {
    if (judged >= metric.critical()) {
      return Severity.CRITICAL;
    }
    return judged >= metric.warning() ? Severity.WARNING : null;
  }
}
