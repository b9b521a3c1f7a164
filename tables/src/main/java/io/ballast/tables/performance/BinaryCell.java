package io.ballast.tables.performance;

import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.Decisions;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.ThresholdCurve;
import io.ballast.tables.performance.PerformanceReport.Curves;
import io.ballast.tables.performance.PerformanceReport.Measured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two classes: scores, decisions, or both. */
final class BinaryCell implements Cell {
  private static final int MOST_POINTS = 200;
  private static final double BETWEEN_DECISIONS = 0.5;

  private final PerformanceRequest request;
  private final BinaryScores scores = new BinaryScores();
  private final BinaryScores decided = new BinaryScores();

  BinaryCell(PerformanceRequest request) {
    this.request = request;
  }

  @Override
  public void add(TruthRow row, double weight) {
    boolean positive = row.truth == 1;
    if (request.score() != null && Double.isFinite(row.score)) {
      scores.add(row.score, positive, weight, row.number);
    }
    if (request.prediction() != null && row.predicted != TruthRow.NONE) {
      decided.add(row.predicted, positive, weight, row.number);
    }
  }

  @Override
  public Measured measured() {
    boolean hasScores = request.score() != null;
    Decisions decisions =
        request.prediction() == null
            ? scores.decisions(request.threshold())
            : decided.decisions(BETWEEN_DECISIONS);
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    if (hasScores) {
      metrics.putAll(scores.scoreFigures());
    }
    metrics.putAll(decisions.figures());
    if (request.costs() != null) {
      metrics.put("worth", decisions.worth(request.costs()));
      metrics.put("worth_per_1000", decisions.worthOfThousand(request.costs()));
      if (hasScores) {
        metrics.put("best_threshold_worth", scores.bestThreshold(request.costs()));
      }
    }
    BinaryScores counted = hasScores ? scores : decided;
    return new Measured(
        counted.rows(),
        counted.effectiveRows(),
        metrics,
        List.of(),
        List.of(
            List.of(decisions.trueNegatives(), decisions.falsePositives()),
            List.of(decisions.falseNegatives(), decisions.truePositives())),
        hasScores && scores.curve().hasBothClasses() ? curves() : null);
  }

  private Curves curves() {
    ThresholdCurve curve = scores.curve();
    return new Curves(
        curve.points(MOST_POINTS),
        scores.areProbabilities() ? scores.calibration().bins() : List.of(),
        curve.positives() / (curve.positives() + curve.negatives()));
  }
}
