package io.ballast.balance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  private static byte[] column(int... bins) {
    byte[] column = new byte[bins.length];
    IntStream.range(0, bins.length).forEach(row -> column[row] = (byte) bins[row]);
    return column;
  }

  @Test
  void rowsOfARareCell_areRepeatedUntilItIsAsLarge() {
    Repeats repeats = Repeats.ofEqualCells(new byte[][] {column(1, 1, 2, 1, 1)}, 5);

    assertThat(repeats.rows()).containsExactly(0, 1, 2, 2, 2, 2, 3, 4);
    assertThat(repeats.most()).isEqualTo(4);
  }

  @Test
  void cells_areCombinationsAndBinsHaveNoSign() {
    Repeats repeats =
        Repeats.ofEqualCells(
            new byte[][] {column(1, 1, 1, 255, 1, 1), column(0, 0, 0, 0, 200, 200)}, 6);

    assertThat(repeats.rows()).containsExactly(0, 1, 2, 3, 3, 3, 4, 5);
    assertThat(repeats.most()).isEqualTo(3);
  }

  @Test
  void aRow_isRepeatedFiftyTimesAtMost() {
    int[] bins = IntStream.range(0, 1000).map(row -> row == 500 ? 2 : 1).toArray();

    Repeats repeats = Repeats.ofEqualCells(new byte[][] {column(bins)}, bins.length);

    assertThat(Arrays.stream(repeats.rows()).filter(row -> row == 500).count()).isEqualTo(50);
    assertThat(repeats.most()).isEqualTo(50);
  }

  @Test
  void manyRareCells_areNotRepeatedBeyondThreeTimesTheTable() {
    // one cell of 200 rows and 100 cells of 2
    int[] bins = IntStream.range(0, 400).map(row -> row < 200 ? 0 : 1 + (row - 200) / 2).toArray();

    Repeats repeats = Repeats.ofEqualCells(new byte[][] {column(bins)}, bins.length);

    assertThat(repeats.rows().length).isEqualTo(200 + 200 * 5);
    assertThat(repeats.most()).isEqualTo(5);
  }

  @Test
  void cellsOfOneSize_areTakenAsTheyAre() {
    assertThat(Repeats.ofEqualCells(new byte[][] {column(1, 2, 1, 2)}, 4).rows())
        .containsExactly(Repeats.none(4).rows());
  }
}
