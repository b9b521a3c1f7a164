package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumns.Bins;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellFileTest {

  private final Frame table =
      Frame.of(
          MemoryTable.named("t.csv")
              .strings("a", "x", "y", "x", "y")
              .longs("n", 1, 5, 20, 5)
              .booleans("b", true, false, true, true)
              .build());

  private static Frame file(Table table) {
    return Frame.of(table);
  }

  private CellFile cells(Table file, String... columns) {
    return new CellFile(file(file), BalanceColumns.of(table, List.of(columns), Map.of()));
  }

  @Test
  void valuesOfOtherTypes_areFoundByTheirText() {
    List<int[]> cells =
        cells(
                MemoryTable.named("s.csv")
                    .doubles("n", 20, 1)
                    .strings("b", "false", "true")
                    .strings("a", "y", "x")
                    .build(),
                "a",
                "n",
                "b")
            .cells();

    assertThat(cells.get(0)).containsExactly(1, 2, 0);
    assertThat(cells.get(1)).containsExactly(0, 0, 1);
  }

  @Test
  void numberInABin_standsForTheBin() {
    BalanceColumns columns =
        BalanceColumns.of(table, List.of("n"), Map.of("n", new Bins(0, List.of(5.0, 10.0), false)));
    Frame file = file(MemoryTable.named("s.csv").strings("n", "7", "< 5", "100").build());

    assertThat(new CellFile(file, columns).cells().stream().mapToInt(cell -> cell[0]))
        .containsExactly(1, 0, 2);
  }

  @Test
  void seedsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> CellFile.seedColumns(file(MemoryTable.named("s.csv").build()), table))
        .hasMessage("s.csv has no rows, each row of a seeds file gives one output row, add rows");
    assertThatThrownBy(
            () ->
                CellFile.seedColumns(
                    file(MemoryTable.named("s.csv").strings("age", "1").build()), table))
        .hasMessage(
            "column age of s.csv, is not in t.csv, take it out of the seeds or choose among a, n, b");
    assertThatThrownBy(
            () -> cells(MemoryTable.named("s.csv").strings("a", "x", "q").build(), "a").cells())
        .hasMessage(
            "row 2 of s.csv has 'q' for a, the table never has it there, choose among x, y");
    assertThatThrownBy(
            () -> cells(MemoryTable.named("s.csv").strings("a", "x", null).build(), "a").cells())
        .hasMessage(
            "row 2 of s.csv has no value for a, the table never has it there, choose among x, y");
  }

  @Test
  void sharesThatAreNone_areRefused() {
    assertThatThrownBy(
            () -> cells(MemoryTable.named("s.csv").strings("a", "x").build(), "a").shares())
        .hasMessage(
            "s.csv has neither a column share nor count, shares of cells need one of them, add a column share or count");
    assertThatThrownBy(
            () ->
                cells(
                        MemoryTable.named("s.csv").strings("a", "x").doubles("share", -1).build(),
                        "a")
                    .shares())
        .hasMessage("row 1 of s.csv has no share, a share is at least 0, mend the value");
    assertThatThrownBy(
            () ->
                cells(
                        MemoryTable.named("s.csv").strings("a", "x").doubles("count", 1.5).build(),
                        "a")
                    .shares())
        .hasMessage(
            "row 1 of s.csv has no count, a count is a whole number of at least 0, mend the value");
    assertThatThrownBy(
            () ->
                cells(MemoryTable.named("s.csv").strings("a", "x").longs("count", 0).build(), "a")
                    .shares())
        .hasMessage("s.csv gives no cell a count, one cell at least needs one, add values");
    assertThatThrownBy(
            () ->
                cells(
                        MemoryTable.named("s.csv")
                            .strings("a", "x", "x")
                            .doubles("share", 1, 2)
                            .build(),
                        "a")
                    .shares())
        .hasMessage(
            "row 2 of s.csv names a cell again, each cell has one row, take one of them out");
    assertThatThrownBy(() -> cells(MemoryTable.named("s.csv").doubles("share", 1).build(), "a"))
        .hasMessage(
            "s.csv has no column a, it needs each balance column, add it, or leave it out of --columns");
  }
}
