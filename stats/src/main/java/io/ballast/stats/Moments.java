package io.ballast.stats;

/**
 * Number of rows, mean, variance, skewness and range of a column, each row with a weight.
 *
 * <p>NaN, infinite values and rows of weight 0 are left out and counted. Mean and variance are
 * merged after Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
 * sample variances" (1979), the mean in two doubles, so that values which vary by 1e-8 of their
 * size keep their variance, the third moment after P. Pebay, "Formulas for robust, one-pass
 * parallel computation of covariances and arbitrary-order statistical moments" (2008), equation
 * 1.5: the order of merging may change the last digits (relative error near 1e-14), the counts and
 * the range are exact. Values beyond 1e150 overflow the variance, which is infinite then, those
 * beyond 1e100 the skewness, which is undefined then.
 */
public final class Moments implements State<Moments> {
  private static final int BLOCK = 512;

  private long rows;
  private long leftOut;
  private double weight;
  private double mean;

  /** What the mean is more than its double. */
  private double rest;

  private double squares;
  private double cubes;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** The moments of rows of weight 1. */
  public static Moments of(double... values) {
    Moments moments = new Moments();
    moments.add(values);
    return moments;
  }

  /** Adds one row of weight 1. */
  public void add(double value) {
    add(value, 1);
  }

  /**
   * Adds one row.
   *
   * @param rowWeight at least 0 and finite
   * @throws IllegalArgumentException if the weight is out of range
   */
  public void add(double value, double rowWeight) {
    if (!(rowWeight >= 0 && rowWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "weight " + rowWeight + ", a weight is a number of at least 0");
    }
    if (rowWeight == 0 || !Double.isFinite(value)) {
      leftOut++;
      return;
    }
    rows++;
    double before = weight;
    weight += rowWeight;
    double step = value - mean - rest;
    double part = step * (rowWeight / weight);
    cubes += part * (step * step * before * ((before - rowWeight) / weight) - 3 * squares);
    move(part);
    squares += rowWeight * step * (value - mean - rest);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /**
   * Adds rows of weight 1, many at once: the same as one by one but for the last digits.
   *
   * @param values in any order; those that are not finite are left out
   */
  public void add(double[] values) {
    double[] differences = new double[Math.min(BLOCK, values.length)];
    double[] cubes = new double[differences.length];
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(values.length, from + BLOCK);
      Moments block = block(values, from, to, differences, cubes);
      if (Double.isFinite(block.squares)) {
        merge(block);
      } else {
        for (int i = from; i < to; i++) {
          add(values[i]);
        }
      }
    }
  }

  /** Around the first value, then around the mean; the squares are not finite on overflow. */
  private static Moments block(
      double[] values, int from, int to, double[] differences, double[] cubes) {
    Moments block = new Moments();
    int count = to - from;
    double first = values[from];
    double least = first;
    double greatest = first;
    for (int i = 0; i < count; i++) {
      double value = values[from + i];
      differences[i] = value - first;
      least = value < least ? value : least;
      greatest = value > greatest ? value : greatest;
    }
    double mean = Sums.inFourParts(differences, count) / count;
    for (int i = 0; i < count; i++) {
      double difference = differences[i] - mean;
      differences[i] = difference * difference;
      cubes[i] = difference * difference * difference;
    }
    block.rows = count;
    block.weight = count;
    block.cubes = Sums.inFourParts(cubes, count);
    block.squares = Sums.inFourParts(differences, count);
    block.mean = first;
    block.move(mean);
    block.min = least;
    block.max = greatest;
    return block;
  }

  @Override
  public void merge(Moments other) {
    leftOut += other.leftOut;
    if (other.rows == 0) {
      return;
    }
    if (rows == 0) {
      take(other);
      return;
    }
    double both = weight + other.weight;
    double step = -minus(other);
    double part = step / both;
    cubes +=
        other.cubes
            + step * part * part * weight * other.weight * (weight - other.weight)
            + 3 * part * (weight * other.squares - other.weight * squares);
    squares += other.squares + step * step * (weight * (other.weight / both));
    move(step * (other.weight / both));
    weight = both;
    rows += other.rows;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  private void take(Moments other) {
    rows = other.rows;
    weight = other.weight;
    mean = other.mean;
    rest = other.rest;
    squares = other.squares;
    cubes = other.cubes;
    min = other.min;
    max = other.max;
  }

  private void move(double step) {
    double moved = mean + step;
    double seen = moved - mean;
    rest += (mean - (moved - seen)) + (step - seen);
    mean = moved;
  }

  /** The mean less that of the other, with more digits than the difference of both doubles. */
  public double minus(Moments other) {
    return mean - other.mean + (rest - other.rest);
  }

  /** Rows counted. */
  public long rows() {
    return rows;
  }

  /** Rows without a finite value or without weight. */
  public long leftOut() {
    return leftOut;
  }

  /** Sum of the weights of the rows counted. */
  public double weight() {
    return weight;
  }

  /** Weighted mean; NaN without rows. */
  public double mean() {
    return rows == 0 ? Double.NaN : mean + rest;
  }

  /** Weighted variance with divisor {@link #weight()}; 0 for one row, NaN without rows. */
  public double variance() {
    return rows == 0 ? Double.NaN : squares / weight;
  }

  /**
   * Weighted third central moment over the second to the power 3/2, both with divisor {@link
   * #weight()}; NaN without two different values.
   */
  public double skewness() {
    double variance = variance();
    double skewness = cubes / weight / (variance * Math.sqrt(variance));
    return min < max && variance > 0 && Double.isFinite(skewness) ? skewness : Double.NaN;
  }

  /** The least value; NaN without rows. */
  public double min() {
    return rows == 0 ? Double.NaN : min;
  }

  /** The greatest value; NaN without rows. */
  public double max() {
    return rows == 0 ? Double.NaN : max;
  }
}
