package io.ballast.tables.performance;

import io.ballast.stats.performance.RankingGroups;
import io.ballast.tables.performance.PerformanceReport.Measured;
import java.util.List;

/** Items of queries; rows have no weights. */
final class RankingCell implements Cell {
  private final RankingGroups groups;
  private long rows;

  RankingCell(int top) {
    groups = new RankingGroups(top);
  }

  @Override
  public void add(TruthRow row, double weight) {
    if (row.actual >= 0 && Double.isFinite(row.actual + row.score) && !row.query.isEmpty()) {
      groups.add(row.query, row.actual, row.score);
      rows++;
    }
  }

  @Override
  public Measured measured() {
    return new Measured(rows, rows, groups.figures(), List.of(), List.of(), null);
  }
}
