package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Values of scikit-learn 1.9.1 and numpy 2.4.6 on rows that a formula makes; ECE, Wilson and DeLong
 * by their formulas in numpy.
 */
class PerformanceTest {

  private static final int ROWS = 400;
  private static final double EXACT = 1e-12;

  private static double score(int i) {
    return (i * 37 % 101) / 100.0;
  }

  private static boolean positive(int i) {
    return (i * 53 % 97) / 96.0 < score(i) * 0.7 + 0.1;
  }

  private static BinaryScores scores(int from, int to) {
    BinaryScores scores = new BinaryScores();
    for (int i = from; i < to; i++) {
      scores.add(score(i), positive(i), "row-" + i);
    }
    return scores;
  }

  private static RegressionPairs pairs(int from, int to) {
    RegressionPairs pairs = new RegressionPairs();
    for (int i = from; i < to; i++) {
      double truth = (i * 29 % 83) / 7.0 - 3;
      pairs.add(truth, truth + (i * 17 % 23 - 11) / 9.0, "row-" + i);
    }
    return pairs;
  }

  @Test
  void decisions_equalScikitLearn() {
    Decisions counts = scores(0, ROWS).decisions(0.4);

    assertThat(counts.of(DecisionMetric.ACCURACY).value()).isCloseTo(0.6425, within(EXACT));
    assertThat(counts.of(DecisionMetric.ACCURACY).lower())
        .isCloseTo(0.5943817784800669, within(EXACT));
    assertThat(counts.of(DecisionMetric.ACCURACY).upper())
        .isCloseTo(0.6879072176346586, within(EXACT));
    assertThat(counts.of(DecisionMetric.PRECISION).value())
        .isCloseTo(0.5767634854771784, within(EXACT));
    assertThat(counts.of(DecisionMetric.RECALL).value())
        .isCloseTo(0.7722222222222223, within(EXACT));
    assertThat(counts.of(DecisionMetric.FALSE_POSITIVE_RATE).value())
        .isCloseTo(0.4636363636363636, within(EXACT));
    assertThat(scores(0, ROWS).decisions(0.4).of(DecisionMetric.F1).value())
        .isCloseTo(0.6603325415676959, within(EXACT));
    assertThat(scores(0, ROWS).decisions(0.4).of(DecisionMetric.FOWLKES_MALLOWS).value())
        .isCloseTo(0.667375142218993, within(EXACT));
  }

  @Test
  void scores_equalScikitLearn() {
    BinaryScores scores = scores(0, ROWS);

    Estimate auc = scores.auc();
    assertThat(auc.value()).isCloseTo(0.7243813131313132, within(EXACT));
    assertThat(auc.lower()).isCloseTo(0.674961447212646, within(EXACT));
    assertThat(auc.upper()).isCloseTo(0.7738011790499804, within(EXACT));
    assertThat(scores.logLoss().value()).isCloseTo(0.814724268891372, within(EXACT));
    assertThat(scores.calibrationError().value()).isCloseTo(0.09645, within(EXACT));
    assertThat(scores.bestThreshold().value()).isEqualTo(0.53);
  }

  @Test
  void regression_equalsScikitLearn() {
    RegressionPairs pairs = pairs(0, ROWS);

    assertThat(pairs.rSquared().value()).isCloseTo(0.9535084181470564, within(EXACT));
    assertThat(pairs.meanSquaredError().value()).isCloseTo(0.5460802469135803, within(EXACT));
    assertThat(pairs.meanAbsoluteError().value()).isCloseTo(0.6391666666666665, within(EXACT));
    assertThat(pairs.weightedAbsolutePercentageError().value())
        .isCloseTo(0.17533718689788053, within(EXACT));
    assertThat(pairs.zeros()).isEqualTo(4);
    assertThat(pairs.meanAbsolutePercentageError().value())
        .isCloseTo(0.4587757299836852, within(EXACT));
  }

  @Test
  void states_mergeInAnyOrder() {
    BinaryScores merged = scores(250, ROWS);
    merged.merge(scores(0, 100));
    merged.merge(new BinaryScores());
    merged.merge(scores(100, 250));
    RegressionPairs pairs = pairs(30, ROWS);
    pairs.merge(pairs(0, 30));

    assertThat(merged.auc()).isEqualTo(scores(0, ROWS).auc());
    assertThat(merged.logLoss()).isEqualTo(scores(0, ROWS).logLoss());
    assertThat(merged.decisions(0.4).of(DecisionMetric.F1))
        .isEqualTo(scores(0, ROWS).decisions(0.4).of(DecisionMetric.F1));
    assertThat(merged.calibrationError()).isEqualTo(scores(0, ROWS).calibrationError());
    assertThat(pairs.meanSquaredError()).isEqualTo(pairs(0, ROWS).meanSquaredError());
    assertThat(pairs.rSquared()).isEqualTo(pairs(0, ROWS).rSquared());
  }

  @Test
  void intervals_holdTheirValue() {
    Estimate f1 = scores(0, ROWS).decisions(0.4).of(DecisionMetric.F1);
    Estimate error = pairs(0, ROWS).meanAbsoluteError();

    assertThat(f1.lower()).isBetween(0.5, f1.value());
    assertThat(f1.upper()).isBetween(f1.value(), 0.8);
    assertThat(error.lower()).isBetween(0.5, error.value());
    assertThat(error.upper()).isBetween(error.value(), 0.8);
  }

  @Test
  void undefined_hasAReason() {
    BinaryScores none = new BinaryScores();
    BinaryScores negatives = new BinaryScores();
    negatives.add(0.1, false, "a");
    negatives.add(0.2, false, "b");

    assertThat(none.auc().reason()).isEqualTo("no row has both a target and a score");
    assertThat(none.decisions(0.5).of(DecisionMetric.ACCURACY).reason())
        .isEqualTo("no row has both a target and a score");
    assertThat(negatives.auc().reason()).isEqualTo("all rows with a target are of one class");
    assertThat(negatives.decisions(0.5).of(DecisionMetric.PRECISION).reason())
        .isEqualTo("no row is predicted positive");
    assertThat(negatives.decisions(0.5).of(DecisionMetric.RECALL).reason())
        .isEqualTo("no row is positive");
    assertThat(negatives.decisions(0.5).of(DecisionMetric.F1).isDefined()).isFalse();
    assertThat(new RegressionPairs().meanSquaredError().reason())
        .isEqualTo("no row has both a target and an output");
    assertThat(new ClassDecisions().accuracy().isDefined()).isFalse();
  }
}
