package io.ballast.stats.sketch;

import io.ballast.stats.State;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Ranks and quantiles of a stream of doubles: KLL (Z. Karnin, K. Lang and E. Liberty, "Optimal
 * quantile approximation in streams", 2016).
 *
 * <p>A value of level h stands for 2^h values. A full level is sorted and every other value of it
 * rises to the next; which half rises is drawn from the seed, so that the same stream and seed give
 * the same bytes. Memory is about 3 k doubles and grows with the logarithm of the rows only. NaN is
 * counted and left out. Not thread-safe.
 *
 * <p>Error: with probability 0.99 the share of values at most x is off by less than {@link
 * #rankError()}, for one x that does not depend on the draws; the least and the greatest value are
 * exact.
 *
 * <p>Bytes, little-endian: "BQS1", int k, long state of the generator, long rows, long NaN values,
 * double least, double greatest, int levels, int size of each level, then the doubles of level 0,
 * level 1 and so on.
 */
public final class QuantileSketch implements State<QuantileSketch> {
  private static final int MAGIC = 0x31535142; // BQS1
  private static final int SMALLEST_LEVEL = 8;
  private static final double SHRINK = 2.0 / 3;
  private static final int MAX_LEVELS = 61;
  private static final int MIN_K = 8;
  private static final int MAX_K = 1 << 16;

  /** Error times k^0.9 at 99%, measured: {@code QuantileSketchTest}. */
  private static final double ERROR = 2.0;

  private static final double ERROR_POWER = 0.9;

  private final int k;
  private long random;
  private long rows;
  private long notNumbers;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Level h is items[start[h]] to items[start[h + 1]]; level 0 grows downwards to 0. */
  private double[] items;

  private int[] start;
  private int levels = 1;

  /** Values that each level holds before it is compacted, for the present number of levels. */
  private int[] capacities;

  /** Holds what rises during a compaction. */
  private double[] risen = new double[0];

  /**
   * An empty sketch.
   *
   * @param k accuracy, 8 to 65,536; 200 gives a rank error of 1.7%
   * @param seed of the draws
   * @throws IllegalArgumentException if k is out of range
   */
  public QuantileSketch(int k, long seed) {
    if (k < MIN_K || k > MAX_K) {
      throw new IllegalArgumentException("k is " + k + ", from 8 to 65536 are possible, try 200");
    }
    this.k = k;
    this.random = seed;
    this.items = new double[k];
    this.start = new int[] {k, k};
    this.capacities = capacities(1);
  }

  /** Adds one value; NaN is counted only. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      notNumbers++;
      return;
    }
    if (start[0] == 0) {
      makeRoom();
    }
    rows++;
    // Only where the ends may change: the exact minimum tells 0.0 from -0.0 and costs more.
    if (value <= min) {
      min = Math.min(min, value);
    }
    if (value >= max) {
      max = Math.max(max, value);
    }
    items[--start[0]] = value;
  }

  private int[] capacities(int of) {
    int[] all = new int[of];
    for (int level = 0; level < of; level++) {
      all[level] = Math.max(SMALLEST_LEVEL, (int) Math.ceil(k * Math.pow(SHRINK, of - 1 - level)));
    }
    return all;
  }

  private int size(int level) {
    return start[level + 1] - start[level];
  }

  /**
   * Compacts the lowest full level; a new level on top makes room when only the topmost is full.
   */
  private void makeRoom() {
    int level = 0;
    while (level < levels - 1 && size(level) < capacities[level]) {
      level++;
    }
    if (level == levels - 1) {
      addLevel();
    } else {
      compact(level);
    }
  }

  private void addLevel() {
    if (levels == MAX_LEVELS) {
      throw new IllegalStateException(rows + " rows, a sketch counts up to 2^61");
    }
    capacities = capacities(levels + 1);
    int used = items.length - start[0];
    int length = Math.max(wanted(), used);
    double[] wider = new double[length];
    System.arraycopy(items, start[0], wider, length - used, used);
    int shift = length - items.length;
    int[] moved = new int[levels + 2];
    for (int level = 0; level <= levels; level++) {
      moved[level] = start[level] + shift;
    }
    moved[levels + 1] = moved[levels];
    items = wider;
    start = moved;
    levels++;
  }

  /** Moves half of a level up and closes the gap; an odd value stays. */
  private void compact(int level) {
    int bottom = start[0];
    int from = start[level];
    int end = start[level + 1];
    int odd = (end - from) & 1;
    if (level == 0) {
      Arrays.sort(items, from, end);
    }
    int half = (end - from) / 2;
    int first = from + odd + (nextBit() ? 1 : 0);
    if (risen.length < half) {
      risen = new double[half];
    }
    for (int i = 0; i < half; i++) {
      risen[i] = items[first + 2 * i];
    }
    double kept = items[from];
    int above = start[level + 2] - end;
    int target = end - half;
    merge(half, end, above, target);
    start[level + 1] = target;
    start[level] = target - odd;
    if (odd == 1) {
      items[target - 1] = kept;
    }
    int moved = start[level] - from;
    System.arraycopy(items, bottom, items, bottom + moved, from - bottom);
    for (int lower = 0; lower < level; lower++) {
      start[lower] += moved;
    }
  }

  /** Merges what has risen with the level above, which begins right after the gap. */
  private void merge(int rising, int aboveFrom, int above, int target) {
    int aboveEnd = aboveFrom + above;
    int i = 0;
    int j = aboveFrom;
    for (int place = target; i < rising; place++) {
      items[place] = j < aboveEnd && items[j] < risen[i] ? items[j++] : risen[i++];
    }
  }

  private boolean nextBit() {
    random += Hash.STEP;
    return (Hash.mix(random) & 1) == 1;
  }

  @Override
  public void merge(QuantileSketch other) {
    if (other.k != k) {
      throw new IllegalArgumentException(
          "sketches of k " + k + " and " + other.k + " cannot be merged, use one k");
    }
    notNumbers += other.notNumbers;
    if (other.rows == 0) {
      return;
    }
    long together = rows + other.rows;
    random ^= Hash.mix(other.random);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    while (levels < other.levels) {
      addLevel();
    }
    double[][] parts = new double[levels][];
    int total = 0;
    for (int level = 0; level < levels; level++) {
      double[] own = Arrays.copyOfRange(items, start[level], start[level + 1]);
      if (level < other.levels) {
        int more = other.size(level);
        double[] both = Arrays.copyOf(own, own.length + more);
        System.arraycopy(other.items, other.start[level], both, own.length, more);
        if (level > 0) {
          Arrays.sort(both);
        }
        own = both;
      }
      parts[level] = own;
      total += own.length;
    }
    lay(parts, total);
    rows = together;
    shrink();
  }

  private void lay(double[][] parts, int total) {
    int room = Math.max(total, wanted());
    items = new double[room];
    int at = room - total;
    for (int level = 0; level < levels; level++) {
      start[level] = at;
      System.arraycopy(parts[level], 0, items, at, parts[level].length);
      at += parts[level].length;
    }
    start[levels] = at;
  }

  private int wanted() {
    return Arrays.stream(capacities).sum();
  }

  private void shrink() {
    while (items.length - start[0] > wanted()) {
      makeRoom();
    }
    int used = items.length - start[0];
    int room = Math.max(used, wanted());
    if (room < items.length) {
      int shift = items.length - room;
      items = Arrays.copyOfRange(items, shift, items.length);
      for (int level = 0; level <= levels; level++) {
        start[level] -= shift;
      }
    }
  }

  /** Values added, without NaN. */
  public long rows() {
    return rows;
  }

  /** How many NaN were added. */
  public long notNumbers() {
    return notNumbers;
  }

  /** The least value, exact; NaN without rows. */
  public double min() {
    return rows == 0 ? Double.NaN : min;
  }

  /** The greatest value, exact; NaN without rows. */
  public double max() {
    return rows == 0 ? Double.NaN : max;
  }

  /** How far a share may be off, with probability 0.99. */
  public double rankError() {
    return levels == 1 ? 0 : ERROR / Math.pow(k, ERROR_POWER);
  }

  /** The share of the values at most {@code x}, in [0, 1]; NaN without rows. */
  public double share(double x) {
    if (rows == 0) {
      return Double.NaN;
    }
    double below = 0;
    for (int level = 0; level < levels; level++) {
      long count = 0;
      for (int at = start[level]; at < start[level + 1]; at++) {
        count += items[at] <= x ? 1 : 0;
      }
      below += count * (double) (1L << level);
    }
    return below / rows;
  }

  /**
   * The smallest value kept whose share of values at most it is at least {@code share}.
   *
   * @param share in [0, 1]; 0 and 1 give the exact ends
   * @return NaN without rows
   * @throws IllegalArgumentException if the share is out of range
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in [0, 1]");
    }
    if (rows == 0 || share == 0 || share == 1) {
      return share == 0 ? min() : max();
    }
    double[][] sorted = sorted();
    double wanted = share * rows;
    double sum = 0;
    for (int i = 0; i < sorted[0].length; i++) {
      sum += sorted[1][i];
      if (sum >= wanted) {
        return sorted[0][i];
      }
    }
    return max;
  }

  /** The values kept in rising order, and how many rows each stands for. */
  public double[][] sorted() {
    int used = items.length - start[0];
    record Kept(double value, long weight) {}
    Kept[] kept = new Kept[used];
    int at = 0;
    for (int level = 0; level < levels; level++) {
      for (int i = start[level]; i < start[level + 1]; i++) {
        kept[at++] = new Kept(items[i], 1L << level);
      }
    }
    Arrays.sort(kept, (a, b) -> Double.compare(a.value, b.value));
    double[][] sorted = new double[2][used];
    for (int i = 0; i < used; i++) {
      sorted[0][i] = kept[i].value;
      sorted[1][i] = kept[i].weight;
    }
    return sorted;
  }

  /** The state in the layout above. */
  public byte[] toBytes() {
    int used = items.length - start[0];
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 4 + 5 * 8 + 4 + 4 * levels + 8 * used)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(k).putLong(random).putLong(rows).putLong(notNumbers);
    bytes.putDouble(min).putDouble(max).putInt(levels);
    for (int level = 0; level < levels; level++) {
      bytes.putInt(size(level));
    }
    for (int at = start[0]; at < items.length; at++) {
      bytes.putDouble(items[at]);
    }
    return bytes.array();
  }

  /**
   * Reads what {@link #toBytes} has written.
   *
   * @throws IllegalArgumentException if the bytes are no sketch of this kind
   */
  public static QuantileSketch of(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (bytes.getInt() != MAGIC) {
        throw new IllegalArgumentException(
            "the bytes are no quantile sketch, they begin otherwise");
      }
      QuantileSketch sketch = new QuantileSketch(bytes.getInt(), bytes.getLong());
      sketch.rows = bytes.getLong();
      sketch.notNumbers = bytes.getLong();
      sketch.min = bytes.getDouble();
      sketch.max = bytes.getDouble();
      sketch.read(bytes);
      return sketch;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes of a quantile sketch are cut off", e);
    }
  }

  private void read(ByteBuffer bytes) {
    int count = bytes.getInt();
    if (count < 1 || count > MAX_LEVELS) {
      throw new IllegalArgumentException(count + " levels, a sketch has 1 to " + MAX_LEVELS);
    }
    levels = count;
    capacities = capacities(levels);
    start = new int[levels + 1];
    int[] sizes = new int[levels];
    long total = 0;
    long standing = 0;
    for (int level = 0; level < levels; level++) {
      sizes[level] = bytes.getInt();
      total += sizes[level];
      standing += (long) sizes[level] << level;
      if (sizes[level] < 0) {
        throw new IllegalArgumentException("a level of " + sizes[level] + " values is damaged");
      }
    }
    if (total * 8 != bytes.remaining() || standing != rows) {
      throw new IllegalArgumentException(
          total + " values for " + rows + " rows, the bytes of the sketch are damaged");
    }
    double[][] parts = new double[levels][];
    for (int level = 0; level < levels; level++) {
      parts[level] = new double[sizes[level]];
      for (int i = 0; i < sizes[level]; i++) {
        parts[level][i] = bytes.getDouble();
      }
    }
    lay(parts, (int) total);
  }
}
