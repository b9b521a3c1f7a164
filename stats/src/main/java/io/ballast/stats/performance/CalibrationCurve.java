package io.ballast.stats.performance;

import io.ballast.stats.ExactSum;
import io.ballast.stats.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean score beside the share of positives, bin by bin: bins open below and closed above, of equal
 * width or of equal rows.
 */
public final class CalibrationCurve {
  private static final int BINS = 10;
  private static final int QUANTITIES = 3;

  private final double[] edges;
  private final Blocks blocks;
  private final double[] rows = new double[BINS];
  private final double[] sums = new double[QUANTITIES * BINS];

  private CalibrationCurve(PairColumns scored, double[] edges) {
    this.edges = edges;
    this.blocks = new Blocks(QUANTITIES * BINS);
    int count = scored.rows();
    byte[] bins = new byte[count];
    double[] ones = new double[count];
    double[] positives = new double[count];
    for (int i = 0; i < count; i++) {
      bins[i] = (byte) bin(scored.first(i));
      ones[i] = 1;
      positives[i] = scored.second(i);
      rows[bins[i]]++;
    }
    add(0, bins, ones, scored);
    add(1, bins, scored.firsts(), scored);
    add(2, bins, positives, scored);
  }

  private void add(int place, byte[] bins, double[] values, PairColumns scored) {
    int[] quantities = new int[BINS];
    Arrays.setAll(quantities, bin -> QUANTITIES * bin + place);
    double[] weighted = scored.weighted(values);
    blocks.addRounded(quantities, bins, weighted, scored);
    ExactSum[] exact = new ExactSum[BINS];
    Arrays.setAll(exact, bin -> new ExactSum());
    for (int i = 0; i < scored.rows(); i++) {
      exact[bins[i]].add(weighted[i]);
    }
    for (int bin = 0; bin < BINS; bin++) {
      sums[quantities[bin]] = exact[bin].value();
    }
  }

  /** Ten bins of equal width over 0 to 1; scores outside are in the outer bins. */
  static CalibrationCurve ofEqualWidth(PairColumns scored) {
    double[] edges = new double[BINS - 1];
    Arrays.setAll(edges, i -> (i + 1.0) / BINS);
    return new CalibrationCurve(scored, edges);
  }

  /** Ten bins at the quantiles i/10 of the scores (type 7, unweighted): scikit-learn's quantile. */
  static CalibrationCurve ofEqualRows(PairColumns scored) {
    double[] shares = new double[BINS - 1];
    Arrays.setAll(shares, i -> (i + 1.0) / BINS);
    double[] edges =
        scored.rows() == 0
            ? new double[BINS - 1]
            : Quantile.ofUnsorted(Arrays.copyOf(scored.firsts(), scored.rows()), shares);
    return new CalibrationCurve(scored, edges);
  }

  private int bin(double score) {
    int bin = 0;
    while (bin < edges.length && score > edges[bin]) {
      bin++;
    }
    return bin;
  }

  /**
   * A bin with rows.
   *
   * @param lower end, not in the bin
   * @param upper end, in the bin
   * @param rows rows in it
   * @param meanScore weighted mean of the scores
   * @param positives weighted share of positives
   */
  public record CalibrationBin(
      double lower, double upper, long rows, double meanScore, double positives) {}

  /** The bins that have rows, by rising score. */
  public List<CalibrationBin> bins() {
    List<CalibrationBin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (rows[b] > 0) {
        double weight = sums[QUANTITIES * b];
        bins.add(
            new CalibrationBin(
                b == 0 ? 0 : edges[b - 1],
                b == BINS - 1 ? 1 : edges[b],
                (long) rows[b],
                sums[QUANTITIES * b + 1] / weight,
                sums[QUANTITIES * b + 2] / weight));
      }
    }
    return bins;
  }

  /** The mean over rows of the gap between mean score and share of positives of their bin. */
  Estimate error() {
    return blocks.interval(error(sums), CalibrationCurve::error).within(0, 1);
  }

  private static double error(double[] sums) {
    double gaps = 0;
    double weight = 0;
    for (int b = 0; b < BINS; b++) {
      gaps += Math.abs(sums[QUANTITIES * b + 1] - sums[QUANTITIES * b + 2]);
      weight += sums[QUANTITIES * b];
    }
    return weight == 0 ? Double.NaN : gaps / weight;
  }

  /**
   * The sum over bins of the gap between the share of positives of all rows and that of the bin,
   * over the sum of the gaps between mean score and share of positives.
   *
   * @return not finite when the latter is 0
   */
  double lift() {
    double positives = 0;
    double weight = 0;
    for (int b = 0; b < BINS; b++) {
      weight += sums[QUANTITIES * b];
      positives += sums[QUANTITIES * b + 2];
    }
    double base = positives / weight;
    double ofBase = 0;
    double ofScores = 0;
    for (CalibrationBin bin : bins()) {
      ofBase += Math.abs(base - bin.positives());
      ofScores += Math.abs(bin.meanScore() - bin.positives());
    }
    return ofBase / ofScores;
  }

  /**
   * The root of the mean squared gap less what chance adds to it, at least 0: bins of one row have
   * no such part and are left out. A. Kumar, P. Liang and T. Ma, "Verified uncertainty
   * calibration", 2019, definition 5.1.
   *
   * @return NaN when no bin has two rows
   */
  double debiased() {
    double sum = 0;
    double weight = 0;
    for (int b = 0; b < BINS; b++) {
      if (rows[b] > 1) {
        double share = sums[QUANTITIES * b + 2] / sums[QUANTITIES * b];
        double gap = sums[QUANTITIES * b + 1] / sums[QUANTITIES * b] - share;
        sum += sums[QUANTITIES * b] * (gap * gap - share * (1 - share) / (rows[b] - 1));
        weight += sums[QUANTITIES * b];
      }
    }
    return weight == 0 ? Double.NaN : Math.sqrt(Math.max(0, sum / weight));
  }
}
