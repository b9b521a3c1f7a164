package io.ballast.tables.compare;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.distance.Density;
import io.ballast.stats.distance.ShareDifference;
import io.ballast.stats.distance.SortedValues;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftRule;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Statement;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a comparison says of a model's scores and predicted classes. */
class ScoreComparisonTest {
  private static final int ROWS = 2_000;

  private static Result run(
      Table reference, Table current, Roles roles, Weighting weighting, DriftMetric... metrics) {
    DriftRule rule =
        new DriftRule(DriftMetric.PSI, List.of(metrics), DriftRule.defaults().alpha(), 100, 30);
    ComparisonRequest request =
        new ComparisonRequest(
            List.of(),
            List.of(),
            roles,
            weighting,
            Weighting.ClassSource.RULE,
            null,
            null,
            Binning.quantiles(10),
            rule,
            false,
            1);
    return Comparison.run(reference, current, request, (done, expected) -> {}).results().get(0);
  }

  private static double measure(Statement statement, DriftMetric metric) {
    return requireNonNull(statement.measures().get(metric)).value();
  }

  private static double[] scores(long seed, double power, long[] classes, double parts) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double score = Math.pow(random.nextDouble(), classes[i] == 1 ? 0.4 : power);
      scores[i] = Math.rint(score * parts) / parts;
    }
    return scores;
  }

  /**
   * The window's values that are no split value of the reference's lie in the middle between two:
   * of hundredths there are none.
   */
  @ParameterizedTest
  @CsvSource({"100, 1e-9", "1e15, 1e-5"})
  void densityDistance_isThatOfTheValuesPlainAndWeighted(double parts, double close) {
    long[] classes = IntStream.range(0, ROWS).mapToLong(i -> i % 10 == 0 ? 1 : 0).toArray();
    double[] x = scores(1, 1, classes, parts);
    double[] y = scores(2, 2, classes, parts);
    Table reference = MemoryTable.named("r").doubles("s", x).longs("y", classes).build();
    Table current = MemoryTable.named("c").doubles("s", y).longs("y", classes).build();
    Roles roles = new Roles("y", null, "s", 0.5, null, null, List.of());

    ColumnResult column =
        run(
                reference,
                current,
                roles,
                new Weighting.ByClass(List.of(1.0, 9.0)),
                DriftMetric.DENSITY_DISTANCE,
                DriftMetric.TOTAL_VARIATION)
            .columns()
            .stream()
            .filter(c -> c.name().equals("s"))
            .findFirst()
            .orElseThrow();

    assertThat(measure(column.plain(), DriftMetric.DENSITY_DISTANCE))
        .isCloseTo(Density.distance(SortedValues.of(x), SortedValues.of(y)), within(close));
    Statement weighted = requireNonNull(column.weighted()).statement();
    assertThat(measure(weighted, DriftMetric.DENSITY_DISTANCE))
        .isCloseTo(Density.distance(weighed(x, classes), weighed(y, classes)), within(close));
    assertThat(measure(column.plain(), DriftMetric.TOTAL_VARIATION))
        .isCloseTo(
            ShareDifference.totalVariation(
                shares(column.plainBins().reference()), shares(column.plainBins().current())),
            within(1e-12));
  }

  private static SortedValues weighed(double[] values, long[] classes) {
    int[] order =
        IntStream.range(0, ROWS)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(i -> i)
            .toArray();
    return new SortedValues(
        Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> classes[i] == 1 ? 9 : 1).toArray());
  }

  private static double[] shares(long[][] counts) {
    long[] total = BinnedCounts.total(counts);
    double rows = Arrays.stream(total).sum();
    return Arrays.stream(total).mapToDouble(count -> count / rows).toArray();
  }

  @Test
  void densityDistance_ofOneValueIsUndefinedAndPsiLeads() {
    Table constant = MemoryTable.named("r").doubles("s", new double[ROWS]).build();

    Result result = run(constant, constant, Roles.NONE, new Weighting.None());

    assertThat(
            run(constant, constant, Roles.NONE, new Weighting.None(), DriftMetric.DENSITY_DISTANCE)
                .columns())
        .allSatisfy(
            column -> assertThat(measure(column.plain(), DriftMetric.DENSITY_DISTANCE)).isNaN());
    assertThat(result.predicted()).isNull();
  }

  @Test
  void predictedClasses_areCountedWithThoseThatTheReferenceLacks() {
    Table reference = predictions("r", 900, 100, 0);
    Table current = predictions("c", 600, 300, 100);
    Roles roles = new Roles(null, "said", null, 0.5, null, null, List.of("no", "yes"));

    Fugacity fugacity =
        requireNonNull(run(reference, current, roles, new Weighting.None()).predicted());

    assertThat(fugacity.classes())
        .containsExactly(
            new Fugacity.Change("no", 0.9, 0.6),
            new Fugacity.Change("yes", 0.1, 0.3),
            new Fugacity.Change("another class", 0, 0.1));
    assertThat(fugacity.test().test()).isEqualTo("chi_square");
  }

  @Test
  void predictedClasses_ofAScoreAreThoseOfTheThreshold() {
    Table reference = MemoryTable.named("r").doubles("s", .1, .2, .7, .9).build();
    Table current = MemoryTable.named("c").doubles("s", .1, .2, .3, .5).build();
    Roles roles = new Roles(null, null, "s", 0.5, null, null, List.of());

    Fugacity fugacity =
        requireNonNull(run(reference, current, roles, new Weighting.None()).predicted());

    assertThat(fugacity.classes())
        .containsExactly(new Fugacity.Change("0", 0.5, 0.75), new Fugacity.Change("1", 0.5, 0.25));
    assertThat(fugacity.largest()).isEqualTo(0.25);
  }

  private static Table predictions(String name, int no, int yes, int maybe) {
    @Nullable String[] said = new @Nullable String[no + yes + maybe];
    Arrays.fill(said, 0, no, "no");
    Arrays.fill(said, no, no + yes, "yes");
    Arrays.fill(said, no + yes, said.length, "maybe");
    return MemoryTable.named(name).strings("said", said).build();
  }
}
