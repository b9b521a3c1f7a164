package io.ballast.benchmarks.calibration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.Ladder;
import io.ballast.stats.bins.Steps;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static CalibrationReport run(long seed, int threads, String... rows) {
    return new Calibration(seed, 3, threads).run(Set.of(rows), (cell, done) -> {});
  }

  private static String text(CalibrationReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allRows_runAndNameTheirBars() {
    CalibrationReport report = run(11, 2, Calibration.rows().toArray(String[]::new));

    assertThat(text(report))
        .contains("| 1 | plain, no drift: drift | drift | 132 | at most 2% |")
        .contains("| 5 | class-weighted, no drift: drift | drift | 27 | at most 2% |")
        .contains("| 11 | event weights, no drift: drift | drift | 24 | at most 2% |")
        .contains("seed 11, 3 windows a cell.");
    assertThat(report.toJsonMembers()).startsWith("\"seed\":11,\"windows\":3,\"judged\":");
  }

  @Test
  void outcome_isTheSameForAnyNumberOfThreadsAndChoiceOfRows() {
    String one = text(run(11, 1, "3", "8"));

    assertThat(text(run(11, 3, "3", "8"))).isEqualTo(one);
    assertThat(text(run(12, 3, "3", "8"))).isNotEqualTo(one);
    assertThat(one).contains(text(run(11, 1, "8")).lines().skip(8).toList().get(1));
  }

  @Test
  void certainChanges_areSeenAndJudged() {
    CalibrationReport report = run(1, 2, "4", "9");

    assertThat(report.missed()).isZero();
    assertThat(text(report)).contains("| 9 | inside the minority, 0.9 to 0.5 | drift | 4 |");
  }

  /** A study's counts and the comparison of the same rows in tables say the same. */
  @Test
  void counts_sayWhatRowsSay() {
    Population population =
        Population.byClass(new double[] {0.97, 0.03}, Laws.poisson(40), Laws.poisson(55));
    Scenario scenario = Scenario.of(population, 5_000, population, 4_000);
    Layout layout = scenario.layout();
    Draws draws = new Draws(21);
    long[] groups = scenario.referenceGroups(draws);
    double[] weights = ClassWeights.balanced(groups);
    NumberBaseline baseline = new NumberBaseline(draws, layout, groups);
    baseline.freeze(Baseline.Bins.PLAIN, weights);
    baseline.freeze(Baseline.Bins.WEIGHTED, weights);
    List<BinnedCounts> counts =
        baseline.window(draws, population.withLastClassTimes(2), scenario.windowGroups(draws));
    Table reference = table("reference", baseline.ladder());

    ColumnResult plain = compared(reference, table("window", counts.get(0)));
    ColumnResult weighted = compared(reference, table("window", counts.get(1)));

    assertSame(
        plain.plain(), DriftStatements.plain(counts.get(0), Map.of(), Judged.RULE).statement());
    assertSame(
        requireNonNull(weighted.weighted()).statement(),
        DriftStatements.classWeighted(
                counts.get(1), List.of("0", "1"), weights, true, Map.of(), Judged.RULE)
            .statement());
  }

  private static void assertSame(Statement actual, Statement expected) {
    Evidence evidence = requireNonNull(expected.evidence());
    Measure psi = requireNonNull(expected.measures().get(DriftMetric.PSI));
    assertThat(requireNonNull(actual.evidence()).p()).isEqualTo(evidence.p());
    assertThat(requireNonNull(actual.evidence()).nEffective()).isEqualTo(evidence.nEffective());
    assertThat(actual.measures().get(DriftMetric.PSI)).isEqualTo(psi);
  }

  private static ColumnResult compared(Table reference, Table window) {
    Roles roles = new Roles("class", null, null, 0.5, null, null, List.of());
    ComparisonRequest request =
        ComparisonRequest.defaults().weighted(roles, new Weighting.Balanced());
    return Comparison.run(reference, window, request, (done, expected) -> {})
        .results()
        .get(0)
        .columns()
        .stream()
        .filter(column -> column.name().equals("x"))
        .findFirst()
        .orElseThrow();
  }

  /** One row for each row that the ladder counts; all lie on split values. */
  private static Table table(String name, Ladder ladder) {
    List<Double> values = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (int cell = 0; cell < ladder.steps().cells(); cell++) {
      for (int k = 0; k < 2; k++) {
        for (long row = 0; row < ladder.count(k, cell); row++) {
          assertThat(Steps.isPoint(cell)).isTrue();
          values.add(ladder.steps().low(cell));
          classes.add(Integer.toString(k));
        }
      }
    }
    return table(name, values, classes);
  }

  /** One row for each row of the window, somewhere in its bin. */
  private static Table table(String name, BinnedCounts counts) {
    List<Double> values = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (int b = 0; b < counts.bins().size(); b++) {
      Bin bin = counts.bins().get(b);
      for (int k = 0; k < 2; k++) {
        for (long row = 0; row < counts.current()[k][b]; row++) {
          assertThat(bin.kind()).isEqualTo(BinKind.INTERVAL);
          values.add(Double.isFinite(bin.lower()) ? bin.lower() : bin.upper() - 1);
          classes.add(Integer.toString(k));
        }
      }
    }
    return table(name, values, classes);
  }

  private static Table table(String name, List<Double> values, List<String> classes) {
    return MemoryTable.named(name)
        .doubles("x", values.stream().flatMapToDouble(DoubleStream::of).toArray())
        .strings("class", classes.toArray(String[]::new))
        .build();
  }
}
