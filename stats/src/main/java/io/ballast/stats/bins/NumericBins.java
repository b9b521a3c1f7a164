package io.ballast.stats.bins;

import io.ballast.stats.weights.WeightedBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Bins of a numeric column: intervals closed below and open above, single values, Unseen and
 * Missing.
 *
 * <p>Made by {@link QuantileBins} from the reference, or with equal width for parity with other
 * tools. Intervals cover the whole line; a single value belongs to its own bin and to no interval.
 * A column of few values has no intervals: what is none of its values is Unseen.
 */
public final class NumericBins {

  private final double[] edges;
  private final double[] points;
  private final boolean onlyPoints;
  private final List<Bin> bins;
  private final int[] binOfInterval;
  private final int[] binOfPoint;

  private NumericBins(double[] edges, double[] points, boolean onlyPoints) {
    this.edges = edges;
    this.points = points;
    this.onlyPoints = onlyPoints;
    List<Bin> ordered = new ArrayList<>();
    BinKind pointKind = onlyPoints ? BinKind.VALUE : BinKind.POINT;
    for (double point : points) {
      ordered.add(new Bin(pointKind, Numbers.label(point), point, point));
    }
    if (!onlyPoints) {
      for (int i = 0; i <= edges.length; i++) {
        double lower = i == 0 ? Double.NEGATIVE_INFINITY : edges[i - 1];
        double upper = i == edges.length ? Double.POSITIVE_INFINITY : edges[i];
        ordered.add(new Bin(BinKind.INTERVAL, Numbers.intervalLabel(lower, upper), lower, upper));
      }
    }
    ordered.sort(Comparator.comparingDouble(Bin::lower).thenComparingDouble(Bin::upper));
    if (onlyPoints) {
      ordered.add(Bin.of(BinKind.UNSEEN, "Unseen"));
    }
    ordered.add(Bin.of(BinKind.MISSING, "Missing"));
    this.bins = List.copyOf(ordered);
    this.binOfInterval = new int[edges.length + 1];
    this.binOfPoint = new int[points.length];
    for (int b = 0; b < bins.size(); b++) {
      Bin bin = bins.get(b);
      if (bin.kind() == BinKind.INTERVAL) {
        binOfInterval[intervalOf(bin.lower())] = b;
      } else if (bin.kind() == pointKind) {
        binOfPoint[Arrays.binarySearch(points, bin.lower())] = b;
      }
    }
  }

  /**
   * Bins at the edges, and one for each of the points; both rising, finite edges only, without
   * repeats.
   */
  public static NumericBins intervals(double[] edges, double[] points) {
    return new NumericBins(edges, points, false);
  }

  /** One bin for each value; rising, without repeats. */
  public static NumericBins values(double[] values) {
    return new NumericBins(new double[0], values, true);
  }

  /**
   * Intervals of equal width from a least to a greatest value; what lies outside falls into the
   * outer ones.
   *
   * @param min the least value; if it is not below {@code max} there is one interval
   * @param max the greatest value
   * @param count number of intervals
   */
  public static NumericBins equalWidth(double min, double max, int count) {
    double step = (max - min) / count;
    if (!(step > 0) || Double.isInfinite(step)) {
      return new NumericBins(new double[0], new double[0], false);
    }
    double[] edges = new double[count - 1];
    Arrays.setAll(edges, i -> (i + 1) * step + min);
    return new NumericBins(Arrays.stream(edges).distinct().toArray(), new double[0], false);
  }

  /** The bins in order of display, Missing last. */
  public List<Bin> bins() {
    return bins;
  }

  /** The edges of the intervals, rising; a copy. */
  public double[] edges() {
    return edges.clone();
  }

  /** The values that have a bin of their own, rising; a copy. */
  public double[] points() {
    return points.clone();
  }

  /** Whether there are intervals; without them what is none of the points is Unseen. */
  public boolean hasIntervals() {
    return !onlyPoints;
  }

  /** The bin of a value; of NaN it is Missing. */
  public int indexOf(double value) {
    if (Double.isNaN(value)) {
      return bins.size() - 1;
    }
    if (points.length > 0) {
      int point = Arrays.binarySearch(points, value + 0.0);
      if (point >= 0) {
        return binOfPoint[point];
      }
    }
    return onlyPoints ? bins.size() - 2 : binOfInterval[intervalOf(value)];
  }

