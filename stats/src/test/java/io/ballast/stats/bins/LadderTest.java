package io.ballast.stats.bins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final int CLASSES = 3;

  /** Fills a ladder as a streaming pass does, then answers all wants until nothing is missing. */
  private static Ladder streamed(double[] values, int[] rowClass, Steps steps) {
    Ladder ladder = new Ladder(steps, CLASSES, false);
    for (int i = 0; i < values.length; i++) {
      ladder.add(values[i], rowClass[i]);
    }
    return ladder;
  }

  private static void collect(Ladder ladder, double[] values, int[] rowClass) {
    for (int i = 0; i < values.length; i++) {
      ladder.collect(values[i], rowClass[i], 1);
    }
    ladder.collected();
  }

  private static double[] draw(DoubleSupplier source, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> source.getAsDouble());
    return values;
  }

  private static int[] classes(SplittableRandom random, int size) {
    int[] classes = new int[size];
    Arrays.setAll(classes, i -> random.nextInt(50) == 0 ? 1 : random.nextInt(20) == 0 ? 2 : 0);
    return classes;
  }

  /** Shapes on which the first values choose poor steps, or ties and heavy values abound. */
  private static DoubleSupplier[] shapes(SplittableRandom random) {
    int[] row = {0};
    return new DoubleSupplier[] {
      random::nextDouble,
      () -> Math.exp(8 * random.nextDouble()),
      () -> random.nextInt(10) < 6 ? 0 : random.nextDouble() - 0.5,
      () -> random.nextInt(400) / 100.0,
      () -> row[0]++ + random.nextDouble(),
      () -> random.nextInt(12),
      () ->
          random.nextInt(50) == 0
              ? Double.NaN
              : random.nextInt(70) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(),
      () ->
          random.nextInt(3) == 0
              ? -0.0
              : random.nextInt(3) == 0 ? 0.0 : random.nextDouble() * 1e-300,
    };
  }

  @Test
  void bins_ofAStreamedColumn_equalThoseOfAllValuesInMemory() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 4; round++) {
      for (DoubleSupplier shape : shapes(random)) {
        double[] values = draw(shape, 3_000);
        int[] rowClass = classes(random, values.length);
        double[] weights = {0.5, 12.25};
        Steps steps =
            Steps.evenly(
                Arrays.stream(values).limit(200).filter(v -> !Double.isNaN(v)).toArray(), 16);
        Ladder streamed = streamed(values, rowClass, steps);
        Ladder exact = Ladder.exact(values, rowClass, CLASSES);

        NumericBins plain = QuantileBins.plain(exact, 10).orElseThrow();
        NumericBins weighted = QuantileBins.classWeighted(exact, weights, 10).orElseThrow();
        while (QuantileBins.plain(streamed, 10).isEmpty()
            || QuantileBins.classWeighted(streamed, weights, 10).isEmpty()
            || plain.want(streamed)
            || weighted.want(streamed)) {
          collect(streamed, values, rowClass);
        }

        NumericBins found = QuantileBins.plain(streamed, 10).orElseThrow();
        assertThat(found.bins()).isEqualTo(plain.bins());
        assertThat(found.count(streamed)).isDeepEqualTo(plain.count(exact));
        NumericBins foundWeighted = QuantileBins.classWeighted(streamed, weights, 10).orElseThrow();
        assertThat(foundWeighted.bins()).isEqualTo(weighted.bins());
        assertThat(foundWeighted.count(streamed)).isDeepEqualTo(weighted.count(exact));
      }
    }
  }

  @Test
  void counts_equalThoseOfEachValueByItself() {
    SplittableRandom random = new SplittableRandom(5);
    for (DoubleSupplier shape : shapes(random)) {
      double[] values = draw(shape, 2_000);
      int[] rowClass = classes(random, values.length);
      Ladder ladder = Ladder.exact(values, rowClass, CLASSES);
      NumericBins bins = QuantileBins.plain(ladder, 10).orElseThrow();
      long[][] expected = new long[CLASSES][bins.bins().size()];
      for (int i = 0; i < values.length; i++) {
        expected[rowClass[i]][bins.indexOf(values[i])]++;
      }
      assertThat(bins.count(ladder)).isDeepEqualTo(expected);
    }
  }

  @Test
  void kolmogorovSmirnov_afterItsWants_equalsTheGreatestDifferenceOverAllValues() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 4; round++) {
      for (DoubleSupplier shape : shapes(random)) {
        double[] left = draw(shape, 1_500);
        double[] right = draw(shape, 700);
        int[] leftClass = classes(random, left.length);
        int[] rightClass = classes(random, right.length);
        Steps steps =
            Steps.evenly(
                Arrays.stream(left).limit(300).filter(v -> !Double.isNaN(v)).toArray(), 32);
        Ladder reference = streamed(left, leftClass, steps);
        Ladder current = streamed(right, rightClass, steps);
        double[] weights = {1.5, 20};
        for (Weighing weighing :
            new Weighing[] {Weighing.alike(CLASSES), Weighing.byClass(weights)}) {
          LadderDistance distance = new LadderDistance(reference, current, weighing);
          distance.want(Long.MAX_VALUE);
          collect(reference, left, leftClass);
          collect(current, right, rightClass);
          double expected =
              greatestDifference(
                  left,
                  leftClass,
                  right,
                  rightClass,
                  weighing instanceof Weighing.ByClass w ? w.weights() : new double[0]);
          LadderDistance.Bounded found = distance.kolmogorovSmirnov();
          assertThat(found.value()).isEqualTo(found.bound());
          assertThat(found.value()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-15));
        }
      }
    }
  }

  @Test
  void kolmogorovSmirnov_withoutCollecting_boundsTheExactValue() {
    SplittableRandom random = new SplittableRandom(3);
    double[] left = draw(random::nextDouble, 5_000);
    double[] right = draw(() -> random.nextDouble() * 1.02, 5_000);
    int[] alike = new int[5_000];
    Steps steps = Steps.evenly(Arrays.copyOf(left, 300), 32);
    LadderDistance.Bounded bounded =
        new LadderDistance(
                streamed(left, alike, steps),
                streamed(right, alike, steps),
                Weighing.alike(CLASSES))
            .kolmogorovSmirnov();
    double exact = greatestDifference(left, alike, right, alike, new double[] {1, 1, 1});
    assertThat(exact).isBetween(bounded.value(), bounded.bound());
    assertThat(bounded.bound()).isGreaterThan(bounded.value());
  }

  private static double greatestDifference(
      double[] left, int[] leftClass, double[] right, int[] rightClass, double[] weights) {
    double greatest = 0;
    for (double[] side : new double[][] {left, right}) {
      for (double value : side) {
        if (!Double.isNaN(value)) {
          double difference =
              share(left, leftClass, value, weights) - share(right, rightClass, value, weights);
          greatest = Math.max(greatest, Math.abs(difference));
        }
      }
    }
    return greatest;
  }

  private static double share(double[] values, int[] rowClass, double upTo, double[] weights) {
    double below = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double weight = rowClass[i] < weights.length ? weights[rowClass[i]] : 0;
        all += weight;
        below += values[i] <= upTo ? weight : 0;
      }
    }
    return below / all;
  }

  @Test
  void wasserstein_afterCollecting_equalsTheAreaBetweenTheFunctions() {
    // Vector 3 of statistics.md 9.6, scipy.stats.wasserstein_distance
    double[] x = new double[100];
    double[] y = new double[100];
    Arrays.setAll(x, i -> (i + 1) / 10.0);
    Arrays.setAll(y, i -> 1.1 * ((i + 1) / 10.0) + 0.3);
    int[] alike = new int[100];
    Steps steps = Steps.evenly(x, 10);
    Ladder reference = streamed(x, alike, steps);
    Ladder current = streamed(y, alike, steps);
    LadderDistance distance = new LadderDistance(reference, current, Weighing.alike(CLASSES));
    distance.wantAll();
    collect(reference, x, alike);
    collect(current, y, alike);
    assertThat(distance.wasserstein()).isCloseTo(0.805, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void merge_ofAnySplit_equalsOnePass() {
    SplittableRandom random = new SplittableRandom(9);
    double[] values = draw(random::nextDouble, 1_000);
    int[] rowClass = classes(random, values.length);
    Steps steps = Steps.evenly(values, 20);
    Ladder whole = streamed(values, rowClass, steps);
    Ladder merged = new Ladder(steps, CLASSES, false);
    for (int from : new int[] {600, 0, 300}) {
      int to = from == 600 ? 1_000 : from + 300;
      merged.merge(
          streamed(
              Arrays.copyOfRange(values, from, to), Arrays.copyOfRange(rowClass, from, to), steps));
    }
    for (int cell = 0; cell < steps.cells(); cell++) {
      for (int k = 0; k < CLASSES; k++) {
        assertThat(merged.count(k, cell)).isEqualTo(whole.count(k, cell));
      }
    }
    assertThat(merged.min()).isEqualTo(whole.min());
    assertThat(merged.max()).isEqualTo(whole.max());
  }
}
