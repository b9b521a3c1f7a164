package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.stats.Golden;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each figure beside scikit-learn's on seeded samples with ties, tiny, skewed and weighted. {@code
 * src/test/oracle/performance.py} writes the file.
 */
class PerformanceOracleTest {
  private static final double CLOSE = 1e-9;
  private static final int LEAST_SAMPLES = 20;

  /** One figure of a sample: the sample's line, a name and what is expected. */
  private record Case(String sample, String figure, double expected) {}

  private static List<Case> cases(String task) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("performance.csv")),
                StandardCharsets.UTF_8))) {
      List<Case> cases = new ArrayList<>();
      String sample = "";
      for (String line : reader.lines().toList()) {
        int comma = line.indexOf(',');
        String name = line.substring(0, comma);
        if (Set.of("binary", "regression", "multiclass", "ranking").contains(name)) {
          sample = line;
        } else if (sample.startsWith(task)) {
          cases.add(new Case(sample, name, Double.parseDouble(line.substring(comma + 1))));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Map<String, Estimate> figures(String sample) {
    String[] cells = sample.split(",", -1);
    return switch (cells[0]) {
      case "binary" ->
          binary(numbers(cells[1]), numbers(cells[2]), numbers(cells[3]))
              .figures(Double.parseDouble(cells[4]));
      case "regression" -> regression(numbers(cells[1]), numbers(cells[2]), numbers(cells[3]));
      case "multiclass" ->
          multiclass(numbers(cells[1]), numbers(cells[2]), numbers(cells[3])).figures(2);
      default -> ranking(cells[1]).figures();
    };
  }

  private static BinaryScores binary(double[] truth, double[] scores, double[] weights) {
    BinaryScores state = new BinaryScores();
    for (int i = 0; i < truth.length; i++) {
      state.add(scores[i], truth[i] > 0, weights[i], i);
    }
    return state;
  }

  private static Map<String, Estimate> regression(double[] y, double[] p, double[] weights) {
    RegressionPairs state = new RegressionPairs();
    for (int i = 0; i < y.length; i++) {
      state.add(y[i], p[i], weights[i], i);
    }
    Map<String, Estimate> figures = state.figures();
    figures.put("pinball_0.9", state.pinball(0.9));
    return figures;
  }

  private static ClassScores multiclass(double[] truth, double[] scores, double[] weights) {
    int classes = scores.length / truth.length;
    ClassScores state = new ClassScores(classes, true);
    for (int i = 0; i < truth.length; i++) {
      double[] own = Arrays.copyOfRange(scores, i * classes, (i + 1) * classes);
      state.add((int) truth[i], -1, own, weights[i], i);
    }
    return state;
  }

  private static RankingGroups ranking(String cell) {
    RankingGroups state = new RankingGroups(3);
    String[] queries = cell.split(";", -1);
    for (int q = 0; q < queries.length; q++) {
      double[] pairs = numbers(queries[q]);
      for (int i = 0; i < pairs.length; i += 2) {
        state.add("query " + q, pairs[i], pairs[i + 1]);
      }
    }
    return state;
  }

  static Stream<String> tasks() {
    return Stream.of("binary", "regression", "multiclass", "ranking");
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void figures_areScikitLearns(String task) {
    List<Case> cases = cases(task);
    Map<String, Map<String, Estimate>> known = new HashMap<>();
    for (Case row : cases) {
      Map<String, Estimate> figures =
          known.computeIfAbsent(row.sample, PerformanceOracleTest::figures);
      double actual = value(figures, row.figure);
      assertThat(Math.abs(actual - row.expected))
          .as("%s: %s, not %s, of %s", row.figure, actual, row.expected, row.sample)
          .isLessThanOrEqualTo(CLOSE * Math.max(1, Math.abs(row.expected)));
    }
  }

  /** Of samples without weights the columns alone give the same. */
  @Test
  void figuresOfColumns_areScikitLearns() {
    Map<String, Integer> seen = new HashMap<>();
    for (Case row : cases("regression")) {
      String[] cells = row.sample.split(",", -1);
      if (Arrays.stream(numbers(cells[3])).allMatch(weight -> weight == 1)) {
        double actual =
            value(new RegressionColumns(numbers(cells[1]), numbers(cells[2])), row.figure);
        assertThat(Math.abs(actual - row.expected))
            .as("%s: %s, not %s, of %s", row.figure, actual, row.expected, row.sample)
            .isLessThanOrEqualTo(CLOSE * Math.max(1, Math.abs(row.expected)));
        seen.merge(row.figure, 1, Integer::sum);
      }
    }
    assertThat(seen).hasSize(figures(cases("regression").get(0).sample).size());
    assertThat(seen.values()).allMatch(samples -> samples >= LEAST_SAMPLES / 2);
  }

  private static double value(RegressionColumns columns, String figure) {
    return switch (figure) {
      case "median_absolute_error" -> columns.medianAbsoluteError();
      case "max_error" -> columns.maxError();
      case "pinball" -> columns.pinball(0.5);
      case "pinball_0.9" -> columns.pinball(0.9);
      case "d2" -> columns.absoluteD2();
      case "residual_skew" -> columns.residualSkew();
      default ->
          columns.of(
              Arrays.stream(RegressionMetric.values())
                  .filter(metric -> metric.id().equals(figure))
                  .findFirst()
                  .orElseThrow());
    };
  }

  /** Of a row at a time, from near to far apart, by the JDK's {@code log1p}. */
  @Test
  void squaredLogarithm_hasTheDigitsOfTheLogarithms() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double truth = Math.exp(30 * random.nextGaussian()) - random.nextInt(2);
      double near = truth + (1 + truth) * Math.scalb(random.nextGaussian(), -random.nextInt(50));
      double prediction = i % 3 == 0 ? Math.exp(30 * random.nextGaussian()) : Math.max(-1, near);
      double expected = Math.abs(Math.log1p(prediction) - Math.log1p(truth));
      double actual =
          new RegressionColumns(new double[] {truth}, new double[] {prediction})
              .of(RegressionMetric.MEAN_SQUARED_LOGARITHMIC_ERROR);
      if (truth <= -1 || prediction <= -1) {
        assertThat(actual).isNaN();
        continue;
      }
      double digits = Math.abs(Math.log1p(prediction)) + Math.abs(Math.log1p(truth));
      assertThat(Math.abs(Math.sqrt(actual) - expected))
          .as("%s and %s", truth, prediction)
          .isLessThanOrEqualTo(1e-15 * digits);
    }
    RegressionColumns large =
        new RegressionColumns(new double[] {1e308, -0.999999}, new double[] {1.7e308, 1e308});
    assertThat(large.of(RegressionMetric.MEAN_SQUARED_LOGARITHMIC_ERROR)).isFinite();
  }

  @Test
  void columns_areUndefinedWhereTheFormulaIs() {
    RegressionColumns same = new RegressionColumns(new double[] {2, 2}, new double[] {3, 3});
    RegressionColumns none = new RegressionColumns(new double[] {0, -1}, new double[] {1, 1});

    assertThat(same.of(RegressionMetric.R_SQUARED)).isNaN();
    assertThat(same.absoluteD2()).isNaN();
    assertThat(same.residualSkew()).isNaN();
    assertThat(none.of(RegressionMetric.MEAN_SQUARED_LOGARITHMIC_ERROR)).isNaN();
    assertThat(none.of(RegressionMetric.MEAN_ABSOLUTE_PERCENTAGE_ERROR)).isEqualTo(2);
    assertThat(
            new RegressionColumns(new double[1], new double[1])
                .of(RegressionMetric.SYMMETRIC_PERCENTAGE_ERROR))
        .isZero();
    assertThatThrownBy(() -> new RegressionColumns(new double[1], new double[2]))
        .hasMessage("1 targets and 2 predictions, give one for each");
  }

  private static double value(Map<String, Estimate> figures, String name) {
    Function<Estimate, Double> part = Estimate::value;
    String id = name;
    if (name.endsWith(".lower") || name.endsWith(".upper")) {
      id = name.substring(0, name.length() - ".lower".length());
      part = name.endsWith(".lower") ? Estimate::lower : Estimate::upper;
    }
    return part.apply(Objects.requireNonNull(figures.get(id), id));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void everyFigure_isHeldAgainstEnoughSamples(String task) {
    List<Case> cases = cases(task);
    Set<String> samples = new HashSet<>();
    cases.forEach(row -> samples.add(row.sample));
    assertThat(samples).hasSizeGreaterThanOrEqualTo(LEAST_SAMPLES);
    for (String figure : figures(cases.get(0).sample).keySet()) {
      assertThat(cases.stream().filter(row -> row.figure.equals(figure)).count())
          .as(figure)
          .isGreaterThanOrEqualTo(LEAST_SAMPLES);
    }
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void undefinedFigures_haveAReasonAndIntervalsHoldTheirValue(String task) {
    Set<String> samples = new HashSet<>();
    cases(task).forEach(row -> samples.add(row.sample));
    for (String sample : samples) {
      figures(sample)
          .forEach(
              (name, estimate) -> {
                if (!estimate.hasInterval()) {
                  assertThat(estimate.reason()).as(name).isNotEmpty();
                } else {
                  assertThat(estimate.lower()).as(name).isLessThanOrEqualTo(estimate.upper());
                }
                assertThat(estimate.value()).as(name).isNotInfinite();
              });
    }
  }

  @Test
  void vector5_isThePages() {
    double[] y = {0, 0, 1, 1, 0, 1, 1, 0, 1, 1};
    double[] s = {.1, .3, .35, .8, .4, .9, .65, .2, .55, .7};
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    BinaryScores plain = binary(y, s, ones);
    double[] heavy = Arrays.stream(y).map(label -> label > 0 ? 1 : 3).toArray();
    BinaryScores weighted = binary(y, s, heavy);

    assertThat(plain.auc().value()).isEqualTo(.9583333333333334);
    assertThat(plain.averagePrecision().value()).isCloseTo(.976190476190476, near());
    assertThat(plain.logLoss().value()).isCloseTo(.395962568693428, near());
    assertThat(plain.brier().value()).isCloseTo(.11875, near());
    assertThat(plain.calibrationError().value()).isCloseTo(.225, near());
    assertThat(plain.decisions(.5).of(DecisionMetric.MCC).value())
        .isCloseTo(.816496580927726, near());
    assertThat(weighted.averagePrecision().value()).isCloseTo(.9444444444444443, near());
    assertThat(weighted.logLoss().value()).isCloseTo(.35286860868265546, near());
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return org.assertj.core.api.Assertions.within(1e-12);
  }
}