  /** The values at which bins part: edges and points. */
  public double[] splits() {
    return DoubleStream.concat(Arrays.stream(edges), Arrays.stream(points)).toArray();
  }

  private int intervalOf(double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Makes a ladder want the gaps whose rows these bins would part.
   *
   * @return whether any gap is wanted, that is, {@link #count} would fail now
   */
  public boolean want(Ladder side) {
    Walk walk = new Walk(side.steps());
    for (int gap = 0; gap < side.steps().cells(); gap += 2) {
      if (walk.parts(gap) && side.detail(gap) == null) {
        side.want(gap);
      }
    }
    return side.isWanting();
  }

  /**
   * Rows per class and bin.
   *
   * @return counts [class][bin]
   * @throws IllegalStateException if a gap that the bins part is not known in detail
   */
  public long[][] count(Ladder ladder) {
    long[][] counts = new long[ladder.classes()][bins.size()];
    Walk walk = new Walk(ladder.steps());
    for (int cell = 0; cell < ladder.steps().cells(); cell++) {
      if (ladder.isEmpty(cell)) {
        continue;
      }
      GapValues detail = walk.parts(cell) ? ladder.detail(cell) : null;
      if (detail == null) {
        int bin = walk.binOf(cell);
        for (int k = 0; k < counts.length; k++) {
          counts[k][bin] += ladder.count(k, cell);
        }
        continue;
      }
      for (int i = 0; i < detail.size(); i++) {
        int bin = indexOf(detail.value(i));
        for (int k = 0; k < counts.length; k++) {
          counts[k][bin] += detail.count(k, i);
        }
      }
    }
    for (int k = 0; k < counts.length; k++) {
      counts[k][bins.size() - 1] += ladder.missing(k);
    }
    return counts;
  }

  /** Event weights per bin; the rows counted are those of class 0. */
  public WeightedBins weigh(Ladder ladder) {
    double[] sums = new double[bins.size()];
    double[] squares = new double[bins.size()];
    long rows = ladder.missing(0);
    Walk walk = new Walk(ladder.steps());
    for (int cell = 0; cell < ladder.steps().cells(); cell++) {
      if (ladder.isEmpty(cell)) {
        continue;
      }
      rows += ladder.count(0, cell);
      GapValues detail = Steps.isPoint(cell) ? null : ladder.detail(cell);
      if (detail == null) {
        int bin = walk.binOf(cell);
        sums[bin] += ladder.weight(cell);
        squares[bin] += ladder.weightSquare(cell);
        continue;
      }
      for (int i = 0; i < detail.size(); i++) {
        int bin = indexOf(detail.value(i));
        sums[bin] += detail.weight(i);
        squares[bin] += detail.weightSquare(i);
      }
    }
    sums[bins.size() - 1] += ladder.missingWeight();
    squares[bins.size() - 1] += ladder.missingSquare();
    return new WeightedBins(sums, squares, rows);
  }

  /** Finds the bins of rising cells without a search: edges and points are passed once. */
  private final class Walk {
    private final Steps steps;

    /** Edges and points that are not above the last cell's lower end. */
    private int edge;

    private int point;

    private Walk(Steps steps) {
      this.steps = steps;
    }

    private void to(double low) {
      while (edge < edges.length && edges[edge] <= low) {
        edge++;
      }
      while (point < points.length && points[point] <= low) {
        point++;
      }
    }

    /** Whether a cell does not lie inside one bin. */
    boolean parts(int cell) {
      if (Steps.isPoint(cell)) {
        return false;
      }
      to(steps.low(cell));
      double high = steps.high(cell);
      return (point < points.length && points[point] < high)
          || (edge < edges.length && edges[edge] < high);
    }

    /**
     * The bin of a cell.
     *
     * @throws IllegalStateException if the bins part it
     */
    int binOf(int cell) {
      double low = steps.low(cell);
      if (parts(cell)) {
        throw new IllegalStateException(
            "the values between " + low + " and " + steps.high(cell) + " are not known");
      }
      to(low);
      if (Steps.isPoint(cell) && point > 0 && points[point - 1] == low) {
        return binOfPoint[point - 1];
      }
      return onlyPoints ? bins.size() - 2 : binOfInterval[edge];
    }
  }
}
