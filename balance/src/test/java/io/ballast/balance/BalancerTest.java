package io.ballast.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.stats.Workers;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerTest {

  private static final int ROWS = 3000;
  private static final Frame CLINIC = Clinic.of(ROWS, 1);
  private static final List<String> COLUMNS = List.of("sex", "race");

  private static PlanSettings plan(Mode mode) {
    return new PlanSettings(
        mode, OptionalInt.empty(), 1, false, Shares.EQUAL, null, OptionalDouble.empty(), false);
  }

  private static BalanceRequest request(Frame input, List<String> columns, Mode mode, long seed) {
    return new BalanceRequest(
        input,
        columns,
        Map.of(),
        plan(mode),
        null,
        null,
        false,
        seed,
        null,
        "",
        false,
        false,
        null);
  }

  private static BalanceRequest guarded(BalanceRequest request) {
    return new BalanceRequest(
        request.input(),
        request.columns(),
        request.bins(),
        request.plan(),
        null,
        null,
        true,
        request.seed(),
        null,
        "",
        false,
        false,
        null);
  }

  private static BalanceResult balance(BalanceRequest request, int threads) {
    return Balancer.balance(request, Workers.of(threads), Watcher.NONE, () -> 0);
  }

  /** The generated rows of a result. */
  private static Rows generated(BalanceResult result) {
    int before = result.report().mode() == Mode.REPLACE ? 0 : result.report().rows().input();
    return new Rows(
        result.output().rows(IntStream.range(before, result.output().size()).toArray()));
  }

  @ParameterizedTest
  @CsvSource({"REPLACE,false", "AUGMENT,false", "MARGINAL,false", "REPLACE,true", "AUGMENT,true"})
  void generatedRows_keepWhatHoldsInTheTable(Mode mode, boolean isPrivate) {
    Rows clinic = new Rows(CLINIC);
    Map<String, String> codes = new HashMap<>();
    Map<String, String> floors = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      codes.put(clinic.text("diagnosis", row), clinic.any("code", row));
      floors.put(clinic.text("ward", row), clinic.any("floor", row));
    }
    for (long seed = 1; seed <= 2; seed++) {
      BalanceRequest request = request(CLINIC, COLUMNS, mode, seed);
      BalanceResult result = balance(isPrivate ? guarded(request) : request, 2);
      assertThat(result.output().schema()).isEqualTo(CLINIC.schema());
      assertThat(result.report().rows().unkept()).isZero();
      assertThat(result.report().rows().exactCopies()).isZero();
      Rows rows = generated(result);
      assertThat(rows.size()).isEqualTo(result.report().rows().generated()).isPositive();
      for (int row = 0; row < rows.size(); row++) {
        String diagnosis = rows.text("diagnosis", row);
        assertThat(diagnosis.equals("pregnancy") && rows.text("sex", row).equals("M")).isFalse();
        assertThat(diagnosis.equals("prostate") && rows.text("sex", row).equals("F")).isFalse();
        assertThat(rows.any("code", row)).isEqualTo(codes.get(diagnosis));
        assertThat(rows.any("floor", row)).isEqualTo(floors.get(rows.text("ward", row)));
        assertThat(rows.whole("born", row)).isLessThanOrEqualTo(rows.whole("start", row));
        assertThat(rows.whole("born", row) % 86_400_000_000L).isZero();
        if (!rows.isMissing("stop", row)) {
          assertThat(rows.whole("stop", row)).isGreaterThanOrEqualTo(rows.whole("start", row));
          assertThat(rows.whole("stop", row) % 86_400_000_000L).isZero();
        }
        double total = rows.number("fee", row) + rows.number("drugs", row);
        assertThat(rows.number("total", row)).isCloseTo(total, within(1e-9));
        assertThat(Math.rint(rows.number("drugs", row) * 100) / 100)
            .isEqualTo(rows.number("drugs", row));
        assertThat(rows.whole("dose", row) % 5).isZero();
        assertThat(rows.text("country", row)).isEqualTo("Utopia");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"born", "start", "stop", "fee", "drugs", "total", "dose", "weight"})
  void generatedNumbers_stayInTheRangeOfTheTable(String column) {
    double[] real = new Rows(CLINIC).range(column).orElseThrow();
    double[] drawn =
        generated(balance(request(CLINIC, COLUMNS, Mode.REPLACE, 3), 2))
            .range(column)
            .orElseThrow();

    assertThat(drawn[0]).isBetween(real[0], real[1]);
    assertThat(drawn[1]).isBetween(real[0], real[1]);
  }

  @Test
  void replace_givesEachCellTheSameNumberOfRows() {
    BalanceResult result = balance(request(CLINIC, COLUMNS, Mode.REPLACE, 1), 2);
    Map<String, Integer> counts = new HashMap<>();
    Rows rows = new Rows(result.output());
    for (int row = 0; row < rows.size(); row++) {
      counts.merge(rows.text("sex", row) + rows.text("race", row), 1, Integer::sum);
    }

    assertThat(rows.size()).isEqualTo(ROWS);
    assertThat(counts).hasSize(8);
    assertThat(counts.values()).containsOnly(375);
    assertThat(result.report().cells().stream().mapToInt(Cell::generated)).containsOnly(375);
  }

  @Test
  void augment_leavesTheRowsThatAreThereAndFillsUp() {
    BalanceResult result = balance(request(CLINIC, COLUMNS, Mode.AUGMENT, 1), 2);
    Frame first = result.output().rows(IntStream.range(0, ROWS).toArray());

    assertThat(new Rows(first).all()).isEqualTo(new Rows(CLINIC).all());
    Set<Integer> sums = new HashSet<>();
    result.report().cells().forEach(cell -> sums.add(cell.real() + cell.generated()));
    assertThat(sums).hasSize(1);
  }

  @Test
  void marginal_flattensEachColumnByItself() {
    Rows rows = new Rows(balance(request(CLINIC, COLUMNS, Mode.MARGINAL, 1), 2).output());

    assertThat(Math.abs(rows.count("sex", "F") - rows.count("sex", "M"))).isLessThanOrEqualTo(1);
    List<Long> races =
        List.of("white", "black", "asian", "other").stream()
            .map(race -> rows.count("race", race))
            .sorted()
            .toList();
    assertThat(races.get(3) - races.get(0)).isLessThanOrEqualTo(1);
  }

  @Test
  void keys_areMadeAnewAndNeverCopied() {
    BalanceResult result = balance(request(CLINIC, COLUMNS, Mode.AUGMENT, 1), 2);
    Rows rows = generated(result);
    Rows clinic = new Rows(CLINIC);

    for (String key : List.of("visit", "patient")) {
      assertThat(rows.column(key)).doesNotHaveDuplicates();
      assertThat(new HashSet<>(rows.column(key))).doesNotContainAnyElementsOf(clinic.column(key));
    }
    assertThat(rows.column("visit")).allMatch(visit -> visit.matches("V\\d{6}-[ABC]"));
    assertThat(rows.column("patient"))
        .allMatch(patient -> patient.matches("0[0-9a-f]{7}-\\d{4}-\\d{4}-\\d{4}-[0-9a-f]{12}"));
    assertThat(result.report().regenerated())
        .containsExactlyInAnyOrder(
            new BalanceReport.Regenerated("visit", "a key"),
            new BalanceReport.Regenerated("patient", "a group key"));
    assertThat(result.report().warnings())
        .contains(
            "patient names groups of rows: rows of a group are not independent, each generated row is a group of its own, and what a person in the table may expect holds for a group, not for a row.");
  }

  @Test
  void shapesOfTheColumns_areThoseOfTheTable() {
    PlanSettings copy = PlanSettings.copy();
    BalanceRequest request =
        new BalanceRequest(
            CLINIC, COLUMNS, Map.of(), copy, null, null, false, 5, null, "", false, false, null);
    Rows drawn = new Rows(balance(request, 2).output());
    Rows clinic = new Rows(CLINIC);

    assertThat(share(drawn, "stop", "")).isCloseTo(share(clinic, "stop", ""), within(0.02));
    assertThat(share(drawn, "dose", "")).isCloseTo(share(clinic, "dose", ""), within(0.02));
    for (String ward : List.of("ward a", "ward b", "ward c", "ward d", "ward e")) {
      assertThat(share(drawn, "ward", ward)).isCloseTo(share(clinic, "ward", ward), within(0.02));
    }
    assertThat(mean(drawn, "weight")).isCloseTo(mean(clinic, "weight"), within(0.5));
    assertThat(mean(drawn, "total")).isCloseTo(mean(clinic, "total"), within(1.0));
    // fractures are urgent in 8 of 10 visits, others in 1
    assertThat(urgent(drawn, "fracture")).isCloseTo(urgent(clinic, "fracture"), within(0.08));
    assertThat(urgent(drawn, "flu")).isCloseTo(urgent(clinic, "flu"), within(0.08));
  }

  private static double share(Rows rows, String column, String value) {
    return (double) rows.count(column, value) / rows.size();
  }

  private static double mean(Rows rows, String column) {
    return IntStream.range(0, rows.size())
        .filter(row -> !rows.isMissing(column, row))
        .mapToDouble(row -> rows.number(column, row))
        .average()
        .orElseThrow();
  }

  private static double urgent(Rows rows, String diagnosis) {
    return IntStream.range(0, rows.size())
        .filter(row -> rows.text("diagnosis", row).equals(diagnosis))
        .mapToDouble(row -> rows.number("urgent", row))
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"REPLACE", "AUGMENT", "MARGINAL"})
  void rows_areTheSameForAnyNumberOfThreads(Mode mode) {
    List<List<String>> one = new Rows(balance(request(CLINIC, COLUMNS, mode, 9), 1).output()).all();

    assertThat(new Rows(balance(request(CLINIC, COLUMNS, mode, 9), 2).output()).all())
        .isEqualTo(one);
    assertThat(new Rows(balance(request(CLINIC, COLUMNS, mode, 9), 5).output()).all())
        .isEqualTo(one);
    assertThat(new Rows(balance(request(CLINIC, COLUMNS, mode, 10), 1).output()).all())
        .isNotEqualTo(one);
  }

  @Test
  void reusedModel_drawsTheSameRows() {
    BalanceResult first = balance(request(CLINIC, COLUMNS, Mode.REPLACE, 4), 2);
    BalanceRequest again =
        new BalanceRequest(
            CLINIC,
            COLUMNS,
            Map.of(),
            plan(Mode.REPLACE),
            null,
            null,
            false,
            4,
            null,
            "",
            false,
            false,
            first.model());

    assertThat(new Rows(balance(again, 2).output()).all())
        .isEqualTo(new Rows(first.output()).all());
  }

  @Test
  void modelOfOtherColumns_isRefused() {
    Model model = balance(request(CLINIC, List.of("race"), Mode.REPLACE, 4), 2).model();
    BalanceRequest request =
        new BalanceRequest(
            CLINIC,
            COLUMNS,
            Map.of(),
            plan(Mode.REPLACE),
            null,
            null,
            false,
            4,
            null,
            "",
            false,
            false,
            model);

    assertThatThrownBy(() -> balance(request, 2))
        .hasMessage(
            "the model was fitted for the balance columns race, it draws rows for these columns and bins only, name them in --columns or fit again without --model");
  }

  @Test
  void seeds_areAnsweredRowByRow() {
    Frame seeds =
        Frame.of(
            MemoryTable.named("seeds.csv")
                .strings("race", "other", "white", "asian")
                .strings("sex", "M", "F", "M")
                .strings("diagnosis", "fracture", "pregnancy", "flu")
                .build());
    BalanceRequest request =
        new BalanceRequest(
            CLINIC,
            List.of(),
            Map.of(),
            plan(Mode.REPLACE),
            null,
            seeds,
            false,
            4,
            null,
            "",
            false,
            false,
            null);

    Rows rows = new Rows(balance(request, 2).output());

    assertThat(rows.column("race")).containsExactly("other", "white", "asian");
    assertThat(rows.column("sex")).containsExactly("M", "F", "M");
    assertThat(rows.column("diagnosis")).containsExactly("fracture", "pregnancy", "flu");
  }

  @Test
  void seedsThatBreakADependency_areSetAndCounted() {
    Frame seeds =
        Frame.of(
            MemoryTable.named("seeds.csv")
                .strings("sex", "M", "F")
                .strings("diagnosis", "pregnancy", "flu")
                .build());
    BalanceRequest request =
        new BalanceRequest(
            CLINIC,
            List.of(),
            Map.of(),
            plan(Mode.REPLACE),
            null,
            seeds,
            false,
            4,
            null,
            "",
            false,
            false,
            null);

    BalanceResult result = balance(request, 2);

    assertThat(new Rows(result.output()).column("diagnosis")).containsExactly("pregnancy", "flu");
    assertThat(result.report().warnings())
        .contains(
            "1 cell has no real row, its rows are extrapolated: M, pregnancy (0 real, 1 generated).");
  }

  @Test
  void numbersAreBalancedByBins() {
    BalanceRequest request = request(CLINIC, List.of("weight"), Mode.REPLACE, 4);
    BalanceResult result = balance(request, 2);
    Rows rows = new Rows(result.output());

    for (Cell cell : result.report().cells()) {
      if (cell.generated() > 0) {
        assertThat(cell.generated()).isBetween(ROWS / 10, ROWS / 10 + 1);
      }
    }
    double[] real = new Rows(CLINIC).range("weight").orElseThrow();
    assertThat(rows.range("weight").orElseThrow()[1]).isLessThanOrEqualTo(real[1]);
    long heavy =
        IntStream.range(0, ROWS)
            .filter(row -> rows.number("weight", row) > (real[0] + real[1]) / 2)
            .count();
    assertThat(heavy).isBetween(ROWS / 2 - ROWS / 50L, ROWS / 2 + ROWS / 50L);
  }

  @Test
  void provenance_tellsRealFromSyntheticRows() {
    BalanceRequest request =
        new BalanceRequest(
            CLINIC,
            COLUMNS,
            Map.of(),
            plan(Mode.AUGMENT),
            null,
            null,
            false,
            4,
            null,
            "",
            true,
            false,
            null);
    BalanceResult result = balance(request, 2);
    Rows rows = new Rows(result.output());

    assertThat(rows.count(Balancer.PROVENANCE, "real")).isEqualTo(ROWS);
    assertThat(rows.count(Balancer.PROVENANCE, "synthetic"))
        .isEqualTo(result.report().rows().generated());
    assertThat(rows.text(Balancer.PROVENANCE, ROWS - 1)).isEqualTo("real");
    assertThat(rows.text(Balancer.PROVENANCE, ROWS)).isEqualTo("synthetic");
  }

  @Test
  void rareStrings_areNotLentInPrivateMode() {
    String[] names = new Rows(CLINIC).column("doctor").toArray(new String[0]);
    names[17] = "Dr. Unique";
    Frame table =
        Frame.of(
            MemoryTable.named("t")
                .strings("sex", new Rows(CLINIC).column("sex").toArray(new String[0]))
                .strings("ward", new Rows(CLINIC).column("ward").toArray(new String[0]))
                .strings("colour", colours(names))
                .build());

    Rows usual = new Rows(balance(request(table, List.of("sex"), Mode.AUGMENT, 1), 2).output());
    Rows guarded = generated(balance(guarded(request(table, List.of("sex"), Mode.AUGMENT, 1)), 2));

    assertThat(usual.column("colour")).contains("rare");
    assertThat(guarded.column("colour")).doesNotContain("rare").contains("red", "green", "blue");
  }

  private static String[] colours(String[] names) {
    String[] colours = new String[names.length];
    for (int row = 0; row < names.length; row++) {
      colours[row] =
          row % 800 == 7 ? "rare" : row % 3 == 0 ? "red" : row % 3 == 1 ? "green" : "blue";
    }
    return colours;
  }

  @Test
  void uncommonRows_areNeverCopied() {
    // few values: a free draw would copy most rows
    int rows = 600;
    Frame table =
        Frame.of(
            MemoryTable.named("t")
                .strings(
                    "a",
                    IntStream.range(0, rows)
                        .mapToObj(row -> row % 4 == 0 ? "x" : "y")
                        .toArray(String[]::new))
                .longs("b", IntStream.range(0, rows).mapToLong(row -> row % 23).toArray())
                .longs("c", IntStream.range(0, rows).mapToLong(row -> row % 29).toArray())
                .build());
    Map<List<String>, Integer> counts = new HashMap<>();
    new Rows(table).all().forEach(row -> counts.merge(row, 1, Integer::sum));
    BalanceResult result = balance(request(table, List.of("a"), Mode.REPLACE, 2), 2);

    long copies =
        new Rows(result.output())
            .all().stream().filter(row -> counts.getOrDefault(row, 99) < 5).count();
    assertThat(result.report().rows().exactCopies()).isEqualTo((int) copies);
    assertThat(copies).isZero();
  }

  @Test
  void columnOfManyNames_isDrawnFromTheSameNames() {
    Rows drawn = generated(balance(request(CLINIC, COLUMNS, Mode.REPLACE, 1), 2));
    Set<String> doctors = new HashSet<>(new Rows(CLINIC).column("doctor"));

    assertThat(doctors).hasSizeGreaterThan(600);
    assertThat(doctors).containsAll(drawn.column("doctor"));
    assertThat(new HashSet<>(drawn.column("doctor"))).hasSizeGreaterThan(500);
  }

  @Test
  void cancel_endsTheWorkAtOnce() {
    AtomicInteger asked = new AtomicInteger();
    Watcher watcher =
        new Watcher() {
          @Override
          public void progress(String what, long done, long total) {}

          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 5;
          }
        };

    assertThatThrownBy(
            () ->
                Balancer.balance(
                    request(CLINIC, COLUMNS, Mode.REPLACE, 1), Workers.of(2), watcher, () -> 0))
        .isInstanceOf(CancellationException.class);
    assertThat(asked.get()).isLessThan(12);
  }

  @Test
  void progress_reachesItsTotal() {
    Map<String, long[]> last = new HashMap<>();
    Watcher watcher =
        new Watcher() {
          @Override
          public synchronized void progress(String what, long done, long total) {
            long[] before = last.getOrDefault(what, new long[2]);
            last.put(what, new long[] {Math.max(before[0], done), total});
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    Balancer.balance(request(CLINIC, COLUMNS, Mode.REPLACE, 1), Workers.of(2), watcher, () -> 0);

    for (String step : List.of("Fitting", "Generating")) {
      long[] steps = requireNonNull(last.get(step));
      assertThat(steps[0]).as(step).isEqualTo(steps[1]).isPositive();
    }
  }

  @Test
  void tablesOfOneRow_areRefusedAndSmallOnesAreNot() {
    Frame one = Frame.of(MemoryTable.named("one.csv").strings("a", "x").longs("b", 1).build());
    assertThatThrownBy(() -> balance(request(one, List.of("a"), Mode.REPLACE, 1), 1))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "one.csv has 1 row, there is nothing to learn from fewer than 2, give a table with more rows");

    Frame two =
        Frame.of(MemoryTable.named("two.csv").strings("a", "x", "y").longs("b", 1, 2).build());
    Rows rows = new Rows(balance(request(two, List.of("a"), Mode.REPLACE, 1), 1).output());
    assertThat(rows.column("a")).containsExactlyInAnyOrder("x", "y");
  }

  @Test
  void tableOfBalanceColumnsOnly_isBalanced() {
    Frame table = Frame.of(MemoryTable.named("t").strings("a", "x", "x", "x", "y").build());
    Rows rows = new Rows(balance(request(table, List.of("a"), Mode.AUGMENT, 1), 1).output());

    assertThat(rows.column("a")).containsExactly("x", "x", "x", "y", "y", "y");
  }

  @Test
  void targetThatIsNotThere_isRefused() {
    BalanceRequest request =
        new BalanceRequest(
            CLINIC,
            COLUMNS,
            Map.of(),
            plan(Mode.REPLACE),
            null,
            null,
            false,
            1,
            null,
            "label",
            false,
            false,
            null);

    assertThatThrownBy(() -> balance(request, 1))
        .hasMessageStartingWith("target column label, is not in clinic.csv, choose among visit, ");
  }
}
