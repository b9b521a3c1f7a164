package io.ballast.stats.bins;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Finds the bins of a numeric column from its reference (statistics.md 9.1): one bin for each value
 * when there are at most 20, else a bin for each heavy value and intervals between quantiles of the
 * rest, with open ends.
 *
 * <p>A {@link Ladder} may not know values that an edge depends on; then the answer is empty and the
 * ladder wants their gaps: collect them and ask again.
 */
public final class QuantileBins {

  /** Up to this many distinct values have a bin each. */
  public static final int MAX_VALUES = 20;

  /** From this share on a value is heavy and has a bin of its own. */
  public static final double HEAVY_SHARE = 0.2;

  /** Rows that an interval needs. */
  private static final int ROWS_PER_INTERVAL = 20;

  /** Weighted shares are sums of doubles; a share this close below a bound has reached it. */
  private static final double TOLERANCE = 1 - 1e-12;

  private final Ladder ladder;
  private final SortedCounts reference;
  private final Mass mass;
  private final boolean[] heavy;
  private boolean wanting;

  private QuantileBins(Ladder ladder, SortedCounts reference, Mass mass) {
    this.ladder = ladder;
    this.reference = reference;
    this.mass = mass;
    this.heavy = new boolean[reference.size()];
  }

  /**
   * Bins at the quantiles i/k of all rows (type 7, linear between neighbours, as numpy's default).
   *
   * @param ladder the reference
   * @param maxBins number of intervals aimed at, at least 2; k is less when there are fewer than 20
   *     rows for each
   * @return empty while the ladder wants values
   */
  public static Optional<NumericBins> plain(Ladder ladder, int maxBins) {
    SortedCounts reference = SortedCounts.of(ladder);
    double[] ones = new double[reference.classes()];
    Arrays.fill(ones, 1);
    QuantileBins search = new QuantileBins(ladder, reference, new ClassMass(reference, ones));
    return search.find(maxBins, true);
  }

  /**
   * Bins at the weighted quantiles of the rows that have a class: edge i is the least value whose
   * cumulative weighted share is at least i/k.
   *
   * @param ladder the reference; its classes beyond the weights are left out
   * @param weights weight of each class
   * @param maxBins as in {@link #plain}
   * @return empty while the ladder wants values
   */
  public static Optional<NumericBins> classWeighted(Ladder ladder, double[] weights, int maxBins) {
    SortedCounts reference = SortedCounts.of(ladder);
    QuantileBins search = new QuantileBins(ladder, reference, new ClassMass(reference, weights));
    return search.find(maxBins, false);
  }

  /**
   * Bins at the quantiles of the event weights of class 0, which holds the rows with a weight above
   * 0.
   *
   * @param ladder the reference, with event weights
   * @param maxBins as in {@link #plain}
   * @return empty while the ladder wants values
   */
  public static Optional<NumericBins> eventWeighted(Ladder ladder, int maxBins) {
    SortedCounts reference = SortedCounts.of(ladder);
    return new QuantileBins(ladder, reference, new EventMass(reference)).find(maxBins, false);
  }

  /**
   * The distance between the quartiles of all rows (type 7).
   *
   * @param ladder whose values are all known
   * @return NaN while values are not known or there are none
   */
  public static double interquartileRange(Ladder ladder) {
    SortedCounts reference = SortedCounts.of(ladder);
    double[] ones = new double[reference.classes()];
    Arrays.fill(ones, 1);
    QuantileBins search = new QuantileBins(ladder, reference, new ClassMass(reference, ones));
    double[] quartiles = search.interpolatedEdges(4, ladder.rows() - ladder.missing());
    return quartiles[2] - quartiles[0];
  }

  private Optional<NumericBins> find(int maxBins, boolean interpolated) {
    Optional<double[]> values = fewValues();
    if (wanting) {
      return Optional.empty();
    }
    if (values.isPresent()) {
      return Optional.of(NumericBins.values(values.get()));
    }
    double[] points = heavyPoints();
    if (wanting) {
      return Optional.empty();
    }
    long rows = 0;
    for (int entry = 0; entry < reference.size(); entry++) {
      rows += heavy[entry] ? 0 : mass.rows(entry);
    }
    int parts = (int) Math.max(2, Math.min(maxBins, rows / ROWS_PER_INTERVAL));
    double[] edges = interpolated ? interpolatedEdges(parts, rows) : cumulativeEdges(parts);
    if (wanting) {
      return Optional.empty();
    }
    double[] kept =
        DoubleStream.of(edges).filter(Double::isFinite).map(e -> e + 0.0).distinct().toArray();
    return Optional.of(NumericBins.intervals(kept, points));
  }

  /** The distinct values when there are at most {@link #MAX_VALUES}. */
  private Optional<double[]> fewValues() {
    int exact = 0;
    for (int entry = 0; entry < reference.size() && exact <= MAX_VALUES; entry++) {
      exact += mass.rows(entry) > 0 && !reference.isGap(entry) ? 1 : 0;
    }
    if (exact > MAX_VALUES) {
      return Optional.empty();
    }
    double[] values = new double[exact];
    int next = 0;
    for (int entry = 0; entry < reference.size(); entry++) {
      if (mass.rows(entry) > 0 && reference.isGap(entry)) {
        want(entry);
      } else if (mass.rows(entry) > 0) {
        values[next++] = reference.low(entry);
      }
    }
    return Optional.of(values);
  }

