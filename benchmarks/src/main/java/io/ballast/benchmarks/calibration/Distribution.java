package io.ballast.benchmarks.calibration;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A distribution of numbers that is known exactly: a density that is constant between edges, and
 * single values that have a mass. Smooth laws stand here as steps of a few thousandths of their
 * range; windows are drawn from the steps, so nothing is approximate about a window.
 */
final class Distribution implements Values {

  /** Cells of a density. */
  static final int CELLS = 4096;

  private final double[] edges;
  private final double[] below;
  private final double[] points;
  private final double[] pointsBefore;

  private Distribution(double[] edges, double[] below, double[] points, double[] pointsBefore) {
    this.edges = edges;
    this.below = below;
    this.points = points;
    this.pointsBefore = pointsBefore;
  }

  /**
   * A law with a density.
   *
   * @param density need not be normalised; asked in the middle of each cell
   * @param low nothing lies below
   * @param high nothing lies above
   */
  static Distribution density(DoubleUnaryOperator density, double low, double high) {
    double[] edges = new double[CELLS + 1];
    double[] masses = new double[CELLS];
    double width = (high - low) / CELLS;
    for (int i = 0; i <= CELLS; i++) {
      edges[i] = i == CELLS ? high : low + i * width;
    }
    for (int i = 0; i < CELLS; i++) {
      masses[i] = density.applyAsDouble(low + (i + 0.5) * width);
    }
    return of(edges, masses);
  }

  private static Distribution of(double[] edges, double[] masses) {
    double total = Arrays.stream(masses).sum();
    return new Distribution(edges, cumulative(masses, total), new double[0], new double[1]);
  }

