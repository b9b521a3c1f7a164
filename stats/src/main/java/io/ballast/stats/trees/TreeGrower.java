package io.ballast.stats.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Grows one tree, best split first, on one thread: the result depends on its arguments only.
 *
 * <p>Where a leading column parts few rows from many, that split comes before others that gain
 * more: these would spread the few rows over nodes in which no split of so few can be proven any
 * more.
 *
 * <p>Rows of a node are a segment of one array, parted in place and in order, so that a grown tree
 * knows the rows of each of its nodes.
 */
final class TreeGrower {

  /** Rows that are few: fewer than so many leaves, and than this share of the node. */
  private static final int FEW_LEAVES = 50;

  private static final double FEW_SHARE = 0.1;

  private record Open(int node, int from, int to, int depth, Split split) {}

  private static final Comparator<Open> BEST_FIRST =
      Comparator.comparingDouble((Open open) -> -open.split().gain).thenComparingInt(Open::node);

  private final BinnedRows data;
  private final SplitSearch search;
  private final TreeSettings settings;
  private final int[] features;
  private final SplittableRandom random;

  private final Tree.Builder tree = new Tree.Builder();
  private final PriorityQueue<Open> open = new PriorityQueue<>(BEST_FIRST);
  private final int[] rows;
  private final int[] scratch;
  private int[] from = new int[16];
  private int[] to = new int[16];

  /**
   * Prepares.
   *
   * @param rows rows to grow on, repeated ones count twice; taken over and put into the tree's
   *     order
   * @param features columns that may be asked
   * @param seed for the columns of a split when the settings draw them
   */
  TreeGrower(
      BinnedRows data,
      SplitSearch search,
      TreeSettings settings,
      int[] rows,
      int[] features,
      long seed) {
    this.data = data;
    this.search = search;
    this.settings = settings;
    this.rows = rows;
    this.scratch = new int[rows.length];
    this.features = features.clone();
    this.random = new SplittableRandom(seed);
  }

  GrownTree grow() {
    consider(0, 0, rows.length, 0);
    int leaves = 1;
    while (leaves < settings.maxLeaves() && !open.isEmpty()) {
      Open next = open.remove();
      int middle = part(next);
      int left = tree.split(next.node(), next.split());
      consider(left, next.from(), middle, next.depth() + 1);
      consider(left + 1, middle, next.to(), next.depth() + 1);
      leaves++;
    }
    int nodes = tree.nodes();
    return new GrownTree(tree.build(), rows, Arrays.copyOf(from, nodes), Arrays.copyOf(to, nodes));
  }

  private void consider(int node, int first, int end, int depth) {
    if (node >= from.length) {
      from = Arrays.copyOf(from, from.length * 2);
      to = Arrays.copyOf(to, to.length * 2);
    }
    from[node] = first;
    to[node] = end;
    if (depth >= settings.maxDepth() || end - first < 2L * settings.minLeaf()) {
      return;
    }
    search.enter(rows, first, end);
    double required = search.requiredGain();
    if (required == Double.POSITIVE_INFINITY) {
      return;
    }
    Split leading = new Split();
    Split best = new Split();
    int tried = settings.featuresPerSplit() == 0 ? features.length : drawFeatures();
    for (int i = 0; i < tried; i++) {
      search.tryColumn(features[i], features[i] < settings.leading() ? leading : best);
    }
    boolean isRare =
        leading.gain >= required
            && leading.smaller < (long) FEW_LEAVES * settings.minLeaf()
            && leading.smaller < FEW_SHARE * (end - first);
    if (isRare || leading.gain >= best.gain) {
      best = leading;
    }
    if (best.exists() && best.gain >= required) {
      open.add(new Open(node, first, end, depth, best));
    }
  }

  /** Puts a random choice of columns first. */
  private int drawFeatures() {
    int wanted = Math.min(settings.featuresPerSplit(), features.length);
    for (int i = 0; i < wanted; i++) {
      int other = i + random.nextInt(features.length - i);
      int kept = features[i];
      features[i] = features[other];
      features[other] = kept;
    }
    return wanted;
  }

  private int part(Open node) {
    byte[] bins = data.bins(node.split().feature);
    boolean[] goesLeft = new boolean[BinnedRows.MAX_BINS];
    for (int bin = 0; bin < goesLeft.length; bin++) {
      goesLeft[bin] = node.split().goesLeft(bin);
    }
    int left = node.from();
    int right = 0;
    for (int i = node.from(); i < node.to(); i++) {
      int row = rows[i];
      if (goesLeft[bins[row] & 0xff]) {
        rows[left++] = row;
      } else {
        scratch[right++] = row;
      }
    }
    System.arraycopy(scratch, 0, rows, left, right);
    return left;
  }
}
