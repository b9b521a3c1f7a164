package io.ballast.tables.performance;

import io.ballast.stats.performance.RegressionPairs;
import io.ballast.tables.performance.PerformanceReport.Measured;
import java.util.List;

/** Numbers. */
final class RegressionCell implements Cell {
  private final RegressionPairs pairs = new RegressionPairs();

  @Override
  public void add(TruthRow row, double weight) {
    if (Double.isFinite(row.actual) && Double.isFinite(row.score)) {
      pairs.add(row.actual, row.score, weight, row.number);
    }
  }

  @Override
  public Measured measured() {
    return new Measured(
        pairs.rows(), pairs.effectiveRows(), pairs.figures(), List.of(), List.of(), null);
  }
}
