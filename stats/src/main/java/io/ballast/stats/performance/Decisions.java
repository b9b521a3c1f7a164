package io.ballast.stats.performance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Binary decisions at one threshold, counted; what the metrics of decisions are made of. */
public final class Decisions {
  private static final String NO_ROWS = "no row has both a target and a score";
  private static final double THOUSAND = 1000;

  private final double[] sums = new double[4];
  private final double[] squares = new double[4];
  private final Blocks blocks = new Blocks(4);
  private long rows;

  /** Decides all rows: positive when the score is at least the threshold. */
  static Decisions of(PairColumns scored, double threshold) {
    Decisions decisions = new Decisions();
    for (int i = 0; i < scored.rows(); i++) {
      boolean positive = scored.first(i) >= threshold;
      decisions.add(positive, scored.second(i) > 0, scored.weight(i), scored.block(i));
    }
    return decisions;
  }

  /** Adds a decision; of a state, the rows in their order. */
  void add(boolean predicted, boolean actual, double weight, int block) {
    int cell = actual ? (predicted ? 0 : 2) : (predicted ? 1 : 3);
    sums[cell] += weight;
    squares[cell] += weight * weight;
    blocks.addTo(block, cell, weight);
    rows++;
  }

  /** Rows decided. */
  public long rows() {
    return rows;
  }

  /** Weight of the rows that are positive and predicted so. */
  public double truePositives() {
    return sums[0];
  }

  /** Weight of the rows that are negative and predicted positive. */
  public double falsePositives() {
    return sums[1];
  }

  /** Weight of the rows that are positive and predicted negative. */
  public double falseNegatives() {
    return sums[2];
  }

  /** Weight of the rows that are negative and predicted so. */
  public double trueNegatives() {
    return sums[3];
  }

  private Weight[] cells() {
    Weight[] cells = new Weight[sums.length];
    Arrays.setAll(cells, cell -> new Weight(sums[cell], squares[cell]));
    return cells;
  }

  /** A metric, with Wilson's interval if it is a share of rows, else with one by the bootstrap. */
  public Estimate of(DecisionMetric metric) {
    if (rows == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    if (metric.isShare()) {
      return metric.share(cells());
    }
    double value = metric.of(sums);
    return Double.isNaN(value)
        ? Estimate.undefined(metric.undefined())
        : blocks.interval(value, metric::of).within(metric.least(), 1);
  }

  /** All metrics by id, in the order of the catalogue. */
  public Map<String, Estimate> figures() {
    Map<String, Estimate> figures = new LinkedHashMap<>();
    for (DecisionMetric metric : DecisionMetric.values()) {
      figures.put(metric.id(), of(metric));
    }
    return figures;
  }

  /**
   * F with recall {@code beta} times as important as precision.
   *
   * @param beta above 0
   */
  public Estimate fBeta(double beta) {
    double value = rows == 0 ? Double.NaN : DecisionMetric.fBeta(sums, beta);
    return Double.isNaN(value)
        ? Estimate.undefined(rows == 0 ? NO_ROWS : DecisionMetric.F1.undefined())
        : blocks.interval(value, drawn -> DecisionMetric.fBeta(drawn, beta)).within(0, 1);
  }

  /** The worth of all decisions together. */
  public Estimate worth(CostMatrix costs) {
    return rows == 0
        ? Estimate.undefined(NO_ROWS)
        : Estimate.withoutInterval(costs.total(sums), "a total grows with the rows");
  }

  /** The worth of a thousand rows (of weight 1). */
  public Estimate worthOfThousand(CostMatrix costs) {
    if (rows == 0) {
      return Estimate.undefined(NO_ROWS);
    }
    return blocks.interval(thousand(costs, sums), drawn -> thousand(costs, drawn));
  }

  private static double thousand(CostMatrix costs, double[] sums) {
    return THOUSAND * costs.total(sums) / Arrays.stream(sums).sum();
  }
}
