package io.ballast.stats.trees;

/**
 * A tree with the rows that it was grown on.
 *
 * <p>The rows of a node, inner nodes included, are {@code rows()[from(node)]} to {@code
 * rows()[to(node) - 1]}.
 */
public final class GrownTree {

  private final Tree tree;
  private final int[] rows;
  private final int[] from;
  private final int[] to;

  GrownTree(Tree tree, int[] rows, int[] from, int[] to) {
    this.tree = tree;
    this.rows = rows;
    this.from = from;
    this.to = to;
  }

  /** The tree. */
  public Tree tree() {
    return tree;
  }

  /** Row numbers, those of a node together; not copied. */
  public int[] rows() {
    return rows;
  }

  /** Position in {@link #rows} of the first row of a node. */
  public int from(int node) {
    return from[node];
  }

  /** Position in {@link #rows} behind the last row of a node. */
  public int to(int node) {
    return to[node];
  }
}
