package io.ballast.stats.drift;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.FisherExact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {
  private static final DriftRule RULE = DriftRule.defaults();

  @ParameterizedTest
  @CsvSource({
    "0.0099, 0.1, DRIFT, WARNING",
    "0.0099, 0.25, DRIFT, CRITICAL",
    "0.0099, 0.0999, NO_DRIFT,",
    "0.01, 0.3, NO_DRIFT,",
    "0, 0.24, DRIFT, WARNING"
  })
  void verdict_needsEvidenceAndEffect(
      double p, double corrected, Verdict verdict, @Nullable Severity severity) {
    Statement decided = Decisions.decide(List.of(draft(p, corrected)), RULE).get(0);
    assertThat(decided.verdict()).isEqualTo(verdict);
    assertThat(decided.severity()).isEqualTo(severity);
  }

  @Test
  void decide_adjustsOverStatementsWithEnoughData() {
    Statement few =
        new Statement(
            Verdict.NOT_ENOUGH_DATA,
            null,
            "64 of 100 rows in the window",
            DriftMetric.PSI,
            Map.of(),
            new Evidence("chi_square", 1e-9, 1e-9, 64, 100, 64, 100));
    List<Statement> decided =
        Decisions.decide(List.of(draft(0.004, 0.5), few, draft(0.5, 0.5), draft(0.006, 0.5)), RULE);
    assertThat(decided.get(1)).isSameAs(few);
    assertThat(adjusted(decided.get(0))).isCloseTo(0.009, within(1e-15));
    assertThat(adjusted(decided.get(2))).isEqualTo(0.5);
    assertThat(adjusted(decided.get(3))).isCloseTo(0.009, within(1e-15));
    assertThat(requireNonNull(decided.get(0).evidence()).p()).isEqualTo(0.004);
    assertThat(decided)
        .extracting(Statement::verdict)
        .containsExactly(Verdict.DRIFT, Verdict.NOT_ENOUGH_DATA, Verdict.NO_DRIFT, Verdict.DRIFT);
  }

  @Test
  void decide_withoutStatements() {
    assertThat(Decisions.decide(List.of(), RULE)).isEmpty();
  }

  @Test
  void rule_alphaIsTheLevelOfTheEvidence() {
    DriftRule loose = new DriftRule(DriftMetric.PSI, List.of(), 0.05, 100, 30);
    assertThat(Decisions.decide(List.of(draft(0.03, 0.5)), loose).get(0).verdict())
        .isEqualTo(Verdict.DRIFT);
    assertThat(Decisions.decide(List.of(draft(0.03, 0.5)), RULE).get(0).verdict())
        .isEqualTo(Verdict.NO_DRIFT);
  }

  @Test
  void rule_controlAdjusts() {
    List<Statement> drafts = List.of(draft(0.004, 0.5), draft(0.006, 0.5));
    DriftRule rule = DriftRule.defaults();
    for (Control control : Control.values()) {
      List<Statement> decided =
          Decisions.decide(drafts, new DriftRule(rule.metric(), List.of(), 0.01, 100, 30, control));
      double[] expected = control.adjust(new double[] {0.004, 0.006});
      assertThat(adjusted(decided.get(0))).isEqualTo(expected[0]);
      assertThat(adjusted(decided.get(1))).isEqualTo(expected[1]);
    }
  }

  @Test
  void driftsAt_needsEvidenceAtTheLevelAndEffect() {
    Statement proven = Decisions.decide(List.of(draft(0.004, 0.1)), RULE).get(0);
    Statement small = Decisions.decide(List.of(draft(0.004, 0.09)), RULE).get(0);
    assertThat(Decisions.driftsAt(proven, 0.01)).isTrue();
    assertThat(Decisions.driftsAt(proven, 0.004)).isFalse();
    assertThat(Decisions.driftsAt(small, 0.01)).isFalse();
    Statement unknown =
        new Statement(
            Verdict.NOT_ENOUGH_DATA,
            null,
            "1 of 100 rows in the window",
            proven.metric(),
            proven.measures(),
            proven.evidence());
    assertThat(Decisions.driftsAt(unknown, 0.01)).isFalse();
  }

  @Test
  void verdict_isMadeOfTheLeadingMetric() {
    Measure ks = new Measure(0.2, Double.NaN, Double.NaN, Double.NaN, null);
    Measure psi = new Measure(0.01, 0.005, 0.005, 0.01, null);
    Statement draft =
        new Statement(
            Verdict.NO_DRIFT,
            null,
            null,
            DriftMetric.KS,
            Map.of(DriftMetric.KS, ks, DriftMetric.PSI, psi),
            new Evidence("chi_square", 1e-9, 1e-9, 1000, 1000, 1000, 1000));
    assertThat(Decisions.decide(List.of(draft), RULE).get(0).severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void classShares_ofTwoClassesAreTestedByFisher() {
    ClassShare share =
        ClassShares.test(List.of("0", "1"), new long[] {9980, 20}, new long[] {9940, 60});
    assertThat(share.test()).isEqualTo("fisher");
    assertThat(share.p()).isEqualTo(FisherExact.twoSided(9980, 20, 9940, 60));
    assertThat(share.reference()).containsExactly(9980L, 20L);
  }

  @Test
  void classShares_ofMoreClassesAreTestedByChiSquare() {
    long[] reference = {975, 20, 5};
    long[] current = {960, 30, 10};
    ClassShare share = ClassShares.test(List.of("a", "b", "c"), reference, current);
    assertThat(share.test()).isEqualTo("chi_square");
    assertThat(share.p()).isEqualTo(ContingencyChiSquare.of(reference, current).p());
  }

  @Test
  void classShares_ofAnEmptySideAreUndefined() {
    assertThat(ClassShares.test(List.of("0", "1"), new long[] {5, 5}, new long[] {0, 0}).p())
        .isNaN();
    assertThat(ClassShares.test(List.of("0"), new long[] {5}, new long[] {7}).p()).isEqualTo(1);
  }

  private static Statement draft(double p, double corrected) {
    return new Statement(
        Verdict.NO_DRIFT,
        null,
        null,
        DriftMetric.PSI,
        Map.of(DriftMetric.PSI, new Measure(corrected + 0.01, corrected, 0.01, 0.02, null)),
        new Evidence("chi_square", p, p, 1000, 1000, 1000, 1000));
  }

  private static double adjusted(Statement statement) {
    return requireNonNull(statement.evidence()).pAdjusted();
  }
}
