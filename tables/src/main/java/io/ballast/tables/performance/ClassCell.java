package io.ballast.tables.performance;

import io.ballast.stats.performance.ClassScores;
import io.ballast.tables.performance.PerformanceReport.ClassFigures;
import io.ballast.tables.performance.PerformanceReport.Measured;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several classes: the scores of all, decisions, or both. */
final class ClassCell implements Cell {
  private final PerformanceRequest request;
  private final List<String> classes;
  private final boolean hasScores;
  private final ClassScores scores;

  ClassCell(PerformanceRequest request, List<String> classes) {
    this.request = request;
    this.classes = classes;
    this.hasScores = !request.scores().isEmpty();
    this.scores = new ClassScores(classes.size(), hasScores);
  }

  @Override
  public void add(TruthRow row, double weight) {
    if (hasScores ? !row.hasScores() : row.predicted == TruthRow.NONE) {
      return;
    }
    scores.add(row.truth, row.predicted, hasScores ? row.scores : null, weight, row.number);
  }

  @Override
  public Measured measured() {
    List<ClassFigures> figures = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      figures.add(new ClassFigures(classes.get(k), scores.figuresOfClass(k)));
    }
    return new Measured(
        scores.rows(),
        scores.effectiveRows(),
        scores.figures(request.top()),
        figures,
        Arrays.stream(scores.confusion()).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        null);
  }
}
