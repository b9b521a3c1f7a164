package io.ballast.stats.interval;

import io.ballast.stats.weights.WeightedBins;
import java.util.Arrays;

/**
 * How much a distance varies with the rows that happened to be drawn: its first-order variance,
 * from its derivatives by the shares of each side.
 */
public sealed interface Influence {

  /**
   * The variance of a distance with these derivatives.
   *
   * @param byReference derivatives by the reference's shares
   * @param byCurrent derivatives by the window's shares
   */
  double variance(double[] byReference, double[] byCurrent);

  /**
   * Rows whose weights do not depend on the sample: plain, a list of class weights, event weights.
   *
   * @param reference weights of the reference
   * @param current weights of the window
   */
  record FixedWeights(WeightedBins reference, WeightedBins current) implements Influence {
    @Override
    public double variance(double[] byReference, double[] byCurrent) {
      return ofSide(reference, byReference) + ofSide(current, byCurrent);
    }

    private static double ofSide(WeightedBins side, double[] gradient) {
      double total = side.total();
      double mean = dot(side.shares(), gradient);
      double sum = 0;
      for (int b = 0; b < gradient.length; b++) {
        double centred = gradient[b] - mean;
        sum += side.squares()[b] * centred * centred;
      }
      return sum / (total * total);
    }
  }

  /**
   * Rows under balanced class weights, which the reference's own class counts make: a row of the
   * reference moves the weights of both sides.
   *
   * @param reference counts [class][bin], every class with a row
   * @param current counts [class][bin], same classes and bins, at least one row
   * @param weights weight of each class, above 0
   */
  record BalancedWeights(long[][] reference, long[][] current, double[] weights)
      implements Influence {
    @Override
    public double variance(double[] byReference, double[] byCurrent) {
      var baseline = WeightedBins.of(reference, weights);
      var window = WeightedBins.of(current, weights);
      double n = baseline.rows();
      double m = window.rows();
      double meanWeight = baseline.total() / n;
      double windowMeanWeight = window.total() / m;
      double windowMean = dot(window.shares(), byCurrent);
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        double rows = Arrays.stream(reference[k]).sum();
        double windowRows = Arrays.stream(current[k]).sum();
        double[] within = WeightedBins.of(reference[k]).shares();
        double mean = dot(within, byReference);
        double shift = 0;
        if (windowRows > 0) {
          double[] windowWithin = WeightedBins.of(current[k]).shares();
          double shareRatio = (windowRows / m) / (rows / n);
          shift =
              weights[k]
                  / windowMeanWeight
                  * shareRatio
                  * (dot(windowWithin, byCurrent) - windowMean);
        }
        for (int b = 0; b < byReference.length; b++) {
          double influence = weights[k] / meanWeight * (byReference[b] - mean) - shift;
          sum += reference[k][b] * influence * influence;
        }
      }
      return sum / (n * n) + FixedWeights.ofSide(window, byCurrent);
    }
  }

  private static double dot(double[] shares, double[] gradient) {
    double sum = 0;
    for (int b = 0; b < shares.length; b++) {
      sum += shares[b] * gradient[b];
    }
    return sum;
  }
}
