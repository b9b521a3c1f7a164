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
  private static final int LEAVES = 16;

  private final PairColumns scored;
  private final double[] edges;

  /** The edges in a tree of four levels, with infinite ones behind them. */
  private final double[] searched = new double[LEAVES - 1];

  private final byte[] bins;
  private final double[] rows = new double[BINS];
  private final double[] weights = new double[BINS];
  private final double[] scores = new double[BINS];
  private final double[] positives = new double[BINS];

  private CalibrationCurve(PairColumns scored, double[] edges) {
    this.scored = scored;
    this.edges = edges;
    Arrays.setAll(
        searched, i -> i < edges.length ? edges[i] + 0.0 : Double.POSITIVE_INFINITY); // no -0.0
    bins = new byte[scored.rows()];
    ExactSum[] exact = sums();
    for (int i = 0; i < bins.length; i++) {
      int bin = bin(scored.first(i));
      bins[i] = (byte) bin;
      rows[bin]++;
      positives[bin] += scored.second(i);
      exact[bin].add(scored.weight(i) * scored.first(i));
    }
    take(exact, scores);
    if (scored.hasWeights()) {
      addWeights();
    } else {
      System.arraycopy(rows, 0, weights, 0, BINS);
    }
  }

  private void addWeights() {
    ExactSum[] exact = sums();
    ExactSum[] exactPositives = sums();
    for (int i = 0; i < bins.length; i++) {
      exact[bins[i]].add(scored.weight(i));
      exactPositives[bins[i]].add(scored.weight(i) * scored.second(i));
    }
    take(exact, weights);
    take(exactPositives, positives);
  }

  private static ExactSum[] sums() {
    ExactSum[] sums = new ExactSum[BINS];
    Arrays.setAll(sums, bin -> new ExactSum());
    return sums;
  }

  private static void take(ExactSum[] sums, double[] into) {
    for (int bin = 0; bin < BINS; bin++) {
      into[bin] = sums[bin].value();
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
            : Quantile.ofUnsorted(scored.firstsAlone(), shares);
    return new CalibrationCurve(scored, edges);
  }

  /** How many edges are below the score; a search without branches, which no guess can fail. */
  private int bin(double score) {
    int bin = isBelow(searched[7], score) << 3;
    bin += isBelow(searched[bin + 3], score) << 2;
    bin += isBelow(searched[bin + 1], score) << 1;
    return bin + isBelow(searched[bin], score);
  }

  private static int isBelow(double edge, double score) {
    return (int) (Double.doubleToRawLongBits(edge - score) >>> (Long.SIZE - 1));
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
    List<CalibrationBin> found = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (rows[b] > 0) {
        found.add(
            new CalibrationBin(
                b == 0 ? 0 : edges[b - 1],
                b == BINS - 1 ? 1 : edges[b],
                (long) rows[b],
                scores[b] / weights[b],
                positives[b] / weights[b]));
      }
    }
    return found;
  }

  /** The mean over rows of the gap between mean score and share of positives of their bin. */
  Estimate error() {
    double[] gaps = new double[bins.length];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = scored.first(i) - scored.second(i);
    }
    Blocks blocks = new Blocks(BINS + 1);
    int[] quantities = new int[BINS];
    double[] sums = new double[BINS + 1];
    for (int b = 0; b < BINS; b++) {
      quantities[b] = b;
      sums[b] = scores[b] - positives[b];
      sums[BINS] += weights[b];
    }
    blocks.addRounded(quantities, bins, scored.weighted(gaps), scored);
    blocks.addWeights(BINS, scored);
    return blocks.interval(error(sums), CalibrationCurve::error).within(0, 1);
  }

  /** From the gap of each bin, in rows, and the weight of all. */
  private static double error(double[] sums) {
    double gaps = 0;
    for (int b = 0; b < BINS; b++) {
      gaps += Math.abs(sums[b]);
    }
    return sums[BINS] == 0 ? Double.NaN : gaps / sums[BINS];
  }

  /**
   * The sum over bins of the gap between the share of positives of all rows and that of the bin,
   * over the sum of the gaps between mean score and share of positives.
   *
   * @return not finite when the latter is 0
   */
  double lift() {
    double base = Arrays.stream(positives).sum() / Arrays.stream(weights).sum();
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
        double share = positives[b] / weights[b];
        double gap = scores[b] / weights[b] - share;
        sum += weights[b] * (gap * gap - share * (1 - share) / (rows[b] - 1));
        weight += weights[b];
      }
    }
    return weight == 0 ? Double.NaN : Math.sqrt(Math.max(0, sum / weight));
  }
}
