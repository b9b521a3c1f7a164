package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.balance.structure.Function;
import io.ballast.tables.MemoryTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

  /** a: x 60, y 30, z 10; b: 1 for the first half of each, else 2, but z has 1 only. */
  private static final Frame TABLE = table();

  private static Frame table() {
    String[] a = new String[100];
    String[] b = new String[100];
    for (int row = 0; row < 100; row++) {
      a[row] = row < 60 ? "x" : row < 90 ? "y" : "z";
      b[row] = row < 30 || (row >= 60 && row < 75) || row >= 90 ? "1" : "2";
    }
    return Frame.of(MemoryTable.named("t.csv").strings("a", a).strings("b", b).build());
  }

  /** Changes one thing of the usual settings at a time. */
  private record Settings(PlanSettings all) {
    static Settings of(Mode mode) {
      return new Settings(
          new PlanSettings(
              mode,
              OptionalInt.empty(),
              1,
              false,
              Shares.EQUAL,
              null,
              OptionalDouble.empty(),
              false));
    }

    Settings rows(int rows) {
      return new Settings(
          new PlanSettings(
              all.mode(),
              OptionalInt.of(rows),
              all.targetRatio(),
              all.allCells(),
              all.shares(),
              all.file(),
              all.maxRatio(),
              all.keepMissing()));
    }

    Settings ratio(double ratio) {
      return new Settings(
          new PlanSettings(
              all.mode(),
              all.rows(),
              ratio,
              all.allCells(),
              all.shares(),
              all.file(),
              all.maxRatio(),
              all.keepMissing()));
    }

    Settings allCells() {
      return new Settings(
          new PlanSettings(
              all.mode(),
              all.rows(),
              all.targetRatio(),
              true,
              all.shares(),
              all.file(),
              all.maxRatio(),
              all.keepMissing()));
    }

    Settings observed() {
      return new Settings(
          new PlanSettings(
              all.mode(),
              all.rows(),
              all.targetRatio(),
              all.allCells(),
              Shares.OBSERVED,
              all.file(),
              all.maxRatio(),
              all.keepMissing()));
    }

    Settings limit(double ratio) {
      return new Settings(
          new PlanSettings(
              all.mode(),
              all.rows(),
              all.targetRatio(),
              all.allCells(),
              all.shares(),
              all.file(),
              OptionalDouble.of(ratio),
              all.keepMissing()));
    }

    Settings keepMissing() {
      return new Settings(
          new PlanSettings(
              all.mode(),
              all.rows(),
              all.targetRatio(),
              all.allCells(),
              all.shares(),
              all.file(),
              all.maxRatio(),
              true));
    }
  }

  private static Plan plan(Frame table, Settings settings, List<Function> functions, String... on) {
    BalanceColumns columns = BalanceColumns.of(table, List.of(on), Map.of());
    CellCounts counts =
        new CellCounts(columns.columns(), table.size(), settings.all().keepMissing());
    return new Planner(columns, counts, settings.all(), functions, table.size()).plan(7);
  }

  private static Plan plan(Settings settings, String... on) {
    return plan(TABLE, settings, List.of(), on);
  }

  private static List<String> words(Plan plan) {
    return plan.cells().stream()
        .map(cell -> String.join("", cell.values()) + " " + cell.real() + "+" + cell.generated())
        .toList();
  }

  @Test
  void replace_givesEachObservedCellTheSameNumberOfRows() {
    Plan plan = plan(Settings.of(Mode.REPLACE), "a", "b");

    assertThat(words(plan))
        .containsExactly("x1 30+20", "x2 30+20", "y1 15+20", "y2 15+20", "z1 10+20");
    assertThat(plan.rows()).isEqualTo(100);
  }

  @Test
  void replace_givesTheRowsThatWereAskedForExactly() {
    Plan plan = plan(Settings.of(Mode.REPLACE).rows(101), "a", "b");

    assertThat(plan.rows()).isEqualTo(101);
    assertThat(plan.cells().stream().map(Cell::generated)).containsExactly(21, 20, 20, 20, 20);
    for (int cell = 0; cell < 5; cell++) {
      int own = cell;
      assertThat(Arrays.stream(plan.cellOfRow()).filter(of -> of == own).count())
          .isEqualTo(plan.cells().get(cell).generated());
    }
  }

  @Test
  void observedShares_areThoseOfTheTable() {
    assertThat(words(plan(Settings.of(Mode.REPLACE).observed().rows(10), "a")))
        .containsExactly("x 60+6", "y 30+3", "z 10+1");
  }

  @Test
  void allCells_areTheProductButForFunctions() {
    assertThat(words(plan(Settings.of(Mode.REPLACE).allCells(), "a", "b")))
        .containsExactly("x1 30+17", "x2 30+17", "y1 15+17", "y2 15+17", "z1 10+16", "z2 0+16");
    Function zIsOne = new Function(0, 1, new int[] {-1, 0, 1, 0});
    assertThat(words(plan(TABLE, Settings.of(Mode.REPLACE).allCells(), List.of(zIsOne), "a", "b")))
        .containsExactly("x1 30+34", "y2 15+33", "z1 10+33");
  }

  @Test
  void extrapolatedCells_areNamed() {
    Plan plan = plan(Settings.of(Mode.REPLACE).allCells(), "a", "b");

    assertThat(plan.cells().get(5).isExtrapolated()).isTrue();
    assertThat(plan.warnings())
        .containsExactly(
            "1 cell has no real row, its rows are extrapolated: z, 2 (0 real, 16 generated).");
  }

  @Test
  void augment_fillsUpToTheLargestCell() {
    assertThat(words(plan(Settings.of(Mode.AUGMENT), "a")))
        .containsExactly("x 60+0", "y 30+30", "z 10+50");
    assertThat(words(plan(Settings.of(Mode.AUGMENT).ratio(0.75), "a")))
        .containsExactly("x 60+0", "y 30+15", "z 10+35");
  }

  @Test
  void maxRatio_cutsCellsAndSaysSo() {
    Plan plan = plan(Settings.of(Mode.AUGMENT).limit(2), "a");

    assertThat(words(plan)).containsExactly("x 60+0", "y 30+30", "z 10+20");
    assertThat(plan.cells().stream().map(Cell::cut)).containsExactly(false, false, true);
    assertThat(plan.warnings())
        .containsExactly("1 cell was cut short by --max-ratio: z (10 real, 20 generated).");
  }

  @Test
  void thinCells_areNamed() {
    Frame table =
        Frame.of(
            MemoryTable.named("t.csv")
                .strings(
                    "a",
                    IntStream.range(0, 200)
                        .mapToObj(row -> row < 3 ? "rare" : "usual")
                        .toArray(String[]::new))
                .build());

    assertThat(plan(table, Settings.of(Mode.AUGMENT), List.of(), "a").warnings())
        .containsExactly(
            "1 cell gets more than 20 generated rows for each real one and repeats the little that is known of it: rare (3 real, 194 generated).");
  }

  @Test
  void balancedTable_getsNoRow() {
    Frame table = Frame.of(MemoryTable.named("t.csv").strings("a", "x", "y", "x", "y").build());

    Plan plan = plan(table, Settings.of(Mode.AUGMENT), List.of(), "a");

    assertThat(plan.rows()).isZero();
    assertThat(plan.warnings())
        .containsExactly("No row is added: the cells have what they shall have.");
  }

  @Test
  void fewerRowsThanCells_areRefused() {
    assertThatThrownBy(() -> plan(Settings.of(Mode.REPLACE).rows(4), "a", "b"))
        .hasMessage(
            "4 rows for 5 cells, each cell needs at least one, raise --rows or name fewer columns");
    assertThat(plan(Settings.of(Mode.REPLACE).rows(5), "a", "b").rows()).isEqualTo(5);
  }

  @Test
  void missingValues_areNoCellUnlessKept() {
    @Nullable String[] values = {"x", "x", "x", "y", null, null};
    Frame table = Frame.of(MemoryTable.named("t.csv").strings("a", values).build());

    Plan dropped = plan(table, Settings.of(Mode.REPLACE), List.of(), "a");
    Plan kept = plan(table, Settings.of(Mode.REPLACE).keepMissing(), List.of(), "a");

    assertThat(words(dropped)).containsExactly("x 3+3", "y 1+3");
    assertThat(dropped.warnings())
        .containsExactly(
            "2 rows have no value in a balance column and are in no cell; --missing keep makes it a value of its own.");
    assertThat(kept.cells().stream().map(Cell::generated)).containsExactly(2, 2, 2);
    assertThat(kept.cells().get(2).values()).containsExactly((String) null);
    assertThat(kept.levels(1)[0]).containsExactlyInAnyOrder(0, 0, 1, 1, -1, -1);
  }

  @Test
  void orderOfTheRows_isThatOfTheSeed() {
    BalanceColumns columns = BalanceColumns.of(TABLE, List.of("a"), Map.of());
    CellCounts counts = new CellCounts(columns.columns(), 100, false);
    PlanSettings settings = Settings.of(Mode.REPLACE).all();
    int[] first = new Planner(columns, counts, settings, List.of(), 100).plan(1).cellOfRow();
    int[] again = new Planner(columns, counts, settings, List.of(), 100).plan(1).cellOfRow();
    int[] other = new Planner(columns, counts, settings, List.of(), 100).plan(2).cellOfRow();

    assertThat(again).containsExactly(first);
    assertThat(other).isNotEqualTo(first).containsExactlyInAnyOrder(first);
  }

  @Test
  void seeds_giveOneRowEachInTheirOrder() {
    Frame seeds =
        Frame.of(
            MemoryTable.named("seeds.csv")
                .strings("b", "2", "1", "2", "2")
                .strings("a", "z", "x", "x", "z")
                .build());
    BalanceColumns columns =
        BalanceColumns.ofSeeds(TABLE, CellFile.seedColumns(seeds, TABLE), Map.of());
    CellCounts counts = new CellCounts(columns.columns(), 100, true);
    Planner planner = new Planner(columns, counts, Settings.of(Mode.REPLACE).all(), List.of(), 100);

    Plan plan = planner.seeded(new CellFile(seeds, columns).cells());

    List<List<String>> rows =
        IntStream.of(plan.cellOfRow())
            .mapToObj(cell -> List.copyOf(plan.cells().get(cell).values()))
            .toList();
    assertThat(rows)
        .containsExactly(
            List.of("2", "z"), List.of("1", "x"), List.of("2", "x"), List.of("2", "z"));
    assertThat(plan.cells().get(5).isExtrapolated()).isTrue();
    assertThat(plan.cells().get(5).generated()).isEqualTo(2);
  }

  @Test
  void sharesOfAFile_areBroughtAbout() {
    Frame file =
        Frame.of(
            MemoryTable.named("shares.csv")
                .strings("a", "x", "z")
                .doubles("share", 0.25, 0.75)
                .build());
    BalanceColumns columns = BalanceColumns.of(TABLE, List.of("a"), Map.of());
    CellCounts counts = new CellCounts(columns.columns(), 100, false);
    ShareFile shares = new CellFile(file, columns).shares();
    PlanSettings settings = Settings.of(Mode.REPLACE).all().with(shares);

    assertThat(words(new Planner(columns, counts, settings, List.of(), 100).plan(1)))
        .containsExactly("x 60+25", "y 30+0", "z 10+75");
  }

  @Test
  void countsOfAFile_areRowsOfTheOutput() {
    Frame file =
        Frame.of(
            MemoryTable.named("counts.csv").strings("a", "y", "z").longs("count", 50, 12).build());
    BalanceColumns columns = BalanceColumns.of(TABLE, List.of("a"), Map.of());
    CellCounts counts = new CellCounts(columns.columns(), 100, false);
    ShareFile shares = new CellFile(file, columns).shares();

    PlanSettings replace = Settings.of(Mode.REPLACE).all().with(shares);
    assertThat(words(new Planner(columns, counts, replace, List.of(), 100).plan(1)))
        .containsExactly("x 60+0", "y 30+50", "z 10+12");
    PlanSettings augment = Settings.of(Mode.AUGMENT).all().with(shares);
    assertThat(words(new Planner(columns, counts, augment, List.of(), 100).plan(1)))
        .containsExactly("x 60+0", "y 30+20", "z 10+2");
  }
}
