package io.ballast.server.measure;

import io.ballast.server.catalog.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be asked about a model; ids and names are those of the wire (fiddler-v3.md 3.3). */
enum Metric {
  /** Jensen-Shannon distance, base 2. */
  JSD("jsd", "Jensen-Shannon Distance", Kind.DRIFT),
  /** Population stability index, one added to every bin. */
  PSI("psi", "Population Stability Index", Kind.DRIFT),

  /** Rows without a value. */
  NULL_COUNT("null_violation_count", "Missing Value Violation", Kind.INTEGRITY),
  /** Their share. */
  NULL_SHARE("null_violation_percentage", "% Missing Value Violation", Kind.INTEGRITY),
  /** Rows outside the schema's limits. */
  RANGE_COUNT("range_violation_count", "Range Violation", Kind.INTEGRITY),
  /** Their share. */
  RANGE_SHARE("range_violation_percentage", "% Range Violation", Kind.INTEGRITY),
  /** Rows whose value does not fit the type. */
  TYPE_COUNT("type_violation_count", "Type Violation", Kind.INTEGRITY),
  /** Their share. */
  TYPE_SHARE("type_violation_percentage", "% Type Violation", Kind.INTEGRITY),
  /** Rows with one of them at least. */
  ANY_COUNT("any_violation_count", "Any Violation", Kind.INTEGRITY),
  /** Their share. */
  ANY_SHARE("any_violation_percentage", "% Any Violation", Kind.INTEGRITY),

  /** Share of right decisions. */
  ACCURACY("accuracy", "Accuracy", Kind.PERFORMANCE),
  /** Share of positives among those predicted. */
  PRECISION("precision", "Precision", Kind.PERFORMANCE),
  /** Share of positives that were found. */
  RECALL("recall", "Recall", Kind.PERFORMANCE),
  /** Share of negatives that were taken for positive. */
  FPR("fpr", "False Positive Rate", Kind.PERFORMANCE),
  /** Harmonic mean of precision and recall. */
  F1("f1_score", "F1", Kind.PERFORMANCE),
  /** Area under the ROC curve. */
  AUC("auc", "AUC", Kind.PERFORMANCE),
  /** The same under its other id. */
  AUROC("auroc", "AUROC", Kind.PERFORMANCE),
  /** Root of precision times recall. */
  GEOMETRIC_MEAN("geometric_mean", "Geometric Mean", Kind.PERFORMANCE),
  /** Threshold with the largest recall less false-positive rate. */
  CALIBRATED_THRESHOLD("calibrated_threshold", "Calibrated Threshold", Kind.PERFORMANCE),
  /** Expected calibration error. */
  CALIBRATION_ERROR("expected_calibration_error", "Expected Calibration Error", Kind.PERFORMANCE),
  /** Mean of minus ln of the probability of the truth. */
  LOG_LOSS("log_loss", "Log Loss", Kind.PERFORMANCE),
  /** Rows with target and output. */
  DATA_COUNT("data_count", "Data Count", Kind.PERFORMANCE),

  /** Share of the truth's variance that is explained. */
  R2("r2", "R-squared", Kind.PERFORMANCE),
  /** Mean squared error. */
  MSE("mse", "MSE", Kind.PERFORMANCE),
  /** Mean absolute error. */
  MAE("mae", "MAE", Kind.PERFORMANCE),
  /** Mean absolute error over the size of the truth. */
  MAPE("mape", "MAPE", Kind.PERFORMANCE),
  /** Absolute errors over the sizes of the truth. */
  WMAPE("wmape", "WMAPE", Kind.PERFORMANCE),

  /** Rows. */
  TRAFFIC("traffic", "Traffic", Kind.TRAFFIC),
  /** Mean of a column of numbers. */
  AVERAGE("average", "Average", Kind.STATISTIC),
  /** Sum of a column of numbers. */
  SUM("sum", "Sum", Kind.STATISTIC),
  /** Rows of a category. */
  FREQUENCY("frequency", "Frequency", Kind.STATISTIC);

  /** The families of metrics. */
  enum Kind {
    /** How far a column has moved. */
    DRIFT("drift", "Data Drift"),
    /** Values that break the schema. */
    INTEGRITY("data_integrity", "Data Integrity"),
    /** How well the model does. */
    PERFORMANCE("performance", "Performance"),
    /** How much comes in. */
    TRAFFIC("service_metrics", "Traffic"),
    /** What the values are. */
    STATISTIC("statistic", "Statistic");

    private final String key;
    private final String title;

    Kind(String key, String title) {
      this.key = key;
      this.title = title;
    }

    String key() {
      return key;
    }

    String title() {
      return title;
    }
  }

  private final String id;
  private final String title;
  private final Kind kind;

  Metric(String id, String title, Kind kind) {
    this.id = id;
    this.title = title;
    this.kind = kind;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  /** Whether models of that task have it. */
  boolean isFor(Task task) {
    if (kind != Kind.PERFORMANCE) {
      return true;
    }
    return switch (this) {
      case ACCURACY, LOG_LOSS ->
          task == Task.BINARY_CLASSIFICATION || task == Task.MULTICLASS_CLASSIFICATION;
      case DATA_COUNT ->
          task == Task.BINARY_CLASSIFICATION
              || task == Task.MULTICLASS_CLASSIFICATION
              || task == Task.REGRESSION;
      case R2, MSE, MAE, MAPE, WMAPE -> task == Task.REGRESSION;
      default -> task == Task.BINARY_CLASSIFICATION;
    };
  }

  static Optional<Metric> of(String id) {
    return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
  }

  /** The metrics of models of that task. */
  static List<Metric> of(Task task) {
    return Arrays.stream(values()).filter(metric -> metric.isFor(task)).toList();
  }
}
