package io.ballast.stats.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is found and what is falsely taken when one decides positive from a score on, for each
 * distinct score, the greatest first: ROC, precision and recall, gain and lift in one.
 */
public final class ThresholdCurve {
  private final double[] thresholds;
  private final double[] truePositives;
  private final double[] falsePositives;
  private final double positives;
  private final double negatives;
  private final int size;

  /** The curve of sorted rows, each counted as often as its block. */
  private ThresholdCurve(PairColumns sorted, int[] times) {
    thresholds = new double[sorted.rows()];
    truePositives = new double[sorted.rows()];
    falsePositives = new double[sorted.rows()];
    double found = 0;
    double taken = 0;
    int points = 0;
    for (int i = sorted.rows() - 1; i >= 0; i--) {
      double weight = sorted.weight(i) * (times.length == 0 ? 1 : times[sorted.block(i)]);
      if (sorted.second(i) > 0) {
        found += weight;
      } else {
        taken += weight;
      }
      if (i == 0 || sorted.first(i - 1) != sorted.first(i)) {
        thresholds[points] = sorted.first(i);
        truePositives[points] = found;
        falsePositives[points] = taken;
        points++;
      }
    }
    positives = found;
    negatives = taken;
    size = points;
  }

  static ThresholdCurve of(PairColumns sorted) {
    return new ThresholdCurve(sorted, new int[0]);
  }

  static ThresholdCurve of(PairColumns sorted, int[] times) {
    return new ThresholdCurve(sorted, times);
  }

  /**
   * A point of the curve.
   *
   * @param threshold score from which on one decides positive
   * @param recall share of the positives found
   * @param falsePositiveRate share of the negatives taken
   * @param precision share of positives among those taken
   * @param taken share of all rows taken
   */
  public record Point(
      double threshold, double recall, double falsePositiveRate, double precision, double taken) {}

  /** Number of distinct scores. */
  public int size() {
    return size;
  }

  /** Weight of the positive rows. */
  public double positives() {
    return positives;
  }

  /** Weight of the negative rows. */
  public double negatives() {
    return negatives;
  }

  /** Whether there are rows of both classes; without them most of this is undefined. */
  public boolean hasBothClasses() {
    return positives > 0 && negatives > 0;
  }

  /** A point, of {@link #size}, the greatest threshold first; NaN where a class has no row. */
  public Point point(int index) {
    double all = truePositives[index] + falsePositives[index];
    return new Point(
        thresholds[index],
        truePositives[index] / positives,
        falsePositives[index] / negatives,
        truePositives[index] / all,
        all / (positives + negatives));
  }

  /** At most so many points, the first and the last among them, evenly by the rows taken. */
  public List<Point> points(int most) {
    List<Point> points = new ArrayList<>();
    double next = 0;
    for (int i = 0; i < size; i++) {
      Point point = point(i);
      if (i == 0 || i == size - 1 || point.taken >= next) {
        points.add(point);
        next = Math.max(next, point.taken) + 1.0 / (most - 2);
      }
    }
    return points;
  }

  /** The area under the ROC curve: ties count half. NaN without both classes. */
  public double area() {
    double area = 0;
    double foundBefore = 0;
    double takenBefore = 0;
    for (int i = 0; i < size; i++) {
      area += (falsePositives[i] - takenBefore) * (truePositives[i] + foundBefore) / 2;
      foundBefore = truePositives[i];
      takenBefore = falsePositives[i];
    }
    return area / (positives * negatives);
  }

  /** The sum over thresholds of the rise of recall times precision. NaN without positives. */
  public double averagePrecision() {
    double sum = 0;
    double before = 0;
    for (int i = 0; i < size; i++) {
      double all = truePositives[i] + falsePositives[i];
      if (truePositives[i] > before) {
        sum += (truePositives[i] - before) * (truePositives[i] / all);
      }
      before = truePositives[i];
    }
    return sum / positives;
  }

  /** The greatest difference of recall and false-positive rate. NaN without both classes. */
  public double largestGap() {
    double gap = 0;
    for (int i = 0; i < size; i++) {
      gap = Math.max(gap, Math.abs(truePositives[i] / positives - falsePositives[i] / negatives));
    }
    return hasBothClasses() ? gap : Double.NaN;
  }

  /** The share of positives among the highest scores, between two scores by their proportion. */
  double gain(double share) {
    double wanted = share * (positives + negatives);
    double foundBefore = 0;
    double allBefore = 0;
    for (int i = 0; i < size; i++) {
      double all = truePositives[i] + falsePositives[i];
      if (all >= wanted) {
        double part = (wanted - allBefore) / (all - allBefore);
        return (foundBefore + part * (truePositives[i] - foundBefore)) / positives;
      }
      foundBefore = truePositives[i];
      allBefore = all;
    }
    return positives > 0 ? 1 : Double.NaN;
  }

  /** The threshold at which a function of the sums is greatest, the largest of several. */
  double best(ToDoubleFunction<double[]> metric) {
    double best = Double.NEGATIVE_INFINITY;
    double threshold = Double.NaN;
    for (int i = 0; i < size; i++) {
      double[] sums = {
        truePositives[i],
        falsePositives[i],
        positives - truePositives[i],
        negatives - falsePositives[i]
      };
      double value = metric.applyAsDouble(sums);
      if (value > best) {
        best = value;
        threshold = thresholds[i];
      }
    }
    return threshold;
  }

  /**
   * DeLong's standard error of the area; NaN with fewer than two effective rows of a class.
   *
   * <p>E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more
   * correlated receiver operating characteristic curves", 1988, equations 2 to 4; a row's part
   * counts with the square of its weight.
   */
  static double areaError(PairColumns sorted, ThresholdCurve curve, double area) {
    Weight ofPositives = new Weight(0, 0);
    Weight ofNegatives = new Weight(0, 0);
    double positiveSquares = 0;
    double negativeSquares = 0;
    int row = sorted.rows() - 1;
    for (int i = 0; i < curve.size; i++) {
      double foundBefore = i == 0 ? 0 : curve.truePositives[i - 1];
      double takenBefore = i == 0 ? 0 : curve.falsePositives[i - 1];
      double below = curve.negatives - (curve.falsePositives[i] + takenBefore) / 2;
      double positive = below / curve.negatives - area;
      double negative = (curve.truePositives[i] + foundBefore) / 2 / curve.positives - area;
      for (; row >= 0 && sorted.first(row) == curve.thresholds[i]; row--) {
        double square = sorted.weight(row) * sorted.weight(row);
        if (sorted.second(row) > 0) {
          ofPositives = ofPositives.plus(sorted.weight(row));
          positiveSquares += square * positive * positive;
        } else {
          ofNegatives = ofNegatives.plus(sorted.weight(row));
          negativeSquares += square * negative * negative;
        }
      }
    }
    return Math.sqrt(positiveSquares / pairs(ofPositives) + negativeSquares / pairs(ofNegatives));
  }

  /** For rows of weight 1 the number of ordered pairs of two of them; NaN without any. */
  private static double pairs(Weight rows) {
    double pairs = rows.sum() * rows.sum() - rows.squares();
    return pairs > 0 ? pairs : Double.NaN;
  }
}
