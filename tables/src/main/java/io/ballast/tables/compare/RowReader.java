package io.ballast.tables.compare;

import static java.util.Objects.requireNonNull;

import io.ballast.tables.Batch;
import io.ballast.tables.Column;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the roles of one table's rows: labels, segment, window, weight. One reader serves one scan
 * at a time.
 */
final class RowReader {

  /** The predicted label of a row whose score is below the threshold. */
  static final int SCORED_NEGATIVE = -3;

  /** The predicted label of a row whose score has reached the threshold. */
  static final int SCORED_POSITIVE = -4;

  private final Table table;
  private final List<String> columns = new ArrayList<>();
  private final double threshold;
  private final int targetAt;
  private final int predictionAt;
  private final int scoreAt;
  private final int segmentAt;
  private final int weightAt;
  private final Labels.@Nullable Reader targets;
  private final Labels.@Nullable Reader predictions;
  private final Labels.@Nullable Reader segments;
  private final @Nullable Windows windows;

  private int offset;
  private @Nullable Batch batch;
  private long firstRow;
  private long nextRow;

  /**
   * A reader of one side.
   *
   * @param windows null on the side that has none
   */
  RowReader(
      Table table,
      ComparisonRequest request,
      Labels classes,
      Labels segmentLabels,
      @Nullable Windows windows) {
    this.table = table;
    Roles roles = request.roles();
    threshold = roles.threshold();
    targetAt = place(roles.target());
    predictionAt = place(roles.prediction());
    scoreAt = predictionAt >= 0 ? -1 : place(roles.score());
    segmentAt = place(request.by());
    weightAt =
        request.weighting() instanceof Weighting.ByColumn byColumn ? place(byColumn.name()) : -1;
    targets = targetAt < 0 ? null : classes.reader(column(targetAt).type());
    predictions = predictionAt < 0 ? null : classes.reader(column(predictionAt).type());
    segments = segmentAt < 0 ? null : segmentLabels.reader(column(segmentAt).type());
    this.windows = windows;
    if (windows != null && windows.column() != null) {
      windows.readAt(place(windows.column()));
    }
  }

  private int place(@Nullable String name) {
    if (name == null || table.schema().find(name).isEmpty()) {
      return -1;
    }
    if (!columns.contains(name)) {
      columns.add(name);
    }
    return columns.indexOf(name);
  }

  private Column column(int at) {
    return table.schema().find(columns.get(at)).orElseThrow();
  }

  /** The columns that a scan must have at {@code offset} of its list for {@link #read}. */
  List<String> columns() {
    return columns;
  }

  /** Before the first batch of a scan. */
  void start(int atOffset) {
    offset = atOffset;
    nextRow = 0;
  }

  /** Turns to the next batch. */
  void read(Batch next) {
    batch = next;
    firstRow = nextRow;
    nextRow += next.rows();
  }

  private Vector vector(int at) {
    if (batch == null) {
      throw new IllegalStateException("no batch was read");
    }
    return batch.vector(offset + at);
  }

  /** The label of the target; {@link Labels#MISSING} without one. */
  int target(int row) {
    return targets == null ? Labels.MISSING : targets.number(vector(targetAt), row);
  }

  /** The label of the prediction, or which side of the threshold the score is on. */
  int predicted(int row) {
    if (predictions != null) {
      return predictions.number(vector(predictionAt), row);
    }
    if (scoreAt < 0) {
      return Labels.MISSING;
    }
    double score = number(vector(scoreAt), row, columns.get(scoreAt));
    if (Double.isNaN(score)) {
      return Labels.MISSING;
    }
    return score >= threshold ? SCORED_POSITIVE : SCORED_NEGATIVE;
  }

  /** The label of the segment; {@link Labels#MISSING} without a value. */
  int segment(int row) {
    return segments == null ? 0 : segments.number(vector(segmentAt), row);
  }

  boolean hasSegments() {
    return segments != null;
  }

  /** The key of the window, {@link Windows#NONE} without an instant. */
  long window(int row) {
    return windows == null ? 0 : windows.keyOf(batchOrThrow(), offset, row, firstRow + row);
  }

  private Batch batchOrThrow() {
    return requireNonNull(batch);
  }

  /**
   * The event weight; NaN when missing.
   *
   * @throws ProblemException if it is negative or not finite
   */
  double weight(int row) {
    if (weightAt < 0) {
      return 1;
    }
    double weight = number(vector(weightAt), row, columns.get(weightAt));
    if (weight < 0 || Double.isInfinite(weight)) {
      throw ProblemException.input(
          "row " + (firstRow + row + 1) + " of " + table.name() + " has weight " + weight,
          "an event weight is a number of at least 0",
          "mend column " + columns.get(weightAt) + " or weight by another one");
    }
    return weight;
  }

  private double number(Vector vector, int row, String name) {
    if (vector.isMissing(row)) {
      return Double.NaN;
    }
    if (vector instanceof DoubleVector doubles) {
      return doubles.values()[row];
    }
    if (vector instanceof LongVector longs) {
      return longs.values()[row];
    }
    throw ProblemException.input(
        "column " + name + " of " + table.name() + " holds text",
        "a score or weight is a number",
        "name a numeric column");
  }
}
