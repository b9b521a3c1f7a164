package io.ballast.stats.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {

  @Test
  void treeOfArrays_sendsRowsAsWritten() {
    // column 0 up to bin 2 and missing: leaf 1; else column 1, bins 1 and 200: leaf 3, others leaf
    // 4
    long[] set = new long[4];
    set[0] = 1L << 1;
    set[200 >> 6] |= 1L << 200;
    Tree tree =
        Tree.of(
            new int[] {0, -1, 1, -1, -1},
            new int[] {1, 0, 3, 0, 0},
            new int[] {2 | Tree.MISSING_LEFT, 0, -1, 0, 0},
            set,
            2);
    BinnedRows data =
        new BinnedRows(
            4,
            List.of(
                new BinnedColumn(new byte[] {0, 2, 3, (byte) 250}, 256, true),
                new BinnedColumn(new byte[] {5, 5, (byte) 200, 0}, 256, false)));
    assertThat(
            List.of(
                tree.leafOf(data, 0),
                tree.leafOf(data, 1),
                tree.leafOf(data, 2),
                tree.leafOf(data, 3)))
        .containsExactly(1, 1, 3, 4);
    Tree again = Tree.of(tree.features(), tree.leftChildren(), tree.rules(), tree.sets(), 2);
    assertThat(again.leafOf(data, 2)).isEqualTo(3);
  }

  @Test
  void arraysThatAreNoTree_areRefused() {
    assertThatThrownBy(() -> tree(new int[] {0, -1, -1}, new int[] {0, 0, 0}))
        .hasMessage("node 0 has child 0");
    assertThatThrownBy(() -> tree(new int[] {7, -1, -1}, new int[] {1, 0, 0}))
        .hasMessage("node 0 asks column 7");
    assertThatThrownBy(() -> tree(new int[] {0, -1, -1, -1}, new int[] {1, 0, 0, 0}))
        .hasMessage("node 3 has 0 parents");
    assertThatThrownBy(() -> tree(new int[] {0, 0, -1, -1}, new int[] {1, 2, 0, 0}))
        .hasMessage("node 2 has 2 parents");
    assertThatThrownBy(() -> tree(new int[] {}, new int[] {}))
        .hasMessage("arrays of different lengths are not a tree");
    assertThatThrownBy(
            () ->
                Tree.of(
                    new int[] {0, -1, -1},
                    new int[] {1, 0, 0},
                    new int[] {-1, 0, 0},
                    new long[0],
                    1))
        .hasMessage("node 0 has bit set 0");
  }

  private static Tree tree(int[] feature, int[] left) {
    return Tree.of(feature, left, new int[feature.length], new long[0], 1);
  }
}
