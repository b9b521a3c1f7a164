package io.ballast.stats.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.stats.Golden;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static final List<String> LABELS = List.of("0", "1");

  @Test
  void balanced_equalsScikitLearnToTheLastBit() {
    for (Golden golden : Golden.of("balanced")) {
      long[] counts = new long[golden.arguments().length - 1];
      for (int k = 0; k < counts.length; k++) {
        counts[k] = (long) golden.arguments()[k + 1];
      }
      assertThat(ClassWeights.balanced(counts)[(int) golden.arguments()[0]])
          .as("%s", golden)
          .isEqualTo(golden.expected());
    }
  }

  @Test
  void balanced_doesNotCountAClassWithoutRows() {
    assertThat(ClassWeights.balanced(new long[] {30, 0, 10}))
        .containsExactly(40.0 / 60, 0, 40.0 / 20);
    assertThat(ClassWeights.balanced(new long[] {0, 0})).containsExactly(0, 0);
    assertThat(ClassWeights.balanced(new long[0])).isEmpty();
  }

  @Test
  void balanced_ofNegativeRowsIsRefused() {
    assertThatThrownBy(() -> ClassWeights.balanced(new long[] {5, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a class has -1 rows, at least 0 are needed");
  }

  @Test
  void list_isCheckedAndCopied() {
    double[] weights = {0.5, 325.4};
    double[] list = ClassWeights.list(weights, 2);
    weights[0] = 9;
    assertThat(list).containsExactly(0.5, 325.4);
    assertThatThrownBy(() -> ClassWeights.list(new double[] {1}, 2))
        .hasMessage("1 class weights for 2 classes, give one for each class");
    assertThatThrownBy(() -> ClassWeights.list(new double[] {1, -2}, 2))
        .hasMessage("class weight -2.0, a weight is a number of at least 0");
    assertThatThrownBy(() -> ClassWeights.list(new double[] {1, Double.NaN}, 2))
        .hasMessage("class weight NaN, a weight is a number of at least 0");
    assertThatThrownBy(() -> ClassWeights.list(new double[] {0, 0}, 2))
        .hasMessage("class weights are all 0, at least one class needs a weight above 0");
  }

  @Test
  void total_keepsWhatSmallWeightsAddToALargeOne() {
    double[] sums = new double[1001];
    Arrays.fill(sums, 0.1);
    sums[0] = 1e16;

    // One by one each 0.1 would be lost: the doubles around 1e16 are 2 apart.
    assertThat(new WeightedBins(sums, sums, 1001).total()).isEqualTo(1e16 + 100);
    assertThat(new WeightedBins(new double[] {1e308, 1e308}, new double[] {1, 1}, 2).total())
        .isInfinite();
    assertThat(new WeightedBins(new double[0], new double[0], 0).total()).isZero();
  }

  @Test
  void effectiveRows_ofEqualWeightsAreTheRows() {
    assertThat(WeightedBins.of(new long[] {3, 4}).effectiveRows()).isEqualTo(7);
    assertThat(WeightedBins.of(new long[] {0, 0}).effectiveRows()).isZero();
    assertThat(WeightedBins.of(new long[] {0, 0}).shares()).containsOnly(Double.NaN);
  }

  @Test
  void classWeightedBins_leaveOutClassesOfWeightZeroAndRowsWithoutClass() {
    long[][] counts = {{1, 2}, {30, 40}, {500, 600}};
    WeightedBins bins = WeightedBins.of(counts, new double[] {3, 0});
    assertThat(bins.sums()).containsExactly(3, 6);
    assertThat(bins.squares()).containsExactly(9, 18);
    assertThat(bins.rows()).isEqualTo(3);
  }

  @Test
  void weightedBins_ofImpossibleSumsAreRefused() {
    assertThatThrownBy(() -> new WeightedBins(new double[] {1}, new double[] {0}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bin 0 has a weight of 1.0 and squares of 0.0");
    assertThatThrownBy(() -> new WeightedBins(new double[] {Double.NaN}, new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void classRule_withTargetsEverywhereIsByTarget() {
    long[][] complete = {{90, 2, 0}, {3, 5, 0}, {0, 0, 0}};
    assertThat(ClassRule.choose(LABELS, complete, complete))
        .isEqualTo(new ClassRule(ClassRule.Column.TARGET, null));
  }

  @Test
  void classRule_needs95PercentWithinEachPredictedClass() {
    long[][] complete = {{9900, 20, 0}, {30, 50, 0}, {0, 0, 0}};
    // 99.96% of all rows have a target, 94.3% of those predicted 1
    long[][] late = {{9900, 20, 0}, {30, 46, 0}, {0, 4, 0}};
    assertThat(ClassRule.choose(LABELS, complete, late))
        .isEqualTo(
            new ClassRule(
                ClassRule.Column.PREDICTION,
                "66 of 70 rows of the window with prediction 1 have a target, 95% are needed"));
    assertThat(ClassRule.choose(LABELS, late, complete).column())
        .isEqualTo(ClassRule.Column.PREDICTION);
    long[][] justEnough = {{9900, 50, 0}, {30, 45, 0}, {0, 5, 0}};
    assertThat(ClassRule.choose(LABELS, complete, justEnough).column())
        .isEqualTo(ClassRule.Column.TARGET);
  }

  @Test
  void classRule_withoutPredictionsNeeds95PercentOfAllRows() {
    long[][] complete = {{0, 0, 9000}, {0, 0, 50}, {0, 0, 10}};
    long[][] late = {{0, 0, 9000}, {0, 0, 50}, {0, 0, 1000}};
    assertThat(ClassRule.choose(LABELS, complete, complete).column())
        .isEqualTo(ClassRule.Column.TARGET);
    assertThat(ClassRule.choose(LABELS, complete, late))
        .isEqualTo(
            new ClassRule(
                ClassRule.Column.NONE,
                "9050 of 10050 rows of the window have a target, 95% are needed, and the reference"
                    + " has no predicted class"));
  }

  @Test
  void classRule_withPredictionsOnOneSideOnlyIsNone() {
    long[][] predicted = {{0, 0, 0}, {0, 0, 0}, {900, 100, 0}};
    long[][] bare = {{0, 0, 0}, {0, 0, 0}, {0, 0, 1000}};
    assertThat(ClassRule.choose(LABELS, predicted, predicted).column())
        .isEqualTo(ClassRule.Column.PREDICTION);
    assertThat(ClassRule.choose(LABELS, predicted, bare))
        .isEqualTo(
            new ClassRule(
                ClassRule.Column.NONE,
                "0 of 900 rows of the reference with prediction 0 have a target, 95% are needed,"
                    + " and the window has no predicted class"));
  }
}
