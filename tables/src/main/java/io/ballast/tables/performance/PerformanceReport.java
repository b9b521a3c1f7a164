package io.ballast.tables.performance;

import io.ballast.stats.performance.CalibrationCurve.CalibrationBin;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.ThresholdCurve;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Window;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a model did, window by window and segment by segment.
 *
 * @param name of the table
 * @param task what the model predicts
 * @param request what was asked for
 * @param classes in order, positive last; empty for numbers and ranks
 * @param classWeights weight of each class; empty without
 * @param warnings what to know, in words
 * @param results one for each window and segment, windows first
 */
public record PerformanceReport(
    String name,
    PerformanceTask task,
    PerformanceRequest request,
    List<String> classes,
    List<Double> classWeights,
    List<String> warnings,
    List<Result> results) {
  public PerformanceReport {
    classes = List.copyOf(classes);
    classWeights = List.copyOf(classWeights);
    warnings = List.copyOf(warnings);
    results = List.copyOf(results);
  }

  /**
   * One window of one segment.
   *
   * @param window when
   * @param segment which rows; null for all
   * @param rows all rows
   * @param labelled rows with a target
   * @param plain every row counts once
   * @param weighted rows count with their weights; null without
   */
  public record Result(
      Window window,
      @Nullable Segment segment,
      long rows,
      long labelled,
      Measured plain,
      @Nullable Measured weighted) {}

  /**
   * All figures of some rows.
   *
   * @param rows with truth and prediction
   * @param effectiveRows rows of equal weights that say as much
   * @param metrics by id, in the order of the catalogue
   * @param classes figures of each class against the rest; empty for two classes and for numbers
   * @param confusion weights of rows [true class][predicted class]; empty without decisions
   * @param curves of scores; null without
   */
  public record Measured(
      long rows,
      double effectiveRows,
      Map<String, Estimate> metrics,
      List<ClassFigures> classes,
      List<List<Double>> confusion,
      @Nullable Curves curves) {
    public Measured {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
      classes = List.copyOf(classes);
      confusion = List.copyOf(confusion);
    }
  }

  /**
   * One class against the rest.
   *
   * @param name of the class
   * @param metrics by id
   */
  public record ClassFigures(String name, Map<String, Estimate> metrics) {
    public ClassFigures {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * What the scores of two classes give at each threshold.
   *
   * @param points at most 200, the greatest threshold first
   * @param calibration ten bins of equal width
   * @param positives share of the second class
   */
  public record Curves(
      List<ThresholdCurve.Point> points, List<CalibrationBin> calibration, double positives) {
    public Curves {
      points = List.copyOf(points);
      calibration = List.copyOf(calibration);
    }
  }
}
