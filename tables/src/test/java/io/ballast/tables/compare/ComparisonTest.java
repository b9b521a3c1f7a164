package io.ballast.tables.compare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Moments;
import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.EqualWidth;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static double[] doubles(int rows, IntToDoubleFunction value) {
    double[] values = new double[rows];
    Arrays.setAll(values, value);
    return values;
  }

  private static DriftReport run(Table reference, Table current, ComparisonRequest request) {
    return Comparison.run(reference, current, request, (done, expected) -> {});
  }

  private static ColumnResult column(Result result, String name) {
    return result.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static ComparisonRequest with(
      Roles roles,
      Weighting weighting,
      @Nullable String by,
      @Nullable String every,
      boolean parity) {
    ComparisonRequest defaults = ComparisonRequest.defaults();
    return new ComparisonRequest(
        List.of(),
        List.of(),
        roles,
        weighting,
        Weighting.ClassSource.RULE,
        by,
        every == null ? null : Every.parse(every),
        Binning.quantiles(10),
        defaults.rule(),
        parity,
        1);
  }

  private static Roles target(String name) {
    return new Roles(name, null, null, 0.5, null, null, List.of());
  }

  /** Type-7 deciles by sorting, as numpy. */
  private static double[] deciles(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] edges = new double[9];
    for (int i = 1; i <= 9; i++) {
      long position = (sorted.length - 1L) * i;
      int below = (int) (position / 10);
      double fraction = position % 10 / 10.0;
      edges[i - 1] =
          fraction == 0
              ? sorted[below]
              : sorted[below] + (sorted[below + 1] - sorted[below]) * fraction;
    }
    return edges;
  }

  /** Rows in [edge, edge') with open ends. */
  private static long[] count(double[] values, double[] edges) {
    long[] counts = new long[edges.length + 1];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value >= edges[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  @Test
  void longColumns_whoseFirstRowsMislead_areCountedAsIfSortedWhole() {
    // A trend: the first rows hold none of what follows; and a hole that the current side fills.
    SplittableRandom random = new SplittableRandom(4);
    double[] trend = doubles(60_000, i -> i + random.nextDouble());
    double[] shifted = doubles(40_000, i -> 2 * i + random.nextDouble());
    double[] hole =
        doubles(60_000, i -> i % 2 == 0 ? random.nextDouble() : 10 + random.nextDouble());
    double[] filled = doubles(40_000, i -> 1 + 9 * random.nextDouble());
    Table reference = MemoryTable.named("r").doubles("trend", trend).doubles("hole", hole).build();
    Table current =
        MemoryTable.named("c").doubles("trend", shifted).doubles("hole", filled).build();

    Result result = run(reference, current, ComparisonRequest.defaults()).results().get(0);

    for (String name : List.of("trend", "hole")) {
      double[] left = name.equals("trend") ? trend : hole;
      double[] right = name.equals("trend") ? shifted : filled;
      BinnedCounts bins = column(result, name).plainBins();
      List<Bin> intervals = bins.bins().stream().filter(b -> b.kind() == BinKind.INTERVAL).toList();
      double[] edges = deciles(left);
      assertThat(count(left, edges))
          .startsWith(Arrays.copyOf(BinnedCounts.total(bins.reference()), intervals.size()));
      assertThat(count(right, edges))
          .startsWith(Arrays.copyOf(BinnedCounts.total(bins.current()), intervals.size()));
    }
    assertThat(result.drifted()).containsExactlyInAnyOrder("trend", "hole");
  }

  @Test
  void binsOfEqualWidthAndGivenEdges_areTheReferences() {
    SplittableRandom random = new SplittableRandom(9);
    double[] x = doubles(30_000, i -> Math.exp(3 * random.nextDouble()));
    double[] y = doubles(20_000, i -> Math.exp(4 * random.nextDouble()) - 3);
    x[17] = Double.POSITIVE_INFINITY;
    double[] finite = Arrays.stream(x).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElseThrow();
    double greatest = Arrays.stream(finite).max().orElseThrow();
    Map<Binning, double[]> edges =
        Map.of(
            new Binning(Binning.Rule.EQUAL_WIDTH, 7, Map.of()),
            EqualWidth.of(least, greatest, 7).innerEdges(),
            new Binning(Binning.Rule.STURGES, 0, Map.of()),
            EqualWidth.sturges(Moments.of(finite), false).innerEdges(),
            new Binning(Binning.Rule.DOANE, 0, Map.of()),
            EqualWidth.doane(Moments.of(finite)).innerEdges(),
            new Binning(Binning.Rule.QUANTILES, 10, Map.of("x", List.of(2.0, 5.0, 10.0))),
            new double[] {2, 5, 10});
    Table reference = MemoryTable.named("r").doubles("x", x).build();
    Table current = MemoryTable.named("c").doubles("x", y).build();

    edges.forEach(
        (binning, expected) -> {
          DriftReport report =
              run(reference, current, ComparisonRequest.defaults().binned(binning));
          BinnedCounts bins = column(report.results().get(0), "x").plainBins();
          assertThat(report.settings().binning()).isEqualTo(binning);
          assertThat(BinnedCounts.total(bins.reference())).startsWith(count(x, expected));
          assertThat(BinnedCounts.total(bins.current())).startsWith(count(y, expected));
        });
  }

  @Test
  void edgesOfAColumnThatIsNotCompared_areRefused() {
    Table table = MemoryTable.named("t").doubles("x", doubles(200, i -> i)).build();
    Binning binning = new Binning(Binning.Rule.QUANTILES, 10, Map.of("y", List.of(1.0)));
    assertThatThrownBy(() -> run(table, table, ComparisonRequest.defaults().binned(binning)))
        .hasMessage(
            "--bins y=..., edges are of a column that is compared and holds numbers, name one of"
                + " those, or leave the edges out");
  }

  @Test
  void classWeights_showWhatTheMinorityDid() {
    SplittableRandom random = new SplittableRandom(2);
    int rows = 20_000;
    long[] labels = new long[rows];
    Arrays.setAll(labels, i -> i % 100 == 0 ? 1 : 0);
    double[] before =
        doubles(
            rows,
            i -> labels[i] == 1 ? 0.9 + 0.1 * random.nextDouble() : 0.2 * random.nextDouble());
    double[] after =
        doubles(
            rows,
            i -> labels[i] == 1 ? 0.5 + 0.1 * random.nextDouble() : 0.2 * random.nextDouble());
    Table reference = MemoryTable.named("r").doubles("score", before).longs("y", labels).build();
    Table current = MemoryTable.named("c").doubles("score", after).longs("y", labels).build();

    DriftReport report =
        run(reference, current, with(target("y"), new Weighting.Balanced(), null, null, false));

    Result result = report.results().get(0);
    ColumnResult score = column(result, "score");
    assertThat(score.plain().verdict()).isEqualTo(Verdict.NO_DRIFT);
    Weighted weighted = requireNonNull(score.weighted());
    assertThat(weighted.by()).isEqualTo("target");
    assertThat(weighted.weights()).containsExactly(20_000 / (2.0 * 19_800), 20_000 / (2.0 * 200));
    assertThat(score.verdict()).isEqualTo(Verdict.DRIFT);
    assertThat(weighted.perClass().get(0).moved()).isFalse();
    assertThat(weighted.perClass().get(1).moved()).isTrue();
    assertThat(column(result, "y").weighted()).isNull();
    DriftReport.Classes classes = requireNonNull(result.classes());
    assertThat(classes.share().reference()).containsExactly(19_800L, 200L);
    assertThat(classes.minority()).isEqualTo(1);

    DriftReport plain = report.plain();
    DriftReport none =
        run(reference, current, with(target("y"), new Weighting.None(), null, null, false));
    assertThat(plain.settings().weights()).isEqualTo("none");
    assertThat(plain.results().get(0).verdict()).isEqualTo(Verdict.NO_DRIFT);
    for (String name : List.of("score", "y")) {
      ColumnResult alike = column(plain.results().get(0), name);
      assertThat(alike.weighted()).isNull();
      assertThat(alike.leading()).isEqualTo(column(none.results().get(0), name).leading());
    }
  }

  @Test
  void labelsThatHaveNotComeYet_areNoDriftOfTheTarget() {
    int rows = 20_000;
    String[] known = new String[rows];
    Arrays.setAll(known, i -> i % 10 == 0 ? "bad" : "good");
    @Nullable String[] late = known.clone();
    @Nullable String[] moved = new String[rows];
    for (int i = 0; i < rows; i++) {
      late[i] = i < rows / 2 ? known[i] : null;
      moved[i] = i < rows / 2 ? (i % 4 == 0 ? "bad" : "good") : null;
    }
    double[] amounts = doubles(rows, i -> i % 1000);
    Table reference = MemoryTable.named("r").doubles("amount", amounts).strings("y", known).build();

    for (Weighting weighting : List.of(new Weighting.None(), new Weighting.ByColumn("amount"))) {
      ComparisonRequest request = with(target("y"), weighting, null, null, false);
      ColumnResult same = target(reference, late, amounts, request);
      ColumnResult other = target(reference, moved, amounts, request);

      assertThat(same.verdict()).isEqualTo(Verdict.NO_DRIFT);
      assertThat(same.currentMissing()).isPositive();
      assertThat(same.plain().evidence()).isNotNull();
      assertThat(other.verdict()).isEqualTo(Verdict.DRIFT);
    }
  }

  private static ColumnResult target(
      Table reference, @Nullable String[] labels, double[] amounts, ComparisonRequest request) {
    Table current = MemoryTable.named("c").doubles("amount", amounts).strings("y", labels).build();
    return column(run(reference, current, request).results().get(0), "y");
  }

  @Test
  void lateLabels_letThePredictionGiveTheClass_onBothSides() {
    int rows = 2_000;
    long[] labels = new long[rows];
    Arrays.setAll(labels, i -> i % 10 == 0 ? 1 : 0);
    double[] scores = doubles(rows, i -> i % 10 == 0 ? 0.8 : 0.1);
    double[] x = doubles(rows, i -> i % 97 / 97.0);
    Table reference =
        MemoryTable.named("r").doubles("x", x).doubles("s", scores).longs("y", labels).build();
    Table current =
        MemoryTable.named("c").doubles("x", x).doubles("s", scores).missing("y", rows).build();
    Roles roles = new Roles("y", null, "s", 0.5, null, null, List.of());

    Result result =
        run(reference, current, with(roles, new Weighting.Balanced(), null, null, false))
            .results()
            .get(0);

    assertThat(requireNonNull(column(result, "x").weighted()).by()).isEqualTo("prediction");
    assertThat(requireNonNull(result.classes()).share().current()).containsExactly(1_800L, 200L);
  }

  @Test
  void windows_followEachOther_andRowsWithoutATimeAreNamed() {
    long day = 86_400_000_000L;
    int rows = 600;
    Long[] time = new Long[rows];
    Arrays.setAll(time, i -> i == 5 ? null : (i < 300 ? 0 : 2) * day + i);
    double[] x = doubles(rows, i -> i % 50);
    Table reference = MemoryTable.named("r").doubles("x", x).build();
    Table current = MemoryTable.named("c").doubles("x", x).timestamps("t", time).build();
    Roles roles = new Roles(null, null, null, 0.5, "t", null, List.of());

    DriftReport report =
        run(reference, current, with(roles, new Weighting.None(), null, "day", false));

    assertThat(report.results()).extracting(Result::currentRows).containsExactly(299L, 0L, 300L);
    assertThat(report.results().get(1).verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.results().get(1).window().start()).isEqualTo("1970-01-02T00:00:00Z");
    assertThat(report.warnings()).containsExactly("1 rows of c have no time and are in no window");
  }

  @Test
  void segments_compareTheSameValueOfBothSides() {
    int rows = 4_000;
    String[] sex = new String[rows];
    Arrays.setAll(sex, i -> i % 2 == 0 ? "F" : "M");
    double[] x = doubles(rows, i -> i % 2 == 0 ? i % 101 : 1_000 + i % 101);
    double[] moved = doubles(rows, i -> i % 2 == 0 ? i % 101 + 60 : 1_000 + i % 101);
    Table reference = MemoryTable.named("r").doubles("x", x).strings("sex", sex).build();
    Table current = MemoryTable.named("c").doubles("x", moved).strings("sex", sex).build();

    DriftReport report =
        run(reference, current, with(Roles.NONE, new Weighting.None(), "sex", null, false));

    assertThat(report.results()).hasSize(2);
    assertThat(report.results().get(0).segment()).isEqualTo(new DriftReport.Segment("sex", "F"));
    assertThat(report.results().get(0).drifted()).containsExactly("x");
    assertThat(report.results().get(1).drifted()).isEmpty();
    assertThat(report.results().get(1).referenceRows()).isEqualTo(2_000);
  }

  @Test
  void eventWeights_countRowsByTheirWeight() {
    SplittableRandom random = new SplittableRandom(8);
    int rows = 5_000;
    double[] x = doubles(rows, i -> random.nextDouble());
    double[] w = doubles(rows, i -> i % 5 == 0 ? 0 : 1 + random.nextDouble());
    double[] moved = doubles(rows, i -> x[i] + 0.5 * w[i]);
    Table reference = MemoryTable.named("r").doubles("x", x).doubles("w", w).build();
    Table current = MemoryTable.named("c").doubles("x", moved).doubles("w", w).build();

    Result result =
        run(reference, current, with(Roles.NONE, new Weighting.ByColumn("w"), null, null, false))
            .results()
            .get(0);

    Weighted weighted = requireNonNull(column(result, "x").weighted());
    Evidence evidence = requireNonNull(weighted.statement().evidence());
    assertThat(weighted.by()).isEqualTo("column:w");
    assertThat(evidence.n()).isEqualTo(4_000);
    assertThat(evidence.nEffective())
        .isCloseTo(
            Math.pow(Arrays.stream(w).sum(), 2) / Arrays.stream(w).map(v -> v * v).sum(),
            within(1e-6));
    assertThat(weighted.statement().verdict()).isEqualTo(Verdict.DRIFT);
  }

  @Test
  void fiddlerParity_equalsVectorTen() {
    // statistics.md 9.6 vector 10, whole production: 22,749 and 35 against 56,864 and 294, scores
    // that separate
    Table reference = twoScores(22_749, 35);
    Table current = twoScores(56_864, 294);

    Result result =
        run(reference, current, with(target("y"), new Weighting.Balanced(), null, null, true))
            .results()
            .get(0);

    ColumnResult score = column(result, "score");
    assertThat(requireNonNull(score.parity()).metrics().get("js_distance"))
        .isCloseTo(0.02727525856116558, within(1e-12));
    Weighted weighted = requireNonNull(score.weighted());
    assertThat(requireNonNull(weighted.parity()).metrics().get("js_distance"))
        .isCloseTo(0.2409690258836712, within(1e-12));
  }

  private static Table twoScores(int negatives, int positives) {
    long[] labels = new long[negatives + positives];
    Arrays.fill(labels, negatives, labels.length, 1);
    return MemoryTable.named("t")
        .doubles("score", doubles(labels.length, i -> labels[i]))
        .longs("y", labels)
        .build();
  }

  @Test
  void missingAndUnseen_areCounted() {
    String[] before = new String[1_000];
    String[] after = new String[1_000];
    Arrays.setAll(before, i -> i % 10 == 0 ? null : "a" + i % 3);
    Arrays.setAll(after, i -> i % 4 == 0 ? "new" : "a" + i % 3);
    Result result =
        run(
                MemoryTable.named("r").strings("k", before).build(),
                MemoryTable.named("c").strings("k", after).build(),
                ComparisonRequest.defaults())
            .results()
            .get(0);
    ColumnResult k = column(result, "k");
    assertThat(k.referenceMissing()).isEqualTo(100);
    assertThat(k.currentMissing()).isZero();
    assertThat(k.unseen()).isEqualTo(250);
    assertThat(k.verdict()).isEqualTo(Verdict.DRIFT);
    assertThat(requireNonNull(k.plain().measures().get(DriftMetric.KS)).value()).isNaN();
  }

  @Test
  void keysAndOneSidedColumns_areLeftOutByName() {
    long[] id = new long[500];
    Arrays.setAll(id, i -> 7L * i);
    double[] x = doubles(500, i -> i % 7);
    DriftReport report =
        run(
            MemoryTable.named("r").longs("id", id).doubles("x", x).doubles("gone", x).build(),
            MemoryTable.named("c").longs("id", id).doubles("x", x).doubles("new", x).build(),
            ComparisonRequest.defaults());
    assertThat(report.leftOut())
        .containsExactly(
            new DriftReport.LeftOut("id", "index-like: each value is 7 more than the one before"),
            new DriftReport.LeftOut("gone", "only in r"),
            new DriftReport.LeftOut("new", "only in c"));
  }

  @Test
  void columnOfAnotherType_isAnErrorThatSaysSo() {
    Table reference = MemoryTable.named("r").doubles("age", new double[] {1, 2}).build();
    Table current = MemoryTable.named("c").strings("age", "1", "n/a").build();
    assertThatThrownBy(() -> run(reference, current, ComparisonRequest.defaults()))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "column age is a number in r and text in c: row 2 holds 'n/a', a column has one type on"
                + " both sides, mend the values that do not fit, or leave it out with --exclude age");
  }

  @Test
  void keyOfAnotherType_isAnErrorToo() {
    long[] id = new long[200];
    Arrays.setAll(id, i -> 7919L * i % 100_003);
    String[] other = new String[200];
    Arrays.setAll(other, i -> i == 77 ? "word" : String.valueOf(id[i]));
    double[] x = doubles(200, i -> i % 7);
    Table reference = MemoryTable.named("r").longs("id", id).doubles("x", x).build();
    Table current = MemoryTable.named("c").strings("id", other).doubles("x", x).build();
    assertThatThrownBy(() -> run(reference, current, ComparisonRequest.defaults()))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("column id is a number in r and text in c: row 78 holds 'word', ");
  }

  @Test
  void weightsOfTheWrongLength_areAnErrorThatNamesTheClasses() {
    Table table = twoScores(200, 200);
    assertThatThrownBy(
            () ->
                run(
                    table,
                    table,
                    with(
                        target("y"),
                        new Weighting.ByClass(List.of(1.0, 2.0, 3.0)),
                        null,
                        null,
                        false)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "--weights 1.0,2.0,3.0, these are 3 weights for 2 classes, give one for each class in"
                + " the order 0, 1");
  }

  @Test
  void negativeEventWeight_isAnErrorThatNamesTheRow() {
    Table table =
        MemoryTable.named("t")
            .doubles("x", new double[] {1, 2})
            .doubles("w", new double[] {1, -1})
            .build();
    assertThatThrownBy(
            () ->
                run(table, table, with(Roles.NONE, new Weighting.ByColumn("w"), null, null, false)))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(
            "row 2 of t has weight -1.0, an event weight is a number of at least 0");
  }
}
