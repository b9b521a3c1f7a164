package io.ballast.stats.trees;

import java.util.Arrays;

/**
 * A binary tree over binned columns. Immutable.
 *
 * <p>Nodes are numbered from the root, 0; the children of a node have neighbouring numbers above
 * its own. Splits send bins to the left or the right; a bin that the node never saw goes where most
 * rows went (ordered columns: by its place).
 *
 * <p>As arrays, one entry for each node: {@code feature} (-1: leaf), {@code left} (number of the
 * left child, 0 for a leaf), {@code rule}: for an ordered column the last bin that goes left, plus
 * {@link #MISSING_LEFT} when missing values go left; for a categorical column -1 minus the position
 * of its bit set in {@code sets}, four words each.
 */
public final class Tree {

  static final int MISSING_LEFT = 1 << 16;

  private static final int SET_WORDS = BinnedRows.MAX_BINS / Long.SIZE;

  private final int[] feature;
  private final int[] left;
  private final int[] rule;
  private final long[] sets;

  private Tree(int[] feature, int[] left, int[] rule, long[] sets) {
    this.feature = feature;
    this.left = left;
    this.rule = rule;
    this.sets = sets;
  }

  /**
   * A tree of its arrays, as a file gives them.
   *
   * @throws IllegalArgumentException if they do not describe a tree over that many columns
   */
  public static Tree of(int[] feature, int[] left, int[] rule, long[] sets, int columns) {
    Tree tree = new Tree(feature.clone(), left.clone(), rule.clone(), sets.clone());
    tree.check(columns);
    return tree;
  }

  private void check(int columns) {
    int nodes = feature.length;
    if (nodes == 0
        || left.length != nodes
        || rule.length != nodes
        || sets.length % SET_WORDS != 0) {
      throw new IllegalArgumentException("arrays of different lengths are not a tree");
    }
    int[] parents = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      if (feature[node] < -1 || feature[node] >= columns) {
        throw new IllegalArgumentException("node " + node + " asks column " + feature[node]);
      }
      if (feature[node] == -1) {
        continue;
      }
      if (left[node] <= node || left[node] >= nodes - 1) {
        throw new IllegalArgumentException("node " + node + " has child " + left[node]);
      }
      if (rule[node] < 0 && (-1 - rule[node] + 1L) * SET_WORDS > sets.length) {
        throw new IllegalArgumentException("node " + node + " has bit set " + (-1 - rule[node]));
      }
      parents[left[node]]++;
      parents[left[node] + 1]++;
    }
    for (int node = 1; node < nodes; node++) {
      if (parents[node] != 1) {
        throw new IllegalArgumentException("node " + node + " has " + parents[node] + " parents");
      }
    }
  }

  /** Number of nodes, leaves included. */
  public int nodes() {
    return feature.length;
  }

  /** Whether the node is a leaf. */
  public boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  /** The left child of a node that is no leaf; the right one has the next number. */
  public int leftChild(int node) {
    return left[node];
  }

  /** The column that a node asks; -1 for a leaf. */
  public int featureOf(int node) {
    return feature[node];
  }

  /** The leaf of a row. */
  public int leafOf(BinnedRows rows, int row) {
    int node = 0;
    while (feature[node] >= 0) {
      node = next(node, rows.bins(feature[node])[row] & 0xff);
    }
    return node;
  }

  private int next(int node, int bin) {
    int code = rule[node];
    boolean goesLeft;
    if (code < 0) {
      int set = (-1 - code) * SET_WORDS;
      goesLeft = (sets[set + (bin >> 6)] >>> bin & 1) != 0;
    } else if (bin == 0) {
      goesLeft = (code & MISSING_LEFT) != 0;
    } else {
      goesLeft = bin <= (code & 0xff);
    }
    return goesLeft ? left[node] : left[node] + 1;
  }

  /** A copy of the array of columns. */
  public int[] features() {
    return feature.clone();
  }

  /** A copy of the array of left children. */
  public int[] leftChildren() {
    return left.clone();
  }

  /** A copy of the array of rules. */
  public int[] rules() {
    return rule.clone();
  }

  /** A copy of the bit sets. */
  public long[] sets() {
    return sets.clone();
  }

  /** Takes nodes one by one while a tree grows. */
  static final class Builder {
    private int[] feature = new int[16];
    private int[] left = new int[16];
    private int[] rule = new int[16];
    private long[] sets = new long[0];
    private int nodes;
    private int words;

    Builder() {
      addLeaf();
    }

    private int addLeaf() {
      if (nodes == feature.length) {
        feature = Arrays.copyOf(feature, nodes * 2);
        left = Arrays.copyOf(left, nodes * 2);
        rule = Arrays.copyOf(rule, nodes * 2);
      }
      feature[nodes] = -1;
      return nodes++;
    }

    /** Makes a leaf a split with two new leaves; returns the left one's number. */
    int split(int node, Split split) {
      int child = addLeaf();
      addLeaf();
      feature[node] = split.feature;
      left[node] = child;
      long[] set = split.leftBins;
      if (set == null) {
        rule[node] = split.threshold | (split.missingLeft ? MISSING_LEFT : 0);
        return child;
      }
      if (words + SET_WORDS > sets.length) {
        sets = Arrays.copyOf(sets, Math.max(16 * SET_WORDS, sets.length * 2));
      }
      System.arraycopy(set, 0, sets, words, SET_WORDS);
      rule[node] = -1 - words / SET_WORDS;
      words += SET_WORDS;
      return child;
    }

    int nodes() {
      return nodes;
    }

    Tree build() {
      return new Tree(
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(left, nodes),
          Arrays.copyOf(rule, nodes),
          Arrays.copyOf(sets, words));
    }
  }
}
