package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.balance.columns.Frame;
import io.ballast.tables.MemoryTable;
import io.ballast.testkit.SeededRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MarginalPlannerTest {

  /** A table of cells: two columns, rows of each combination. */
  private record Problem(BalanceColumns columns, List<Cell> cells) {
    static Problem of(int[][] rows) {
      List<String> a = new ArrayList<>();
      List<String> b = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows[i].length; j++) {
          for (int k = 0; k < rows[i][j]; k++) {
            a.add("a" + i);
            b.add("b" + j);
          }
        }
      }
      Frame table =
          Frame.of(
              MemoryTable.named("t")
                  .strings("a", a.toArray(new String[0]))
                  .strings("b", b.toArray(new String[0]))
                  .build());
      BalanceColumns columns = BalanceColumns.of(table, List.of("a", "b"), Map.of());
      CellCounts counts = new CellCounts(columns.columns(), table.size(), false);
      List<Cell> cells = new ArrayList<>();
      for (int cell = 0; cell < counts.size(); cell++) {
        int[] levels = counts.levels(cell);
        cells.add(new Cell(levels, counts.values(levels), counts.count(cell), 0, false));
      }
      return new Problem(columns, cells);
    }

    /** Rows of each level of each column when so many are added to each cell. */
    int[][] filled(int[] added) {
      int[][] filled = new int[2][];
      for (int column = 0; column < 2; column++) {
        filled[column] = new int[columns.columns().get(column).texts().size()];
        for (int cell = 0; cell < added.length; cell++) {
          filled[column][cells.get(cell).levels()[column]] += cells.get(cell).real() + added[cell];
        }
      }
      return filled;
    }

    int spread(int[] added) {
      int spread = 0;
      for (int[] column : filled(added)) {
        int[] sorted = Arrays.stream(column).sorted().toArray();
        spread = Math.max(spread, sorted[sorted.length - 1] - sorted[0]);
      }
      return spread;
    }

    /** The least sum of rows, up to a limit, with which all columns are flat; -1: none. */
    int leastTotal(int limit) {
      for (int total = 0; total <= limit; total++) {
        if (canBeFlat(new int[cells.size()], 0, total)) {
          return total;
        }
      }
      return -1;
    }

    private boolean canBeFlat(int[] added, int cell, int left) {
      if (cell == added.length - 1) {
        added[cell] = left;
        return spread(added) <= 1;
      }
      for (int rows = 0; rows <= left; rows++) {
        added[cell] = rows;
        if (canBeFlat(added, cell + 1, left - rows)) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void columns_becomeFlatWithoutAFullProduct() {
    Problem problem = Problem.of(new int[][] {{8, 0}, {1, 3}});
    MarginalPlanner planner = new MarginalPlanner(problem.columns(), problem.cells());

    int[] added = planner.plan();

    // a0 keeps its 8 and b0 its 9, a1 b1 takes five more: 8 and 9, 9 and 8
    assertThat(added).containsExactly(0, 0, 5);
    assertThat(planner.warnings()).isEmpty();
  }

  @Test
  void rows_areSharedOutInProportionToTheRealOnes() {
    // a1 and a2 lack 60 each, less one; three of four rows of a1 are b0's, of a2 b1's
    Problem problem = Problem.of(new int[][] {{50, 50}, {30, 10}, {10, 30}});

    assertThat(new MarginalPlanner(problem.columns(), problem.cells()).plan())
        .containsExactly(0, 0, 44, 15, 15, 44);
  }

  @Test
  void cellsThatCannotBeFlat_areSaid() {
    // a1 goes with b1 only and b2 with a0 only: no way to flatten both columns at once
    Problem problem = Problem.of(new int[][] {{5, 0, 5}, {0, 9, 0}});
    MarginalPlanner planner = new MarginalPlanner(problem.columns(), problem.cells());

    int[] added = planner.plan();

    assertThat(Arrays.stream(added).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    assertThat(planner.warnings()).hasSize(1);
    assertThat(planner.warnings().get(0))
        .startsWith("The combinations that exist do not allow these columns to be flat: ")
        .endsWith("; --cells all would.");
  }

  @Test
  void plan_addsHardlyMoreRowsThanTheLeastOfAll() {
    SeededRuns.forAll(
        60,
        random -> {
          Problem problem = Problem.of(small(random));
          int least = problem.leastTotal(12);
          if (least < 0) {
            return;
          }
          int[] added = new MarginalPlanner(problem.columns(), problem.cells()).plan();
          assertThat(problem.spread(added)).isLessThanOrEqualTo(1);
          assertThat(Arrays.stream(added).min().orElseThrow()).isGreaterThanOrEqualTo(0);
          assertThat(Arrays.stream(added).sum()).isBetween(least, least + 1 + least / 4);
        });
  }

  /** Two levels each, or two and three; each level has a row. */
  private static int[][] small(RandomGenerator random) {
    int[][] rows = new int[2][2 + random.nextInt(2)];
    for (int[] of : rows) {
      for (int j = 0; j < of.length; j++) {
        of[j] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 5);
      }
    }
    rows[0][0] = 1 + random.nextInt(4);
    for (int j = 1; j < rows[1].length; j++) {
      rows[1][j] = Math.max(1, rows[1][j]);
    }
    return rows;
  }
}