  private static double[] cumulative(double[] masses, double total) {
    double[] sums = new double[masses.length + 1];
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      sum += masses[i];
      sums[i + 1] = sum / total;
    }
    return sums;
  }

  /** Values that have a mass each; rising values, masses need not sum to 1. */
  static Distribution points(double[] values, double[] masses) {
    double total = Arrays.stream(masses).sum();
    return new Distribution(
        new double[] {0, 1}, new double[2], values.clone(), cumulative(masses, total));
  }

  /** One value. */
  static Distribution point(double value) {
    return points(new double[] {value}, new double[] {1});
  }

  /** Each part with its share. */
  static Distribution mixed(double[] shares, Distribution... parts) {
    TreeSet<Double> edges = new TreeSet<>();
    TreeMap<Double, Double> points = new TreeMap<>();
    for (int part = 0; part < parts.length; part++) {
      Arrays.stream(parts[part].edges).forEach(edges::add);
      double[] values = parts[part].points;
      for (int i = 0; i < values.length; i++) {
        points.merge(values[i], shares[part] * parts[part].massOfPoint(i), Double::sum);
      }
    }
    double[] all = edges.stream().mapToDouble(Double::doubleValue).toArray();
    double[] below = new double[all.length];
    for (int part = 0; part < parts.length; part++) {
      for (int i = 0; i < all.length; i++) {
        below[i] += shares[part] * parts[part].smoothBelow(all[i]);
      }
    }
    return new Distribution(
        all,
        below,
        points.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        cumulative(points.values().stream().mapToDouble(Double::doubleValue).toArray(), 1));
  }

  /** The sum of two independent numbers whose densities lie on [0, 1]. */
  Distribution plus(Distribution other) {
    if (edges.length != other.edges.length || edges[0] != 0 || other.edges[0] != 0) {
      throw new IllegalArgumentException("sums are made of densities with the same edges from 0");
    }
    int cells = edges.length - 1;
    double[] masses = new double[2 * cells];
    for (int i = 0; i < cells; i++) {
      double mass = below[i + 1] - below[i];
      for (int j = 0; j < cells; j++) {
        // The sum of two uniform numbers lies in the two cells of the sum, half in each.
        double both = mass * (other.below[j + 1] - other.below[j]) / 2;
        masses[i + j] += both;
        masses[i + j + 1] += both;
      }
    }
    double[] wider = new double[2 * cells + 1];
    Arrays.setAll(wider, i -> i < cells ? edges[i] : edges[cells] + edges[i - cells]);
    return of(wider, masses);
  }

  /** What lies beyond a value becomes that value. */
  Distribution cappedAt(double highest) {
    double kept = below(highest);
    return mixed(new double[] {kept, 1 - kept}, under(highest), point(highest));
  }

  /** What lies below a value becomes that value. */
  Distribution flooredAt(double lowest) {
    double cut = below(lowest);
    return mixed(new double[] {1 - cut, cut}, from(lowest), point(lowest));
  }

  /** Values rounded down to multiples of {@code 1 / perUnit}, of a law on [0, 1]. */
  Distribution roundedDown(int perUnit) {
    double[] values = new double[perUnit + 1];
    double[] masses = new double[perUnit + 1];
    for (int i = 0; i <= perUnit; i++) {
      values[i] = (double) i / perUnit;
      masses[i] = below((i + 1.0) / perUnit) - below(values[i]);
    }
    return points(values, masses);
  }

  /** The part below a value, by itself. */
  Distribution under(double high) {
    return cut(Double.NEGATIVE_INFINITY, high);
  }

  /** The part from a value on, by itself. */
  Distribution from(double low) {
    return cut(low, Double.POSITIVE_INFINITY);
  }

  private Distribution cut(double low, double high) {
    double[] kept = Arrays.stream(points).filter(point -> point >= low && point < high).toArray();
    Distribution rest = new Distribution(edges, below, new double[0], new double[1]);
    double smooth = smoothBelow(high) - smoothBelow(low);
    double total = below(high) - below(low);
    double[] masses = Arrays.stream(kept).map(this::at).toArray();
    if (kept.length == 0) {
      return rest.within(low, high);
    }
    if (smooth == 0) {
      return points(kept, masses);
    }
    return mixed(
        new double[] {smooth / total, 1 - smooth / total},
        rest.within(low, high),
        points(kept, masses));
  }

  /** The part of a density between two values, by itself. */
  private Distribution within(double low, double high) {
    double[] cut =
        Arrays.stream(edges).map(edge -> Math.max(low, Math.min(high, edge))).distinct().toArray();
    double[] masses = new double[cut.length - 1];
    Arrays.setAll(masses, i -> smoothBelow(cut[i + 1]) - smoothBelow(cut[i]));
    return of(cut, masses);
  }

  /** The value and a constant. */
  Distribution shifted(double by) {
    return new Distribution(
        Arrays.stream(edges).map(edge -> edge + by).toArray(),
        below,
        Arrays.stream(points).map(point -> point + by).toArray(),
        pointsBefore);
  }

  /** e to the power of the value; densities become steps between the powers of the edges. */
  Distribution exponentiated() {
    return new Distribution(
        Arrays.stream(edges).map(Math::exp).toArray(),
        below,
        Arrays.stream(points).map(Math::exp).toArray(),
        pointsBefore);
  }

  /** Probability of a value below {@code x}. */
  double below(double x) {
    return smoothBelow(x) + pointsBefore[first(points, x)];
  }

  /** Probability of a value of at most {@code x}. */
  double upTo(double x) {
    return below(x) + at(x);
  }

  /** Probability of exactly {@code x}. */
  double at(double x) {
    int point = Arrays.binarySearch(points, x);
    return point < 0 ? 0 : massOfPoint(point);
  }

  /** Probability of a value above {@code low} and below {@code high}. */
  double between(double low, double high) {
    return Math.max(0, below(high) - upTo(low));
  }

  /** What lies above {@code low} and below {@code high}, to draw from. */
  Part part(double low, double high) {
    return new Part(low, high);
  }

  /** Any value. */
  double draw(Draws draws) {
    return part(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).draw(draws);
  }

  /** An open interval of values. */
  final class Part {
    private final double low;
    private final double high;
    private final double smoothLow;
    private final double smooth;
    private final int firstEdge;
    private final int endEdge;
    private final double pointLow;
    private final double pointMass;

    private Part(double low, double high) {
      this.low = low;
      this.high = high;
      smoothLow = smoothBelow(low);
      smooth = smoothBelow(high) - smoothLow;
      firstEdge = first(edges, low);
      endEdge = Math.min(edges.length, first(edges, high) + 1);
      pointLow = pointsBefore[first(points, low) + (at(low) > 0 ? 1 : 0)];
      pointMass = Math.max(0, pointsBefore[first(points, high)] - pointLow);
    }

    double draw(Draws draws) {
      while (true) {
        double u = draws.unit() * (smooth + pointMass);
        double value =
            u < smooth
                ? smoothAt(smoothLow + u, firstEdge, endEdge)
                : pointAt(pointLow + u - smooth);
        if (value > low && value < high) {
          return value;
        }
      }
    }
  }

  /** Values that part the density into {@code parts} of equal probability, and all points. */
  double[] landmarks(int parts) {
    TreeSet<Double> values = new TreeSet<>();
    double total = below[below.length - 1];
    for (int i = 1; i < parts && total > 0; i++) {
      values.add(smoothAt(total * i / parts, 0, edges.length));
    }
    Arrays.stream(points).forEach(values::add);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double massOfPoint(int index) {
    return pointsBefore[index + 1] - pointsBefore[index];
  }

  /** The first index whose value is at least {@code x}. */
  private static int first(double[] rising, double x) {
    int found = Arrays.binarySearch(rising, x);
    return found >= 0 ? found : -found - 1;
  }

  private double smoothBelow(double x) {
    int found = Arrays.binarySearch(edges, x);
    if (found >= 0) {
      return below[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return 0;
    }
    if (next == edges.length) {
      return below[edges.length - 1];
    }
    double part = (x - edges[next - 1]) / (edges[next] - edges[next - 1]);
    return below[next - 1] + part * (below[next] - below[next - 1]);
  }

  /** The value below which the density has that probability, among some of the edges. */
  private double smoothAt(double probability, int from, int to) {
    int found = Arrays.binarySearch(below, from, to, probability);
    int next = found >= 0 ? found : -found - 1;
    if (next == 0) {
      return edges[0];
    }
    if (next == below.length) {
      return edges[edges.length - 1];
    }
    double part = (probability - below[next - 1]) / (below[next] - below[next - 1]);
    return edges[next - 1] + part * (edges[next] - edges[next - 1]);
  }

  private double pointAt(double probability) {
    int found = Arrays.binarySearch(pointsBefore, probability);
    int next = found >= 0 ? found : -found - 2;
    return points[Math.max(0, Math.min(next, points.length - 1))];
  }
}