  private double[] heavyPoints() {
    mass.restart();
    for (int entry = 0; entry < reference.size(); entry++) {
      mass.pass(entry);
    }
    double bound = HEAVY_SHARE * TOLERANCE * mass.passed();
    DoubleStream.Builder points = DoubleStream.builder();
    for (int entry = 0; entry < reference.size(); entry++) {
      if (mass.rows(entry) == 0 || mass.of(entry) < bound) {
        continue;
      }
      if (reference.isGap(entry)) {
        want(entry);
      } else {
        heavy[entry] = true;
        points.add(reference.low(entry));
      }
    }
    return points.build().toArray();
  }

  /* Positions are rational numbers, (rows - 1) * i / parts: in doubles a quantile that falls on a value could come out
  one rounding above it and put all rows of that value into the bin below. */
  private double[] interpolatedEdges(int parts, long rows) {
    long[] upTo = new long[reference.size()];
    long light = 0;
    for (int entry = 0; entry < upTo.length; entry++) {
      light += heavy[entry] ? 0 : mass.rows(entry);
      upTo[entry] = light;
    }
    double[] edges = new double[parts - 1];
    for (int i = 1; i < parts; i++) {
      long position = Math.multiplyExact(rows - 1, (long) i);
      long whole = Math.floorDiv(position, (long) parts);
      double fraction = (double) Math.floorMod(position, (long) parts) / parts;
      double below = valueAtRank(upTo, whole);
      double above = fraction == 0 ? below : valueAtRank(upTo, whole + 1);
      edges[i - 1] = between(below, above, fraction);
    }
    return edges;
  }

  private static double between(double below, double above, double fraction) {
    if (below == above) {
      return below;
    }
    double difference = above - below;
    return fraction < 0.5 ? below + difference * fraction : above - difference * (1 - fraction);
  }

  /**
   * The value of the row with that rank.
   *
   * @param upTo rows up to each entry, this one included
   */
  private double valueAtRank(long[] upTo, long rank) {
    int low = 0;
    int high = upTo.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == upTo.length ? Double.NaN : valueOf(low);
  }

  private double[] cumulativeEdges(int parts) {
    mass.restart();
    for (int entry = 0; entry < reference.size(); entry++) {
      if (!heavy[entry]) {
        mass.pass(entry);
      }
    }
    double total = mass.passed();
    double[] edges = new double[parts - 1];
    Arrays.fill(edges, Double.NaN);
    mass.restart();
    int next = 1;
    for (int entry = 0; entry < reference.size() && next < parts; entry++) {
      if (heavy[entry]) {
        continue;
      }
      mass.pass(entry);
      while (next < parts && mass.passed() / total >= (double) next / parts * TOLERANCE) {
        edges[next - 1] = valueOf(entry);
        next++;
      }
    }
    return edges;
  }

  private double valueOf(int entry) {
    if (reference.isGap(entry)) {
      want(entry);
      return Double.NaN;
    }
    return reference.low(entry);
  }

  private void want(int entry) {
    ladder.want(reference.cell(entry));
    wanting = true;
  }

  /** What entries weigh, one by one and all that were passed so far. */
  private interface Mass {
    long rows(int entry);

    double of(int entry);

    void restart();

    void pass(int entry);

    double passed();
  }

  /**
   * Cumulative sums are made from whole counts per class, so that they do not depend on the order
   * of additions.
   */
  private static final class ClassMass implements Mass {
    private final SortedCounts counts;
    private final double[] weights;
    private final long[] sums;

    ClassMass(SortedCounts counts, double[] weights) {
      this.counts = counts;
      this.weights = weights;
      this.sums = new long[weights.length];
    }

    @Override
    public long rows(int entry) {
      long rows = 0;
      for (int k = 0; k < weights.length; k++) {
        rows += counts.count(k, entry);
      }
      return rows;
    }

    @Override
    public double of(int entry) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * counts.count(k, entry);
      }
      return sum;
    }

    @Override
    public void restart() {
      Arrays.fill(sums, 0);
    }

    @Override
    public void pass(int entry) {
      for (int k = 0; k < weights.length; k++) {
        sums[k] += counts.count(k, entry);
      }
    }

    @Override
    public double passed() {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * sums[k];
      }
      return sum;
    }
  }

  private static final class EventMass implements Mass {
    private final SortedCounts counts;
    private double sum;

    EventMass(SortedCounts counts) {
      this.counts = counts;
    }

    @Override
    public long rows(int entry) {
      return counts.count(0, entry);
    }

    @Override
    public double of(int entry) {
      return counts.weight(entry);
    }

    @Override
    public void restart() {
      sum = 0;
    }

    @Override
    public void pass(int entry) {
      sum += counts.weight(entry);
    }

    @Override
    public double passed() {
      return sum;
    }
  }
}
