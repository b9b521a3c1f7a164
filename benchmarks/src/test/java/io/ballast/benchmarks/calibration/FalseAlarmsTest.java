package io.ballast.benchmarks.calibration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.stats.Workers;
import io.ballast.stats.drift.DriftMetric;
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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FalseAlarmsTest {

  @TempDir Path folder;

  private static FalseAlarmReport run(int threads, List<PeerTool> peers, String... rows)
      throws IOException {
    FalseAlarms.Sizes sizes = new FalseAlarms.Sizes(3, 2, 1, 2, 2);
    return new FalseAlarms(5, sizes, peers, threads, (what, done) -> {}).run(Set.of(rows));
  }

  private static String text(FalseAlarmReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void outcome_isTheSameForAnyNumberOfThreadsAndChoiceOfRows() throws IOException {
    String both = text(run(1, List.of(), "N", "14"));

    assertThat(text(run(3, List.of(), "N", "14"))).isEqualTo(both);
    assertThat(both).contains(text(run(2, List.of(), "N")).lines().limit(10).toList());
    assertThat(both).contains("| N | 10 categories, 5,000/125 | 0", "seen in 2 of 2 days");
  }

  @Test
  void cells_areThoseOfThePage() {
    List<FalseAlarmCells.Shared> cells = FalseAlarmCells.all();

    assertThat(cells.stream().filter(cell -> cell.row().equals("E"))).hasSize(40);
    assertThat(cells.stream().filter(cell -> cell.row().equals("N"))).hasSize(8);
    assertThat(cells.stream().filter(cell -> cell.row().equals("W"))).hasSize(39);
    assertThat(cells.stream().map(cell -> cell.cell().name()).distinct()).hasSize(87);
    assertThat(cells.stream().filter(FalseAlarmCells.Shared::isShared)).hasSize(71);
  }

  /** The counts of a sample and the comparison of its rows in tables say the same. */
  @Test
  void sampledTrial_saysWhatTheComparisonOfItsRowsSays() {
    List<FalseAlarmCells.Shared> some =
        FalseAlarmCells.all().stream()
            .filter(
                cell ->
                    cell.cell().name().matches("E, .*, 1,001/[125]00|W, .*, 10,000/1,000 at 5%"))
            .toList();

    assertThat(some).hasSize(19);
    some.forEach(cell -> assertSame((SampledTrial) cell.cell().trial(), cell.cell().name()));
  }

  private static void assertSame(SampledTrial trial, String name) {
    Sample sample = trial.sample(Draws.of(9, name, 0));
    Population population = trial.scenario().reference();
    SampleCounts counts =
        new SampleCounts(sample, population.groups().get(0).values(), population.classes());
    boolean isWeighted = population.classes() > 1;
    ComparisonRequest request =
        isWeighted
            ? ComparisonRequest.defaults()
                .weighted(
                    new Roles("class", null, null, 0.5, null, null, List.of()),
                    new Weighting.Balanced())
            : ComparisonRequest.defaults();
    ColumnResult column =
        Comparison.run(
                table(sample.reference(), population),
                table(sample.window(), population),
                request,
                (done, expected) -> {})
            .results()
            .get(0)
            .columns()
            .stream()
            .filter(one -> one.name().equals("x"))
            .findFirst()
            .orElseThrow();
    assertSame(column.plain(), trial.plain(counts), name);
    if (isWeighted) {
      long[] rows = new long[population.classes()];
      Arrays.stream(sample.reference().classes()).forEach(k -> rows[k]++);
      assertSame(
          requireNonNull(column.weighted()).statement(),
          trial.weighted(counts, ClassWeights.balanced(rows)),
          name);
    }
  }

  private static void assertSame(Statement actual, Statement expected, String name) {
    assertThat(requireNonNull(actual.evidence()).p())
        .as(name)
        .isEqualTo(requireNonNull(expected.evidence()).p());
    assertThat(actual.measures().get(DriftMetric.PSI))
        .as(name)
        .isEqualTo(expected.measures().get(DriftMetric.PSI));
  }

  private static Table table(Sample.Rows rows, Population population) {
    MemoryTable.Builder table = MemoryTable.named("rows");
    if (population.groups().get(0).values() instanceof Levels levels) {
      table.strings(
          "x",
          Arrays.stream(rows.values())
              .mapToObj(level -> levels.names().get((int) level))
              .toArray(String[]::new));
    } else {
      table.doubles("x", rows.values());
    }
    return table
        .strings(
            "class",
            Arrays.stream(rows.classes()).mapToObj(Integer::toString).toArray(String[]::new))
        .build();
  }

  @Test
  void months_alarmRarelyOnTheBudgetAndOftenWithout() {
    Features features =
        Features.Independent.of(
            List.of(
                Population.byClass(new double[] {0.9, 0.1}, Laws.normal(0, 1), Laws.normal(1, 1)),
                Population.byClass(new double[] {0.9, 0.1}, Levels.equal(4), Levels.equal(4))),
            8_400,
            true);
    Months months = new Months("C", "two features", features, 400);

    Months.Alarms alarms = months.run(3, 1, Workers.of(1), done -> {});

    assertThat(months.budget().level()).isEqualTo(1.0 / 1_440);
    assertThat(alarms.expected()).isCloseTo(1, within(1e-12));
    assertThat(alarms.total(AlarmRule.TEST)).isBetween(50L, 250L);
    assertThat(alarms.total(AlarmRule.BUDGET)).isLessThanOrEqualTo(6);
    assertThat(alarms.total(AlarmRule.BUDGET_TWO_OF_THREE))
        .isLessThanOrEqualTo(alarms.total(AlarmRule.BUDGET));
    assertThat(alarms.isMet()).isTrue();
  }

  @Test
  void poisson_isThatOfThePage() {
    // 36 alarms where 20 are expected: p below 0.001; 35 above.
    assertThat(Months.poissonAtLeast(36, 20)).isLessThan(0.001);
    assertThat(Months.poissonAtLeast(35, 20)).isBetween(0.001, 0.0025);
    assertThat(Months.poissonAtLeast(0, 20)).isEqualTo(1);
  }

  @Test
  void factorColumns_haveTheirCorrelationAndCopies() {
    double[][] values = new FactorColumns(2, 1, 1, 0.9).draw(new Draws(1), 20_000, 1, 0.5);

    double[] mean =
        Arrays.stream(values).mapToDouble(v -> Arrays.stream(v).sum() / 20_000).toArray();
    double together = 0;
    double apart = 0;
    for (int row = 0; row < 20_000; row++) {
      together += (values[0][row] - mean[0]) * (values[1][row] - mean[1]) / 20_000;
      apart += (values[0][row] - mean[0]) * (values[3][row] - mean[3]) / 20_000;
    }
    assertThat(together).isCloseTo(0.9, within(0.03));
    assertThat(apart).isCloseTo(0, within(0.03));
    assertThat(mean[0]).isCloseTo(0.5, within(0.03));
    assertThat(values[2]).isEqualTo(values[0]);
  }

  @Test
  void families_findWhatMovedAndLittleElse() {
    Families family = new Families("ten", new FactorColumns(0, 0, 10, 0), 2, 2_000, 400, 3);

    List<Families.Found> found = family.run(1, 20, 0.01, Workers.of(2));

    assertThat(found).hasSize(3);
    assertThat(found.get(0).power()).isGreaterThan(0.9);
    assertThat(found.get(0).isMet(0.02)).isTrue();
    assertThat(found.get(0).isMet(-1)).isFalse();
    // Benjamini-Yekutieli and Holm find no more than Benjamini-Hochberg.
    assertThat(found.get(1).power()).isLessThanOrEqualTo(found.get(0).power());
    assertThat(found.get(2).power()).isLessThanOrEqualTo(found.get(0).power());
  }

  /** A tool that calls every trial drift whose first row of the window is positive. */
  @Test
  void peerTool_isGivenTheSameSamples() throws IOException {
    SampledTrial trial =
        SampledTrial.of(
            Scenario.of(
                Population.plain(Laws.normal(0, 1), 0), 7,
                Population.plain(Laws.normal(0, 1), 0), 4));
    Path file = Files.createFile(folder.resolve("some.samples"));
    PeerTool.write(file, trial, 3, 8, "cell");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.remaining()).isEqualTo(3 * 11 * 8);
    Sample second = trial.sample(Draws.of(8, "cell", 1));
    assertThat(bytes.getDouble(11 * 8)).isEqualTo(second.reference().values()[0]);
    assertThat(bytes.getDouble((11 + 7) * 8)).isEqualTo(second.window().values()[0]);

    Path script = folder.resolve("tool.sh");
    Files.writeString(
        script, "while read -r line; do echo noise; echo \"drift first 2 second 1\"; done\n");
    try (PeerTool tool = new PeerTool("tool", "sh", script)) {
      assertThat(tool.count(file, 3, trial, 2, true).toString()).isEqualTo("{first=2, second=1}");
      String text = text(run(1, List.of(tool), "N"));
      assertThat(text)
          .contains(" tool, % of 2 |", "tool, normal, 5,000/500: first 100%, second 50%");
    }
    Files.writeString(script, "echo broken >&2\n");
    try (PeerTool tool = new PeerTool("tool", "sh", script)) {
      assertThatThrownBy(() -> tool.count(file, 3, trial, 2, false))
          .isInstanceOf(IOException.class);
    }
  }
}
