package io.ballast.tables.performance;

import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import io.ballast.tables.compare.Labels;
import io.ballast.tables.compare.Weighting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table into {@link TruthRow}s. */
final class TruthReader {
  private final PerformanceRequest request;
  private final PerformancePlan plan;
  private final List<String> columns = new ArrayList<>();
  private final Labels classes;
  private final Labels others = new Labels(Integer.MAX_VALUE);
  private final Labels.Reader targets;
  private final Labels.@Nullable Reader predictions;
  private final Labels.@Nullable Reader queries;
  private final Labels.@Nullable Reader segments;
  private final List<String> segmentNames = new ArrayList<>();
  private final TruthRow row = new TruthRow();
  private long withoutWeight;

  TruthReader(Table table, PerformanceRequest request, PerformancePlan plan) {
    this.request = request;
    this.plan = plan;
    classes = new Labels(Math.max(1, plan.classes().size()));
    plan.classes().forEach(classes::add);
    classes.freeze();
    targets = classes.reader(type(table, request.target()));
    predictions =
        request.prediction() == null ? null : classes.reader(type(table, request.prediction()));
    queries = request.query() == null ? null : others.reader(type(table, request.query()));
    segments = request.by() == null ? null : others.reader(type(table, request.by()));
    place(request.target());
    place(request.prediction());
    place(request.score());
    request.scores().forEach(this::place);
    place(request.query());
    place(request.by());
    place(request.timestamp());
    if (request.weighting() instanceof Weighting.ByColumn column) {
      place(column.name());
    }
  }

  private static ColumnType type(Table table, String name) {
    return table.schema().find(name).orElseThrow().type();
  }

  private void place(@Nullable String name) {
    if (name != null && !columns.contains(name)) {
      columns.add(name);
    }
  }

  /** The columns that a scan must have. */
  List<String> columns() {
    return columns;
  }

  /** Where the column of the instant is; -1 without. */
  int timestampAt() {
    return request.timestamp() == null ? -1 : columns.indexOf(request.timestamp());
  }

  private Vector vector(Batch batch, String name) {
    return batch.vector(columns.indexOf(name));
  }

  /** The number of the segment's name, 0 without segments. */
  int segment(Batch batch, int at) {
    if (segments == null || request.by() == null) {
      return 0;
    }
    int label = segments.number(vector(batch, request.by()), at);
    String name = label >= 0 ? others.all().get(label) : "";
    if (!segmentNames.contains(name)) {
      segmentNames.add(name);
    }
    return segmentNames.indexOf(name);
  }

  /** The names of the segments in order of their numbers. */
  List<String> segmentNames() {
    return segmentNames;
  }

  /** Whether a row has a target. */
  boolean hasTarget(Batch batch, int at) {
    return !vector(batch, request.target()).isMissing(at);
  }

  /** The values of a row; valid until the next one is read. */
  TruthRow read(Batch batch, int at, long number) {
    row.number = number;
    if (plan.classes().isEmpty()) {
      row.actual = number(vector(batch, request.target()), at);
      String predicted = request.prediction() != null ? request.prediction() : request.score();
      row.score = predicted == null ? Double.NaN : number(vector(batch, predicted), at);
      row.query = query(batch, at);
      return row;
    }
    row.truth = ofClass(targets.number(vector(batch, request.target()), at));
    if (predictions != null && request.prediction() != null) {
      row.predicted = ofClass(predictions.number(vector(batch, request.prediction()), at));
    }
    if (request.score() != null) {
      row.score = number(vector(batch, request.score()), at);
    }
    if (!request.scores().isEmpty()) {
      row.scores = new double[request.scores().size()];
      for (int k = 0; k < row.scores.length; k++) {
        row.scores[k] = number(vector(batch, request.scores().get(k)), at);
      }
    }
    return row;
  }

  private static int ofClass(int label) {
    return label >= 0 ? label : TruthRow.NONE;
  }

  private String query(Batch batch, int at) {
    if (queries == null || request.query() == null) {
      return "";
    }
    int label = queries.number(vector(batch, request.query()), at);
    return label >= 0 ? Integer.toString(label) : "";
  }

  /** Whether a prediction is there and is none of the classes. */
  boolean isOfOtherClass(Batch batch, int at) {
    return predictions != null
        && request.prediction() != null
        && !plan.classes().isEmpty()
        && row.predicted == TruthRow.NONE
        && !vector(batch, request.prediction()).isMissing(at);
  }

  /** Rows so far whose weight is missing, negative or no number. */
  long withoutWeight() {
    return withoutWeight;
  }

  /** The weight of a row; 1 without weights, 0 when it is missing, negative or no number. */
  double weight(Batch batch, int at) {
    if (request.weighting() instanceof Weighting.ByColumn column) {
      double weight = number(vector(batch, column.name()), at);
      boolean isWeight = weight >= 0 && Double.isFinite(weight);
      withoutWeight += isWeight ? 0 : 1;
      return isWeight ? weight : 0;
    }
    return plan.weights().length == 0 || row.truth == TruthRow.NONE ? 1 : plan.weights()[row.truth];
  }

  private static double number(Vector vector, int at) {
    if (vector.isMissing(at)) {
      return Double.NaN;
    }
    if (vector instanceof LongVector longs) {
      return longs.values()[at];
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[at];
    }
    return vector instanceof CodeVector codes ? ofText(codes, at) : Double.NaN;
  }

  private static double ofText(CodeVector codes, int at) {
    int code = codes.codes()[at];
    try {
      return code < 0 ? Double.NaN : Double.parseDouble(codes.dictionary().value(code));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
