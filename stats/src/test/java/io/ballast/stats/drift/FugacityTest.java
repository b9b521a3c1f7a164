package io.ballast.stats.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.test.FisherExact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The two tests are held against scipy's in {@code TwoSampleOracleTest}. */
class FugacityTest {

  @Test
  void fugacity_isTheShareOfEachPredictedClass() {
    Fugacity change =
        Fugacity.of(List.of("no", "yes"), new long[] {9980, 20}, new long[] {9940, 60});
    assertThat(change.classes().get(1).reference()).isEqualTo(0.002);
    assertThat(change.classes().get(1).difference()).isCloseTo(0.004, within(1e-15));
    assertThat(change.largest()).isCloseTo(0.004, within(1e-15));
    assertThat(change.test().p()).isEqualTo(FisherExact.twoSided(9980, 20, 9940, 60));
  }

  @Test
  void fugacity_withoutPredictionsIsUndefined() {
    Fugacity none = Fugacity.of(List.of("no", "yes"), new long[2], new long[] {1, 1});
    assertThat(none.classes().get(0).reference()).isNaN();
    assertThat(none.largest()).isNaN();
    assertThat(none.test().p()).isNaN();
  }

  /** Row by row, on forty seeded samples with rare classes, one class only and few rows. */
  @Test
  void fugacity_equalsShareCountedRowByRow() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int classes = 1 + seed % 5;
      List<String> labels = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
      List<String> reference = predictions(random, classes, 1 + random.nextInt(500));
      List<String> current = predictions(random, classes, 1 + random.nextInt(50));
      Fugacity fugacity = Fugacity.of(labels, counts(labels, reference), counts(labels, current));
      double largest = 0;
      for (Fugacity.Change change : fugacity.classes()) {
        double before = share(reference, change.label());
        double after = share(current, change.label());
        assertThat(change.reference()).isCloseTo(before, within(1e-12));
        assertThat(change.current()).isCloseTo(after, within(1e-12));
        assertThat(change.difference()).isCloseTo(after - before, within(1e-12));
        largest = Math.max(largest, Math.abs(after - before));
      }
      assertThat(fugacity.largest()).isCloseTo(largest, within(1e-12));
      if (classes > 2) {
        assertThat(fugacity.test().p())
            .isEqualTo(
                ContingencyChiSquare.of(counts(labels, reference), counts(labels, current)).p());
      }
    }
  }

  private static List<String> predictions(Random random, int classes, int rows) {
    List<String> predictions = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      predictions.add(Integer.toString((int) (classes * Math.pow(random.nextDouble(), 4))));
    }
    return predictions;
  }

  private static long[] counts(List<String> labels, List<String> predictions) {
    return labels.stream().mapToLong(label -> Collections.frequency(predictions, label)).toArray();
  }

  private static double share(List<String> predictions, String label) {
    double sum = 0;
    for (String prediction : predictions) {
      sum += prediction.equals(label) ? 1.0 / predictions.size() : 0;
    }
    return sum;
  }
}
