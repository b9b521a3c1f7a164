package io.ballast.balance.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Workers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ballast's figures beside those of sdmetrics, scipy and scikit-learn on the same tables. */
class GoldenMeasuresTest {

  private static final Map<String, Double> EXPECTED = GoldenTables.figures();

  private final Fields fields = GoldenTables.fields();
  private final Workers workers = Workers.of(2);

  private static double expected(String name) {
    return requireNonNull(EXPECTED.get(name), name);
  }

  private static void check(String name, double actual, double error) {
    assertThat(actual).as(name).isCloseTo(expected(name), within(error));
  }

  @Test
  void shapesAndTrends_areThoseOfSdmetrics() {
    Fidelity fidelity = Fidelity.of(fields, workers);

    List<String> names = fidelity.names();
    for (int i = 0; i < names.size(); i++) {
      check("shape " + names.get(i), fidelity.shapes()[i], 1e-12);
      for (int j = i + 1; j < names.size(); j++) {
        check("trend " + names.get(i) + " " + names.get(j), fidelity.trends()[i][j], 1e-12);
        assertThat(fidelity.trends()[j][i]).isEqualTo(fidelity.trends()[i][j]);
      }
    }
    check("Column Shapes", fidelity.columnShapes(), 1e-12);
    check("Column Pair Trends", fidelity.columnPairTrends(), 1e-12);
  }

  @Test
  void accuracyAndItsCeiling_areThoseOfTheDefinition() {
    Fidelity fidelity = Fidelity.of(fields, workers);

    check("univariate", fidelity.univariate(), 1e-12);
    check("univariate ceiling", fidelity.univariateCeiling(), 1e-12);
    check("bivariate", fidelity.bivariate(), 1e-12);
    check("bivariate ceiling", fidelity.bivariateCeiling(), 1e-12);
    assertThat(fidelity.accuracy())
        .isCloseTo((expected("univariate") + expected("bivariate")) / 2, within(1e-12));
  }

  @Test
  void distancesOfGretelsScore_areThoseOfScipyAndScikitLearn() {
    SqsDistances distances = SqsDistances.of(fields, workers);

    check("distribution", distances.distribution(), 1e-12);
    check("correlation", distances.correlation(), 1e-12);
    check("principal component", distances.principalComponent(), 1e-9);
  }

  @Test
  void score_isThatOfTheFittedMaps() {
    // the published fixture: 86, 80 and 91 make 85.7259259
    SqsDistances distances =
        new SqsDistances(
            (101.8 - 91) / 145.2, 14 / 335.0, 20 / 84.3, new double[0][], new double[0][]);

    assertThat(distances.score()).isCloseTo(85.7259259, within(1e-6));
    assertThat(new SqsDistances(9, 9, 9, new double[0][], new double[0][]).score()).isZero();
  }

  @Test
  void closeness_isThatOfAllPairsOfRows() {
    PrivacyMeasures privacy = PrivacyMeasures.of(fields, new int[360], 1, workers);

    check("dcr share", privacy.dcrShare(), 1e-12);
    assertThat(privacy.byCell()[0]).isCloseTo(expected("dcr share"), within(1e-12));
    check("nndr", privacy.nndr(), 1e-5);
    check("membership auc", privacy.membershipAuc(), 1e-9);
    check("exact copies", privacy.exactCopies(), 1e-12);
    check("exact copies held out", privacy.exactCopiesHoldout(), 1e-12);
    assertThat(privacy.toReal()[180]).isCloseTo(expected("median distance to real"), within(1e-5));
    assertThat(privacy.rowsCompared()).isEqualTo(360);
  }

  @Test
  void scores_areThoseOfScikitLearn() {
    List<String[]> lines = GoldenTables.lines("scores.csv");
    double[] scores = new double[lines.size() - 1];
    boolean[] positive = new boolean[scores.length];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = Double.parseDouble(lines.get(row + 1)[0]);
      positive[row] = lines.get(row + 1)[1].equals("1");
    }
    Scores measured = Scores.of(scores, positive);

    check("roc auc", measured.rocAuc(), 1e-12);
    check("pr auc", measured.prAuc(), 1e-12);
    check("balanced accuracy", measured.balancedAccuracy(), 1e-12);
    check("f1", measured.f1(), 1e-12);
  }
}
