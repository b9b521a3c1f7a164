package io.ballast.balance.synthesis;

import io.ballast.stats.trees.GrownTree;
import io.ballast.stats.trees.Tree;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A tree whose nodes hold the levels of the training rows that they were grown on: its donors.
 *
 * <p>The donors of a node are {@code donors[from[node]]} to {@code donors[to[node] - 1]}; those of
 * a leaf ascend. Which donors of different trees were one row is not kept: a model is not the
 * table.
 *
 * @param tree asks the variables drawn before
 * @param donors levels, -1 is missing; not copied
 * @param from first donor of each node
 * @param to behind the last donor of each node
 * @param parent the node above, -1 for the root
 */
record DonorTree(Tree tree, int[] donors, int[] from, int[] to, int[] parent) {

  /**
   * Takes the levels of a grown tree's rows, of repeated ones once.
   *
   * @param codes level of each training row
   * @param lends whether rows of a level may be drawn, by level + 1
   */
  static DonorTree of(GrownTree grown, int[] codes, boolean[] lends) {
    Tree tree = grown.tree();
    int nodes = tree.nodes();
    int[] rows = grown.rows();
    int[] before = new int[rows.length + 1];
    int[] donors = new int[rows.length];
    int kept = 0;
    BitSet taken = new BitSet(codes.length);
    for (int i = 0; i < rows.length; i++) {
      before[i] = kept;
      int level = codes[rows[i]];
      if (lends[level + 1] && !taken.get(rows[i])) {
        taken.set(rows[i]);
        donors[kept++] = level;
      }
    }
    before[rows.length] = kept;
    int[] from = new int[nodes];
    int[] to = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      from[node] = before[grown.from(node)];
      to[node] = before[grown.to(node)];
      if (tree.isLeaf(node)) {
        Arrays.sort(donors, from[node], to[node]);
      }
    }
    return new DonorTree(tree, Arrays.copyOf(donors, kept), from, to, parents(tree));
  }

  /** A tree as a file gives it. */
  static DonorTree of(Tree tree, int[] donors, int[] from, int[] to) {
    for (int node = 0; node < tree.nodes(); node++) {
      if (from[node] < 0 || from[node] > to[node] || to[node] > donors.length) {
        throw new IllegalArgumentException(
            "node " + node + " has donors " + from[node] + " to " + to[node]);
      }
    }
    return new DonorTree(tree, donors, from, to, parents(tree));
  }

  private static int[] parents(Tree tree) {
    int[] parents = new int[tree.nodes()];
    parents[0] = -1;
    for (int node = 0; node < parents.length; node++) {
      if (!tree.isLeaf(node)) {
        parents[tree.leftChild(node)] = node;
        parents[tree.leftChild(node) + 1] = node;
      }
    }
    return parents;
  }

  /** Donors of a leaf that are below a level. */
  int below(int leaf, int level) {
    int low = from[leaf];
    int high = to[leaf];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (donors[middle] < level) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - from[leaf];
  }

  /** Number of donors of a node. */
  int size(int node) {
    return to[node] - from[node];
  }

  /** Whether a training row without a value is among the donors. */
  boolean lendsMissing() {
    return IntStream.of(donors).anyMatch(level -> level < 0);
  }

  /** The node itself, or the nearest above it that has donors. */
  int withDonors(int node) {
    int at = node;
    while (size(at) == 0 && parent[at] >= 0) {
      at = parent[at];
    }
    return at;
  }
}
