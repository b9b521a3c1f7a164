package io.ballast.stats.drift;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightedStatementTest {
  private static final DriftRule RULE =
      new DriftRule(DriftMetric.PSI, List.of(DriftMetric.values()), 0.01, 100, 30);
  private static final List<String> LABELS = List.of("0", "1");
  private static final double[] WEIGHTS = ClassWeights.balanced(new long[] {9000, 400});
  private static final long[][] REFERENCE = {{2700, 3800, 1600, 900}, {10, 60, 100, 230}};
  private static final long[][] WINDOW = {{1350, 1900, 800, 450}, {30, 180, 300, 690}};

  /** 9,900 and 100 rows: 396 effective ones; v2 has 1% of the weight, v3 1.5%. */
  private static final long[][] VALUES = {{5000, 4900, 0, 0, 0, 0, 0}, {50, 45, 2, 3, 0, 0, 0}};

  @Test
  void classWeighted_vector12TimesTen() {
    DraftedWeighted drafted = balanced(REFERENCE, WINDOW);
    Measure psi = measure(drafted, DriftMetric.PSI);
    assertThat(psi.value()).isCloseTo(.2028359157726332, within(1e-12));
    assertThat(psi.noiseFloor()).isCloseTo(.0030089827618632343, within(1e-12));
    assertThat(psi.corrected()).isCloseTo(.19982693301076998, within(1e-12));
    assertThat(interval(psi).lower()).isCloseTo(.15102567101946, within(1e-10));
    assertThat(interval(psi).upper()).isCloseTo(.25679237134898, within(1e-10));
    Measure distance = measure(drafted, DriftMetric.JS_DISTANCE);
    assertThat(distance.value()).isCloseTo(.18971223840618706, within(1e-12));
    assertThat(interval(distance).lower()).isCloseTo(.16401779596102, within(1e-10));
    assertThat(interval(distance).upper()).isCloseTo(.21306572807384, within(1e-10));
    Evidence evidence = requireNonNull(drafted.statement().evidence());
    assertThat(evidence.test()).isEqualTo("weighted_chi_square");
    assertThat(evidence.p() / 3.8359122426961556e-32).isCloseTo(1, within(1e-9));
    assertThat(evidence.n()).isEqualTo(9400);
    assertThat(evidence.m()).isEqualTo(5700);
    assertThat(evidence.nEffective()).isCloseTo(1531.9148936170, within(1e-9));
    assertThat(evidence.mEffective()).isCloseTo(1621.3235294118, within(1e-9));
    assertThat(drafted.referenceShare())
        .containsExactly(
            new double[] {.1625, .28611111111111115, .21388888888888888, .3375}, within(1e-12));
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NO_DRIFT);
    assertThat(drafted.statement().reason()).isNull();
  }

  @Test
  void classWeighted_noiseFollowsTheLawApart() {
    DraftedWeighted drafted = balanced(REFERENCE, WINDOW);
    // the 95% point of a chi-square with h = 2.5291146535300912 degrees of freedom, from scipy
    double upper = 6.980907320878925 * 3.579899886528562e-06 / .0030089827618632343;
    assertThat(measure(drafted, DriftMetric.PSI).noise95()).isCloseTo(upper, within(1e-12));
    Measure distance = measure(drafted, DriftMetric.JS_DISTANCE);
    assertThat(distance.noise95()).isCloseTo(Math.sqrt(upper / 8 / Math.log(2)), within(1e-12));
    assertThat(distance.noiseFloor())
        .isCloseTo(Math.sqrt(.0030089827618632343 / 8 / Math.log(2)), within(1e-12));
  }

  @Test
  void classWeighted_cramersVUsesEffectiveRows() {
    double[] p = {.1625, .28611111111111115, .21388888888888888, .3375};
    double[] q = {.06428571428571428, .18888888888888888, .2396825396825397, .5071428571428571};
    double n = 1531.9148936170213;
    double m = 1621.3235294117646;
    double chiSquare = 0;
    for (int b = 0; b < 4; b++) {
      double share = (n * p[b] + m * q[b]) / (n + m);
      chiSquare += n * Math.pow(p[b] - share, 2) / share + m * Math.pow(q[b] - share, 2) / share;
    }
    double phi = chiSquare / (n + m) - 3 / (n + m - 1);
    assertThat(measure(balanced(REFERENCE, WINDOW), DriftMetric.CRAMERS_V).value())
        .isCloseTo(Math.sqrt(phi / (1 - 1 / (n + m - 1))), within(1e-10));
  }

  @Test
  void classWeighted_leavesOutRowsWithoutAClass() {
    BinnedCounts counts =
        Counts.intervals(
            new long[][] {REFERENCE[0], REFERENCE[1], {5000, 0, 0, 0}},
            new long[][] {WINDOW[0], WINDOW[1], {0, 0, 0, 9000}});
    Statement with =
        DriftStatements.classWeighted(counts, LABELS, WEIGHTS, true, Map.of(), RULE).statement();
    Statement without = balanced(REFERENCE, WINDOW).statement();
    assertThat(with.measures()).isEqualTo(without.measures());
    assertThat(with.evidence()).isEqualTo(without.evidence());
  }

  @Test
  void classWeighted_leavesOutAClassThatTheReferenceLacks() {
    List<String> labels = List.of("0", "new", "1");
    BinnedCounts counts =
        Counts.classes(
            new long[][] {REFERENCE[0], {0, 0, 0, 0}, REFERENCE[1]},
            new long[][] {WINDOW[0], {0, 0, 0, 9000}, WINDOW[1]});
    for (double weight : new double[] {0, 7}) {
      double[] weights = {WEIGHTS[0], weight, WEIGHTS[1]};
      Statement statement =
          DriftStatements.classWeighted(counts, labels, weights, true, Map.of(), RULE).statement();
      assertThat(statement.measures())
          .isEqualTo(balanced(REFERENCE, WINDOW).statement().measures());
    }
  }

  @Test
  void classWeighted_byListHasAnotherInterval() {
    DraftedWeighted byList =
        DriftStatements.classWeighted(
            Counts.classes(REFERENCE, WINDOW), LABELS, WEIGHTS, false, Map.of(), RULE);
    Measure listed = measure(byList, DriftMetric.PSI);
    Measure balanced = measure(balanced(REFERENCE, WINDOW), DriftMetric.PSI);
    assertThat(listed.value()).isEqualTo(balanced.value());
    assertThat(listed.interval()).isNotEqualTo(balanced.interval());
  }

  @Test
  void classWeighted_withWeightsOfOneHasThePlainEffectAndInterval() {
    BinnedCounts counts = Counts.classes(REFERENCE, WINDOW);
    DraftedWeighted ones =
        DriftStatements.classWeighted(counts, LABELS, new double[] {1, 1}, false, Map.of(), RULE);
    Measure plain =
        requireNonNull(DriftStatements.plain(counts, Map.of(), RULE).statement().effect());
    assertThat(measure(ones, DriftMetric.PSI).value()).isCloseTo(plain.value(), within(1e-14));
    assertThat(interval(measure(ones, DriftMetric.PSI)).upper())
        .isCloseTo(interval(plain).upper(), within(1e-12));
  }

  @Test
  void classWeighted_withFewMinorityRowsInTheReferenceHasNoVerdict() {
    DraftedWeighted drafted =
        balanced(new long[][] {{5000, 5000}, {11, 10}}, new long[][] {{5000, 5000}, {200, 200}});
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(drafted.statement().reason()).isEqualTo("21 of 30 class 1 rows in the reference");
    assertThat(drafted.statement().effect()).isNotNull();
  }

  @Test
  void classWeighted_needs30ExpectedOr30Seen() {
    long[][] reference = {{5000, 4970}, {15, 15}};
    assertThat(balanced(reference, new long[][] {{2000, 1986}, {9, 5}}).statement().reason())
        .isEqualTo("12.0 expected and 14 seen of 30 class 1 rows in the window");
    assertThat(balanced(reference, new long[][] {{2000, 1970}, {15, 15}}).statement().verdict())
        .isEqualTo(Verdict.NO_DRIFT);
    assertThat(balanced(reference, new long[][] {{5000, 5000}, {0, 0}}).statement().verdict())
        .isEqualTo(Verdict.NO_DRIFT);
  }

  @Test
  void rule_minimumMinorityRowsDecidesOnEnoughDataAndParts() {
    BinnedCounts counts =
        Counts.classes(
            new long[][] {{5000, 5000}, {11, 10}}, new long[][] {{5000, 5000}, {10, 11}});
    double[] weights = ClassWeights.balanced(new long[] {10_000, 21});
    DriftRule lenient = new DriftRule(DriftMetric.PSI, List.of(), 0.01, 100, 20);
    DraftedWeighted drafted =
        DriftStatements.classWeighted(counts, LABELS, weights, true, Map.of(), lenient);
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NO_DRIFT);
    assertThat(drafted.perClass().get(1).moved()).isFalse();
    DraftedWeighted strict =
        DriftStatements.classWeighted(counts, LABELS, weights, true, Map.of(), RULE);
    assertThat(strict.statement().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(strict.perClass().get(1).moved()).isNull();
  }

  @Test
  void classWeighted_ofOneClassHasNoVerdict() {
    DraftedWeighted drafted =
        balanced(new long[][] {{500, 500}, {0, 0}}, new long[][] {{500, 500}, {20, 0}});
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(drafted.statement().reason()).isEqualTo("1 of 2 weighted classes in the reference");
  }

  @Test
  void classWeighted_withoutRowsHasNothing() {
    DraftedWeighted drafted =
        balanced(new long[][] {{500, 500}, {50, 50}}, new long[][] {{0, 0}, {0, 0}});
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(drafted.statement().measures()).isEmpty();
    assertThat(drafted.statement().evidence()).isNull();
    assertThat(drafted.statement().reason())
        .isEqualTo(
            "0 of 100 rows with a class in the window;"
                + " 0.0 expected and 0 seen of 30 class 1 rows in the window");
    assertThat(drafted.currentShare()).containsOnly(Double.NaN);
    assertThat(balanced(new long[][] {{0}, {0}}, new long[][] {{0}, {0}}).statement().reason())
        .isEqualTo(
            "0 of 100 rows with a class in the reference;"
                + " 0 of 100 rows with a class in the window;"
                + " 0 of 2 weighted classes in the reference");
  }

  @Test
  void classWeighted_joinsBelowFiveExpectedEffectiveRows() {
    BinnedCounts joined = values().joined();
    assertThat(Counts.labels(joined)).containsExactly("v0", "v1", "v3", "Other");
    assertThat(joined.reference()[1]).containsExactly(50, 45, 3, 2);
  }

  @Test
  void whatMoved_inTheMinorityOnly() {
    long[][] reference = {{4000, 3000, 2000, 900}, {5, 10, 30, 55}};
    long[][] window = {{4010, 2990, 2005, 895}, {30, 35, 25, 10}};
    List<ClassPart> parts = balanced(reference, window).perClass();
    assertThat(parts).extracting(ClassPart::label).containsExactly("0", "1");
    assertThat(parts).extracting(ClassPart::moved).containsExactly(false, true);
    assertThat(parts.get(1).referenceRows()).isEqualTo(100);
    assertThat(requireNonNull(parts.get(1).effect()).corrected()).isGreaterThan(0.25);
    assertThat(WhatMoved.onlyTheMinority(parts)).isTrue();
    // of three parts (two classes and their share) the minority's p is the smallest
    Evidence evidence = requireNonNull(parts.get(1).evidence());
    assertThat(evidence.pAdjusted() / evidence.p()).isCloseTo(3, within(1e-12));
    assertThat(evidence.test()).isEqualTo("chi_square");
    assertThat(balanced(reference, reference).perClass())
        .extracting(ClassPart::moved)
        .containsExactly(false, false);
  }

  @Test
  void whatMoved_countsTheClassShareAmongTheTests() {
    long[][] reference = {{4000, 3000, 2000, 900}, {5, 10, 30, 55}};
    long[][] window = {{400, 300, 200, 90}, {300, 350, 250, 100}};
    Evidence evidence = requireNonNull(balanced(reference, window).perClass().get(1).evidence());
    // the class share's p is smaller still: the minority's is the second of three
    assertThat(evidence.pAdjusted() / evidence.p()).isCloseTo(2, within(1e-12));
  }

  @Test
  void whatMoved_inBothClassesIsNotTheMinorityAlone() {
    long[][] reference = {{4000, 3000, 2000, 900}, {5, 10, 30, 55}};
    long[][] window = {{900, 2000, 3000, 4000}, {30, 35, 25, 10}};
    List<ClassPart> parts = balanced(reference, window).perClass();
    assertThat(parts).extracting(ClassPart::moved).containsExactly(true, true);
    assertThat(WhatMoved.onlyTheMinority(parts)).isFalse();
  }

  @Test
  void whatMoved_belowThirtyRowsSaysNothing() {
    List<ClassPart> parts =
        balanced(new long[][] {{5000, 4960}, {20, 20}}, new long[][] {{5000, 4990}, {5, 5}})
            .perClass();
    assertThat(parts.get(1)).isEqualTo(new ClassPart("1", 40, 10, null, null, null));
    assertThat(WhatMoved.onlyTheMinority(parts)).isFalse();
    assertThat(WhatMoved.onlyTheMinority(List.of())).isFalse();
  }

  @Test
  void whatMoved_usesTheJoinedBins() {
    Measure effect = requireNonNull(values().perClass().get(1).effect());
    assertThat(effect.noiseFloor()).isCloseTo(3 * (1.0 / 100 + 1.0 / 100), within(1e-15));
  }

  @Test
  void classWeighted_ofWrongShapeIsRefused() {
    BinnedCounts counts = Counts.intervals(new long[] {1}, new long[] {1});
    double[] weights = {1, 1};
    assertThatThrownBy(
            () -> DriftStatements.classWeighted(counts, LABELS, weights, false, Map.of(), RULE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2 labels and 2 weights for 1 rows of counts, need one for each row but the last");
  }

  @Test
  void eventWeighted_vector13() {
    BinnedCounts rows = Counts.intervals(new long[] {80, 50, 30, 20}, new long[] {40, 40, 35, 25});
    var reference =
        new WeightedBins(
            new double[] {120.5, 80.25, 60, 39.25}, new double[] {300, 190, 150, 110}, 180);
    var window =
        new WeightedBins(new double[] {70, 66.5, 63, 50.5}, new double[] {180, 160, 170, 140}, 140);
    DraftedWeighted drafted =
        DriftStatements.eventWeighted(new EventWeighted(rows, reference, window), Map.of(), RULE);
    Evidence evidence = requireNonNull(drafted.statement().evidence());
    assertThat(evidence.p()).isCloseTo(.212391542723833, within(1e-12));
    assertThat(evidence.n()).isEqualTo(180);
    assertThat(evidence.nEffective()).isCloseTo(120, within(1e-10));
    assertThat(measure(drafted, DriftMetric.PSI).noiseFloor())
        .isCloseTo(.057222259578007056, within(1e-12));
    assertThat(drafted.statement().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(drafted.statement().reason()).isEqualTo("96.2 of 100 effective rows in the window");
    assertThat(drafted.perClass()).isEmpty();
    assertThat(Arrays.stream(drafted.currentShare()).sum()).isCloseTo(1, within(1e-15));
  }

  @Test
  void eventWeighted_withoutWeightsHasNothing() {
    BinnedCounts rows = Counts.intervals(new long[] {80, 50}, new long[] {0, 0});
    var reference = WeightedBins.of(new long[] {80, 50});
    var window = WeightedBins.of(new long[] {0, 0});
    Statement statement =
        DriftStatements.eventWeighted(new EventWeighted(rows, reference, window), Map.of(), RULE)
            .statement();
    assertThat(statement.measures()).isEmpty();
    assertThat(statement.reason())
        .isEqualTo(
            "0 of 100 rows with a weight in the window; 0.0 of 100 effective rows in the window");
  }

  private static DraftedWeighted values() {
    double[] weights = ClassWeights.balanced(new long[] {9900, 100});
    return DriftStatements.classWeighted(
        Counts.valueClasses(VALUES, VALUES), LABELS, weights, true, Map.of(), RULE);
  }

  private static DraftedWeighted balanced(long[][] reference, long[][] window) {
    long[] rows =
        Arrays.stream(reference).mapToLong(counts -> Arrays.stream(counts).sum()).toArray();
    return DriftStatements.classWeighted(
        Counts.classes(reference, window),
        LABELS,
        ClassWeights.balanced(rows),
        true,
        Map.of(),
        RULE);
  }

  private static Measure measure(DraftedWeighted drafted, DriftMetric metric) {
    return requireNonNull(drafted.statement().measures().get(metric));
  }

  private static Interval interval(Measure measure) {
    return requireNonNull(measure.interval());
  }
}
