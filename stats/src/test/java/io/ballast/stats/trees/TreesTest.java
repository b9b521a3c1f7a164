package io.ballast.stats.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreesTest {

  /** Enough rows to be counted by bin and class before a split is sought, and too few for it. */
  private static final int[] ROWS = {60, 20};

  @Test
  void splitOfOrderedColumn_isTheBestOfAll() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = ROWS[seed % 2];
      byte[] bins = randomBins(random, rows, 7);
      int[] classes = random.ints(rows, 0, 4).toArray();
      double best = 0;
      for (int threshold = 1; threshold < 7; threshold++) {
        for (boolean missingLeft : new boolean[] {false, true}) {
          long left = missingLeft ? 1 : 0;
          for (int bin = 1; bin <= threshold; bin++) {
            left |= 1L << bin;
          }
          best = Math.max(best, gain(bins, classes, 4, left, 5));
        }
      }
      assertThat(rootGain(bins, 7, true, classes, 4, 5))
          .as("seed " + seed)
          .isCloseTo(best, within(1e-9));
    }
  }

  @Test
  void splitOfCategoricalColumn_isTheBestOfAllSubsetsForTwoClasses() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = ROWS[seed % 2];
      byte[] bins = randomBins(random, rows, 6);
      int[] classes = random.ints(rows, 0, 2).toArray();
      double best = 0;
      for (long subset = 1; subset < 1 << 6; subset++) {
        best = Math.max(best, gain(bins, classes, 2, subset, 1));
      }
      assertThat(rootGain(bins, 6, false, classes, 2, 1))
          .as("seed " + seed)
          .isCloseTo(best, within(1e-9));
    }
  }

  @Test
  void splitOfCategoricalColumn_findsTwoGroupsAmongManyClasses() {
    int rows = 1200;
    SplittableRandom random = new SplittableRandom(5);
    byte[] bins = new byte[rows];
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      bins[row] = (byte) (1 + random.nextInt(12));
      boolean odd = (bins[row] & 1) == 1;
      classes[row] = random.nextInt(5) + (odd ? 0 : 5);
    }
    BinnedRows data = new BinnedRows(rows, List.of(new BinnedColumn(bins, 13, false)));
    GrownTree grown =
        Trees.forClasses(
            data,
            new ClassTarget(classes, 10, false),
            new TreeSettings(2, 9, 10, 0, 0),
            IntStream.range(0, rows).toArray(),
            new int[] {0},
            1);
    int left = grown.tree().leafOf(data, indexOf(bins, 1));
    for (int bin = 1; bin <= 12; bin++) {
      boolean together = grown.tree().leafOf(data, indexOf(bins, bin)) == left;
      assertThat(together).as("bin " + bin).isEqualTo(bin % 2 == 1);
    }
  }

  @Test
  void rowsCountedByBinAndClass_giveTheSameSplitAsRowsOneByOne() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean ordered = seed % 2 == 0;
      byte[] bins = randomBins(random, 300, 12);
      int[] classes = new int[300];
      for (int row = 0; row < 300; row++) {
        classes[row] = (bins[row] * 5 % 7 + random.nextInt(3)) % 6;
      }
      // with more classes declared the cells are too many, and rows are moved one by one
      assertThat(rootGain(bins, 12, ordered, classes, 6, 5))
          .as("seed " + seed)
          .isCloseTo(rootGain(bins, 12, ordered, classes, 60, 5), within(1e-9));
    }
  }

  @Test
  void rowsOfEachNode_areThoseThatTheTreeSendsThere() {
    SplittableRandom random = new SplittableRandom(11);
    int rows = 500;
    BinnedRows data =
        new BinnedRows(
            rows,
            List.of(
                new BinnedColumn(randomBins(random, rows, 40), 40, true),
                new BinnedColumn(randomBins(random, rows, 9), 9, false)));
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      classes[row] = ((data.bins(0)[row] & 0xff) / 10 + (data.bins(1)[row] & 0xff)) % 5;
    }
    GrownTree grown =
        Trees.forClasses(
            data,
            new ClassTarget(classes, 5, false),
            TreeSettings.unlimited(10, 0),
            IntStream.range(0, rows).toArray(),
            new int[] {0, 1},
            1);
    Tree tree = grown.tree();
    int[] seen = new int[rows];
    for (int node = 0; node < tree.nodes(); node++) {
      if (!tree.isLeaf(node)) {
        int child = tree.leftChild(node);
        assertThat(grown.from(child)).isEqualTo(grown.from(node));
        assertThat(grown.to(child)).isEqualTo(grown.from(child + 1));
        assertThat(grown.to(child + 1)).isEqualTo(grown.to(node));
        continue;
      }
      assertThat(grown.to(node) - grown.from(node)).isGreaterThanOrEqualTo(10);
      for (int i = grown.from(node); i < grown.to(node); i++) {
        assertThat(tree.leafOf(data, grown.rows()[i])).isEqualTo(node);
        seen[grown.rows()[i]]++;
      }
    }
    assertThat(seen).containsOnly(1);
    assertThat(tree.nodes()).isGreaterThan(10);
  }

  @Test
  void penaltyOfOne_seldomSplitsNoise() {
    int split = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = 400;
      BinnedRows data =
          new BinnedRows(rows, List.of(new BinnedColumn(randomBins(random, rows, 20), 20, true)));
      GrownTree grown =
          Trees.forClasses(
              data,
              new ClassTarget(random.ints(rows, 0, 5).toArray(), 5, true),
              TreeSettings.unlimited(5, 1),
              IntStream.range(0, rows).toArray(),
              new int[] {0},
              1);
      split += grown.tree().nodes() > 1 ? 1 : 0;
    }
    assertThat(split).isLessThanOrEqualTo(4);
  }

  @Test
  void missingValues_goWhereTheirClassIs() {
    byte[] bins = new byte[300];
    int[] classes = new int[300];
    for (int row = 0; row < 300; row++) {
      bins[row] = (byte) (row % 3 == 0 ? 0 : 1 + row % 7);
      classes[row] = bins[row] == 0 || bins[row] >= 4 ? 1 : 0;
    }
    BinnedRows data = new BinnedRows(300, List.of(new BinnedColumn(bins, 8, true)));
    GrownTree grown =
        Trees.forClasses(
            data,
            new ClassTarget(classes, 2, false),
            TreeSettings.unlimited(1, 0),
            IntStream.range(0, 300).toArray(),
            new int[] {0},
            1);
    assertThat(grown.tree().nodes()).isEqualTo(3);
    assertThat(grown.tree().leafOf(data, indexOf(bins, 0)))
        .isEqualTo(grown.tree().leafOf(data, indexOf(bins, 7)));
  }

  @Test
  void fewRows_arePartedByALeadingColumnBeforeOthersSpreadThem() {
    int rows = 4000;
    byte[] few = new byte[rows];
    byte[] other = new byte[rows];
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      boolean isFew = row % 40 == 0;
      few[row] = (byte) (isFew ? 2 : 1);
      other[row] = (byte) (1 + row / 40 % 20);
      classes[row] = isFew ? other[row] / 8 : other[row];
    }
    BinnedRows data =
        new BinnedRows(
            rows, List.of(new BinnedColumn(few, 3, false), new BinnedColumn(other, 21, false)));
    TreeSettings settings = TreeSettings.unlimited(10, 0.35);

    Tree usual = tree(data, classes, settings);
    Tree led = tree(data, classes, settings.leading(1));

    // row 40 is as row 41 but for the first column
    assertThat(usual.leafOf(data, 40)).isEqualTo(usual.leafOf(data, 41));
    for (int row = 0; row < rows; row += 40) {
      assertThat(led.leafOf(data, row)).isNotEqualTo(led.leafOf(data, row + 1));
    }
  }

  @Test
  void leadingColumnThatTellsNothing_isNotAsked() {
    int rows = 4000;
    byte[] few = new byte[rows];
    byte[] other = new byte[rows];
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      few[row] = (byte) (row % 40 == 0 ? 2 : 1);
      other[row] = (byte) (1 + row / 40 % 20);
      classes[row] = other[row];
    }
    BinnedRows data =
        new BinnedRows(
            rows, List.of(new BinnedColumn(few, 3, false), new BinnedColumn(other, 21, false)));

    Tree led = tree(data, classes, TreeSettings.unlimited(10, 0.35).leading(1));

    for (int row = 0; row < rows; row += 40) {
      assertThat(led.leafOf(data, row)).isEqualTo(led.leafOf(data, row + 1));
    }
  }

  private static Tree tree(BinnedRows data, int[] classes, TreeSettings settings) {
    return Trees.forClasses(
            data,
            new ClassTarget(classes, 21, false),
            settings,
            IntStream.range(0, data.rows()).toArray(),
            new int[] {0, 1},
            1)
        .tree();
  }

  private static double rootGain(
      byte[] bins, int size, boolean ordered, int[] classes, int classCount, int minLeaf) {
    BinnedRows data = new BinnedRows(bins.length, List.of(new BinnedColumn(bins, size, ordered)));
    GrownTree grown =
        Trees.forClasses(
            data,
            new ClassTarget(classes, classCount, false),
            new TreeSettings(2, 9, minLeaf, 0, 0),
            IntStream.range(0, bins.length).toArray(),
            new int[] {0},
            1);
    if (grown.tree().nodes() == 1) {
      return 0;
    }
    long left = 0;
    for (int i = grown.from(1); i < grown.to(1); i++) {
      left |= 1L << bins[grown.rows()[i]];
    }
    return gain(bins, classes, classCount, left, 1);
  }

  /** G of a split, straight from its definition. */
  private static double gain(byte[] bins, int[] classes, int classCount, long left, int minLeaf) {
    double[][] counts = new double[2][classCount];
    int[] sizes = new int[2];
    for (int row = 0; row < bins.length; row++) {
      int side = (left >> bins[row] & 1) == 1 ? 0 : 1;
      counts[side][classes[row]]++;
      sizes[side]++;
    }
    if (sizes[0] < minLeaf || sizes[1] < minLeaf) {
      return 0;
    }
    double gain = 0;
    for (int side = 0; side < 2; side++) {
      for (int k = 0; k < classCount; k++) {
        if (counts[side][k] > 0) {
          double whole = (counts[0][k] + counts[1][k]) / bins.length;
          gain += counts[side][k] * Math.log(counts[side][k] / sizes[side] / whole);
        }
      }
    }
    return gain;
  }

  private static byte[] randomBins(SplittableRandom random, int rows, int size) {
    byte[] bins = new byte[rows];
    for (int row = 0; row < rows; row++) {
      bins[row] = (byte) random.nextInt(size);
    }
    return bins;
  }

  private static int indexOf(byte[] bins, int bin) {
    return IntStream.range(0, bins.length)
        .filter(row -> bins[row] == bin)
        .findFirst()
        .orElseThrow();
  }
}
