package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

  private static List<String> labels(NumericBins bins) {
    return bins.bins().stream().map(Bin::label).toList();
  }

  private static NumericBins plain(double... values) {
    return QuantileBins.plain(Ladder.exact(values, new int[values.length], 1), 10).orElseThrow();
  }

  private static double[] range(int from, int to) {
    double[] values = new double[to - from];
    Arrays.setAll(values, i -> from + i);
    return values;
  }

  @Test
  void edges_ofOneToTwoHundred_areNumpysType7Deciles() {
    // numpy.quantile(numpy.arange(1, 201), numpy.arange(1, 10) / 10)
    assertThat(plain(range(1, 201)).splits())
        .containsExactly(20.9, 40.8, 60.7, 80.6, 100.5, 120.4, 140.3, 160.2, 180.1);
  }

  @Test
  void intervals_haveTwentyRowsEach() {
    assertThat(plain(range(0, 100)).splits()).hasSize(4);
    assertThat(plain(range(0, 30)).splits()).hasSize(1);
  }

  @Test
  void values_upToTwenty_haveABinEach() {
    double[] values = new double[200];
    Arrays.setAll(values, i -> i % 20);
    NumericBins bins = plain(values);
    assertThat(bins.bins()).hasSize(22);
    assertThat(bins.bins().get(20).kind()).isEqualTo(BinKind.UNSEEN);
    assertThat(bins.bins().get(bins.indexOf(0.5)).kind()).isEqualTo(BinKind.UNSEEN);
    assertThat(bins.bins().get(bins.indexOf(-0.0)).label()).isEqualTo("0");
    assertThat(bins.bins().get(bins.indexOf(Double.NaN)).kind()).isEqualTo(BinKind.MISSING);
  }

  @Test
  void heavyValue_hasABinOfItsOwn_andEdgesComeFromTheRest() {
    double[] values = new double[250];
    Arrays.setAll(values, i -> i < 50 ? 100.5 : i - 49);
    NumericBins bins = plain(values);
    assertThat(bins.splits())
        .containsExactly(20.9, 40.8, 60.7, 80.6, 100.5, 120.4, 140.3, 160.2, 180.1, 100.5);
    Bin heavy = bins.bins().get(bins.indexOf(100.5));
    assertThat(heavy.kind()).isEqualTo(BinKind.POINT);
    assertThat(bins.bins().get(bins.indexOf(100.6)).kind()).isEqualTo(BinKind.INTERVAL);
  }

  @Test
  void value_belowAFifth_isNotHeavy() {
    double[] values = new double[251];
    Arrays.setAll(values, i -> i < 50 ? 100.5 : i - 49);
    assertThat(plain(values).bins()).noneMatch(bin -> bin.kind() == BinKind.POINT);
  }

  @Test
  void infinities_goToTheEndBins_andNoEdgeIsInfinite() {
    double[] values = new double[300];
    Arrays.setAll(
        values, i -> i < 40 ? Double.NEGATIVE_INFINITY : i > 280 ? Double.POSITIVE_INFINITY : i);
    NumericBins bins = plain(values);
    assertThat(Arrays.stream(bins.splits()).allMatch(Double::isFinite)).isTrue();
    assertThat(bins.indexOf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.indexOf(Double.POSITIVE_INFINITY)).isEqualTo(bins.bins().size() - 2);
  }

  @Test
  void weightedEdges_areTheLeastValuesThatReachTheShare() {
    // class 0 at 1..100 (weight 1), class 1 at 201..220 (weight 5): half of the weight each; k =
    // floor(120 / 20) = 6
    double[] values = new double[120];
    Arrays.setAll(values, i -> i < 100 ? i + 1 : i + 101);
    int[] rowClass = new int[120];
    Arrays.fill(rowClass, 100, 120, 1);
    NumericBins bins =
        QuantileBins.classWeighted(Ladder.exact(values, rowClass, 3), new double[] {1, 5}, 10)
            .orElseThrow();
    assertThat(bins.splits()).containsExactly(34, 67, 100, 207, 214);
  }

  @Test
  void rowsWithoutAClass_doNotMoveWeightedEdges() {
    double[] values = new double[240];
    Arrays.setAll(values, i -> i < 120 ? (i < 100 ? i + 1 : i + 101) : 1000 + i);
    int[] rowClass = new int[240];
    Arrays.fill(rowClass, 100, 120, 1);
    Arrays.fill(rowClass, 120, 240, 2);
    NumericBins bins =
        QuantileBins.classWeighted(Ladder.exact(values, rowClass, 3), new double[] {1, 5}, 10)
            .orElseThrow();
    assertThat(bins.splits()).containsExactly(34, 67, 100, 207, 214);
  }

  @Test
  void empty_hasOneInterval() {
    assertThat(labels(plain())).containsExactly("Unseen", "Missing");
    assertThat(labels(plain(Double.NaN))).containsExactly("Unseen", "Missing");
  }

  @Test
  void labels_areShortAndTellEdgesApart() {
    assertThat(Numbers.intervalLabel(Double.NEGATIVE_INFINITY, -2.0999))
        .isEqualTo("below \u22122.1");
    assertThat(Numbers.intervalLabel(-1.23456, -0.41119)).isEqualTo("\u22121.235 to \u22120.411");
    assertThat(Numbers.intervalLabel(1000.01, 1000.02)).isEqualTo("1000.01 to 1000.02");
    assertThat(Numbers.intervalLabel(3, Double.POSITIVE_INFINITY)).isEqualTo("3 and above");
    assertThat(Numbers.label(1e300)).isEqualTo("1e300");
    assertThat(Numbers.label(-0.25)).isEqualTo("\u22120.25");
  }
}
