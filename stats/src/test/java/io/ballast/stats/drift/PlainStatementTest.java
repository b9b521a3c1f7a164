package io.ballast.stats.drift;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.test.ContingencyChiSquare;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainStatementTest {
  private static final DriftRule RULE =
      new DriftRule(DriftMetric.PSI, List.of(DriftMetric.values()), 0.01, 100, 30);
  private static final long[] EVEN = {50, 50, 50, 50, 50, 50, 50, 50, 50, 50};
  private static final long[] NEARLY_EVEN = {50, 50, 50, 50, 50, 50, 50, 50, 40, 60};

  @Test
  void plain_carriesEffectFloorIntervalAndEvidence() {
    Statement statement = plain(Counts.intervals(EVEN, NEARLY_EVEN)).statement();
    Measure psi = measure(statement, DriftMetric.PSI);
    // golden vector 11
    assertThat(psi.noiseFloor()).isCloseTo(.036, within(1e-12));
    assertThat(psi.noise95()).isCloseTo(.0676759104184818, within(1e-12));
    assertThat(psi.corrected()).isEqualTo(psi.value() - psi.noiseFloor()).isNegative();
    assertThat(psi.judged()).isEqualTo(psi.corrected());
    assertThat(interval(psi).lower()).isZero();
    assertThat(interval(psi).upper()).isPositive();
    assertThat(statement.effect()).isSameAs(psi);
    assertThat(statement.verdict()).isEqualTo(Verdict.NO_DRIFT);
    assertThat(statement.reason()).isNull();
    double p = ContingencyChiSquare.of(EVEN, NEARLY_EVEN).p();
    assertThat(statement.evidence())
        .isEqualTo(new Evidence("chi_square", p, p, 500, 500, 500, 500));
  }

  @Test
  void plain_floorsOfTheOtherDistancesFollowTheChiSquare() {
    Statement statement = plain(Counts.intervals(EVEN, NEARLY_EVEN)).statement();
    Measure distance = measure(statement, DriftMetric.JS_DISTANCE);
    assertThat(distance.noiseFloor()).isCloseTo(Math.sqrt(.036 / 8 / Math.log(2)), within(1e-12));
    assertThat(distance.noise95())
        .isCloseTo(Math.sqrt(.0676759104184818 / 8 / Math.log(2)), within(1e-12));
    assertThat(distance.corrected()).isZero();
    Measure divergence = measure(statement, DriftMetric.JS_DIVERGENCE);
    assertThat(divergence.value()).isCloseTo(distance.value() * distance.value(), within(1e-15));
    assertThat(divergence.noise95()).isCloseTo(.0676759104184818 / 8 / Math.log(2), within(1e-12));
    Measure hellinger = measure(statement, DriftMetric.HELLINGER);
    assertThat(hellinger.noiseFloor()).isCloseTo(Math.sqrt(.036 / 8), within(1e-12));
    assertThat(hellinger.noise95()).isCloseTo(Math.sqrt(.0676759104184818 / 8), within(1e-12));
    assertThat(measure(statement, DriftMetric.CRAMERS_V).corrected()).isNaN();
  }

  @Test
  void plain_correctedDistanceIsTheRootOfWhatIsLeft() {
    Statement statement =
        plain(Counts.intervals(new long[] {500, 500}, new long[] {300, 700})).statement();
    double floor = (1.0 / 1000 + 1.0 / 1000) / 8;
    Measure distance = measure(statement, DriftMetric.JS_DISTANCE);
    double nats = distance.value() * distance.value() * Math.log(2);
    assertThat(distance.corrected())
        .isCloseTo(Math.sqrt((nats - floor) / Math.log(2)), within(1e-14));
    Measure hellinger = measure(statement, DriftMetric.HELLINGER);
    assertThat(hellinger.corrected())
        .isCloseTo(Math.sqrt(hellinger.value() * hellinger.value() - floor), within(1e-14));
  }

  @Test
  void plain_vector1() {
    Statement statement =
        plain(
                Counts.intervals(
                    new long[] {400, 300, 200, 100, 0}, new long[] {300, 300, 250, 140, 10}))
            .statement();
    assertThat(measure(statement, DriftMetric.PSI).value())
        .isCloseTo(0.08349730650419047, within(1e-12));
    assertThat(measure(statement, DriftMetric.JS_DISTANCE).value())
        .isCloseTo(0.12080475208481488, within(1e-12));
    assertThat(measure(statement, DriftMetric.JS_DIVERGENCE).value())
        .isCloseTo(0.014593788126273585, within(1e-12));
    assertThat(measure(statement, DriftMetric.HELLINGER).value())
        .isCloseTo(0.10798817099225849, within(1e-12));
    assertThat(measure(statement, DriftMetric.CRAMERS_V).value())
        .isCloseTo(0.1275190274908552, within(1e-12));
  }

  @Test
  void plain_vector14() {
    Statement statement =
        plain(Counts.intervals(new long[] {11, 6, 3, 0}, new long[] {3, 2, 3, 2})).statement();
    Measure psi = measure(statement, DriftMetric.PSI);
    assertThat(psi.value()).isCloseTo(.6568327614553255, within(1e-12));
    assertThat(psi.corrected()).isCloseTo(.20683276145532548, within(1e-12));
    assertThat(p(statement)).isCloseTo(.1169409200442318, within(1e-12));
  }

  @Test
  void plain_countsRowsWithoutAClass() {
    Statement split =
        plain(
                Counts.intervals(
                    new long[][] {{50, 50}, {10, 40}}, new long[][] {{60, 60}, {30, 20}}))
            .statement();
    Statement total = plain(Counts.intervals(new long[] {60, 90}, new long[] {90, 80})).statement();
    assertThat(split.measures()).isEqualTo(total.measures());
    assertThat(split.evidence()).isEqualTo(total.evidence());
  }

  @Test
  void plain_belowTheMinimumRowsHasNoVerdictButAnEffect() {
    Statement statement =
        plain(Counts.intervals(new long[] {32, 32}, new long[] {10, 90})).statement();
    assertThat(statement.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(statement.reason()).isEqualTo("64 of 100 rows in the reference");
    assertThat(measure(statement, DriftMetric.PSI).value()).isGreaterThan(0.5);
    assertThat(statement.evidence()).isNotNull();
    assertThat(
            plain(Counts.intervals(new long[] {32, 32}, new long[] {9, 90})).statement().reason())
        .isEqualTo("64 of 100 rows in the reference; 99 of 100 rows in the window");
  }

  @Test
  void plain_ofAnEmptySideHasNothing() {
    Statement statement =
        plain(Counts.intervals(new long[] {400, 600}, new long[] {0, 0})).statement();
    assertThat(statement.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(statement.reason()).isEqualTo("0 of 100 rows in the window");
    assertThat(statement.measures()).isEmpty();
    assertThat(statement.evidence()).isNull();
    assertThat(plain(Counts.intervals(new long[] {0}, new long[] {0})).statement().measures())
        .isEmpty();
  }

  @Test
  void plain_ofOneBinIsZeroWithoutInterval() {
    Statement statement =
        plain(Counts.intervals(new long[] {400, 0}, new long[] {300, 0})).statement();
    for (DriftMetric metric :
        List.of(
            DriftMetric.PSI,
            DriftMetric.JS_DISTANCE,
            DriftMetric.JS_DIVERGENCE,
            DriftMetric.HELLINGER)) {
      assertThat(measure(statement, metric)).isEqualTo(new Measure(0, 0, 0, 0, null));
    }
    assertThat(p(statement)).isEqualTo(1);
    assertThat(statement.verdict()).isEqualTo(Verdict.NO_DRIFT);
    assertThat(statement.reason()).isEqualTo("all rows are in one bin, distances have no interval");
  }

  @Test
  void plain_ofOneRowOnEachSideIsComputed() {
    Statement statement = plain(Counts.intervals(new long[] {1, 0}, new long[] {0, 1})).statement();
    assertThat(measure(statement, DriftMetric.JS_DISTANCE).value()).isCloseTo(1, within(1e-15));
    assertThat(p(statement)).isEqualTo(1);
    assertThat(statement.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
  }

  @Test
  void plain_ofOneSidedBinsHasAnOpenInterval() {
    Statement open =
        plain(Counts.intervals(new long[] {500, 500, 0}, new long[] {475, 475, 50})).statement();
    assertThat(interval(measure(open, DriftMetric.PSI)).isOpen()).isTrue();
    assertThat(interval(measure(open, DriftMetric.PSI)).lower()).isPositive();
    assertThat(interval(measure(open, DriftMetric.JS_DISTANCE)).isOpen()).isFalse();
    assertThat(open.reason())
        .isEqualTo("PSI has no upper end: bins that one side lacks hold 5% of the other");

    Statement closed =
        plain(Counts.intervals(new long[] {500, 500, 0}, new long[] {476, 475, 49})).statement();
    assertThat(interval(measure(closed, DriftMetric.PSI)).isOpen()).isFalse();
    assertThat(closed.reason()).isNull();
  }

  @Test
  void plain_joinsRareValuesAndUnseenIntoOther() {
    // expected in the smaller side, 100 rows of 1,100: v2 is at 1, v3 at 10/11
    Drafted drafted =
        plain(
            Counts.values(
                new long[] {900, 77, 10, 10, 1, 0, 2}, new long[] {90, 6, 1, 0, 0, 1, 2}));
    assertThat(Counts.labels(drafted.joined()))
        .containsExactly("v0", "v1", "v2", "Other", "Missing");
    assertThat(drafted.joined().reference()[0]).containsExactly(900, 77, 10, 11, 2);
    assertThat(drafted.joined().current()[0]).containsExactly(90, 6, 1, 1, 2);
    assertThat(measure(drafted.statement(), DriftMetric.PSI).noiseFloor())
        .isCloseTo(4 * (1.0 / 1000 + 1.0 / 100), within(1e-15));
  }

  @Test
  void plain_expectedCountOfExactlyOneDoesNotJoin() {
    BinnedCounts counts = Counts.values(new long[] {48, 1, 0, 0, 0}, new long[] {48, 1, 0, 0, 0});
    assertThat(Counts.labels(plain(counts).joined())).containsExactly("v0", "v1");
  }

  @Test
  void plain_doesNotJoinPointsIntervalsAndMissing() {
    List<Bin> bins =
        List.of(
            new Bin(BinKind.POINT, "0", 0, 0),
            new Bin(BinKind.INTERVAL, "rest", 0, 1),
            new Bin(BinKind.INTERVAL, "more", 1, 2),
            Bin.of(BinKind.MISSING, "Missing"));
    BinnedCounts counts =
        new BinnedCounts(bins, new long[][] {{1, 9990, 1, 0}}, new long[][] {{0, 100, 0, 1}});
    assertThat(Counts.labels(plain(counts).joined()))
        .containsExactly("0", "rest", "more", "Missing");
  }

  @Test
  void plain_dropsBinsThatAreEmptyOnBothSides() {
    Drafted drafted =
        plain(Counts.values(new long[] {60, 0, 40, 0, 0, 0}, new long[] {50, 0, 70, 0, 0, 0}));
    assertThat(Counts.labels(drafted.joined())).containsExactly("v0", "v2");
    assertThat(measure(drafted.statement(), DriftMetric.PSI).noiseFloor())
        .isCloseTo(1.0 / 100 + 1.0 / 120, within(1e-15));
  }

  @Test
  void plain_takesMeasuresOfValues() {
    Measure ks = new Measure(0.3, Double.NaN, Double.NaN, Double.NaN, null);
    BinnedCounts counts = Counts.intervals(new long[] {500, 500}, new long[] {300, 700});
    Statement statement =
        DriftStatements.plain(counts, Map.of(DriftMetric.KS, ks), RULE).statement();
    assertThat(statement.measures()).containsEntry(DriftMetric.KS, ks);
    assertThat(measure(statement, DriftMetric.WASSERSTEIN).value()).isNaN();
  }

  @Test
  void rule_metricLeadsAndExtrasStandBeside() {
    BinnedCounts counts = Counts.intervals(new long[] {500, 500}, new long[] {300, 700});
    DriftRule rule =
        new DriftRule(DriftMetric.HELLINGER, List.of(DriftMetric.CRAMERS_V), 0.01, 100, 30);
    Statement statement = DriftStatements.plain(counts, Map.of(), rule).statement();
    assertThat(statement.metric()).isEqualTo(DriftMetric.HELLINGER);
    assertThat(statement.measures()).containsOnlyKeys(DriftMetric.HELLINGER, DriftMetric.CRAMERS_V);
  }

  @Test
  void rule_metricOfNumbersFallsBackToPsiForOtherColumns() {
    BinnedCounts counts = Counts.intervals(new long[] {500, 500}, new long[] {300, 700});
    DriftRule rule = new DriftRule(DriftMetric.KS, List.of(), 0.01, 100, 30);
    Statement statement = DriftStatements.plain(counts, Map.of(), rule).statement();
    assertThat(statement.metric()).isEqualTo(DriftMetric.PSI);
    assertThat(statement.measures()).containsOnlyKeys(DriftMetric.PSI, DriftMetric.KS);
    assertThat(measure(statement, DriftMetric.KS).value()).isNaN();
    assertThat(statement.reason())
        .isEqualTo("KS distance is not defined for this column, PSI leads");
  }

  @Test
  void rule_minimumRowsDecidesOnEnoughData() {
    BinnedCounts counts = Counts.intervals(new long[] {50, 50}, new long[] {30, 70});
    DriftRule strict = new DriftRule(DriftMetric.PSI, List.of(), 0.01, 101, 30);
    assertThat(plain(counts).statement().verdict()).isEqualTo(Verdict.NO_DRIFT);
    assertThat(DriftStatements.plain(counts, Map.of(), strict).statement().reason())
        .isEqualTo("100 of 101 rows in the reference; 100 of 101 rows in the window");
  }

  @Test
  void rule_collectsItsProblems() {
    assertThatThrownBy(() -> new DriftRule(DriftMetric.PSI, List.of(), 0, 0, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "alpha 0.0 is not inside (0, 1); minimum rows 0 is below 1;"
                + " minimum minority rows 9 is below 10");
  }

  @Test
  void rule_defaults() {
    assertThat(DriftRule.defaults().metric()).isEqualTo(DriftMetric.PSI);
    assertThat(DriftRule.defaults().metrics())
        .containsExactly(
            DriftMetric.PSI, DriftMetric.JS_DISTANCE, DriftMetric.HELLINGER, DriftMetric.KS);
    assertThat(DriftRule.defaults().alpha()).isEqualTo(0.01);
    assertThat(DriftRule.defaults().minimumRows()).isEqualTo(100);
    assertThat(DriftRule.defaults().minimumMinorityRows()).isEqualTo(30);
  }

  private static Drafted plain(BinnedCounts counts) {
    return DriftStatements.plain(counts, Map.of(), RULE);
  }

  private static Measure measure(Statement statement, DriftMetric metric) {
    return requireNonNull(statement.measures().get(metric));
  }

  private static Interval interval(Measure measure) {
    return requireNonNull(measure.interval());
  }

  private static double p(Statement statement) {
    return requireNonNull(statement.evidence()).p();
  }
}
