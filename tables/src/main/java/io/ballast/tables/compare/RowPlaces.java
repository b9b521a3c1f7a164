package io.ballast.tables.compare;

import io.ballast.stats.weights.ClassRule;
import io.ballast.tables.Batch;
import java.util.Arrays;

/** Where each row of a batch is counted: its cell, its class and its event weight. */
final class RowPlaces {

  /** The cell of a row that is not counted at all. */
  static final int NOWHERE = -1;

  private final Survey survey;
  private final RowReader reader;
  private final boolean isReference;
  private final ClassRule.Column rule;
  private final boolean[] cells;
  private final boolean eventWeighted;
  private final boolean oneCell;
  private final boolean trivial;

  final int[] cell = new int[ColumnTask.HELD_ROWS];
  final int[] rowClass = new int[ColumnTask.HELD_ROWS];
  final double[] weight = new double[ColumnTask.HELD_ROWS];

  /**
   * Places of one side.
   *
   * @param counting what rows are told apart by
   * @param cells which cells are counted
   */
  RowPlaces(Survey survey, boolean isReference, Counting counting, boolean[] cells) {
    this.survey = survey;
    this.reader = survey.reader(isReference);
    this.isReference = isReference;
    this.rule = counting.rule();
    this.cells = cells;
    this.eventWeighted = counting.eventWeighted();
    this.oneCell =
        !reader.hasSegments()
            && (isReference || (survey.windows().size() == 1 && survey.withoutInstant() == 0));
    this.trivial = oneCell && rule == ClassRule.Column.NONE && !eventWeighted;
    Arrays.fill(weight, 1);
  }

  /** Whether every row is counted in cell 0. */
  boolean hasOneCell() {
    return oneCell;
  }

  RowReader reader() {
    return reader;
  }

  /** Places the rows of a batch, from position {@code at} on. */
  void read(Batch batch, int at) {
    reader.read(batch);
    if (trivial) {
      return;
    }
    int windows = isReference ? 1 : survey.windows().size();
    for (int row = 0; row < batch.rows(); row++) {
      cell[at + row] = cellOf(row, windows);
      if (eventWeighted) {
        double value = reader.weight(row);
        boolean counts = value > 0;
        rowClass[at + row] = counts ? 0 : 1;
        weight[at + row] = counts ? value : 0;
      } else if (rule == ClassRule.Column.TARGET) {
        rowClass[at + row] = survey.classOf(reader.target(row));
      } else if (rule == ClassRule.Column.PREDICTION) {
        rowClass[at + row] = survey.classOf(reader.predicted(row));
      }
    }
  }

  private int cellOf(int row, int windows) {
    int segment = survey.segmentOf(reader.segment(row));
    int window = isReference ? 0 : survey.windows().indexOf(reader.window(row));
    if (window < 0) {
      return NOWHERE;
    }
    int index = segment * windows + window;
    return cells[index] ? index : NOWHERE;
  }

  /** Rows that stand together and are counted in one cell. */
  @FunctionalInterface
  interface Run {
    /** Takes the rows from one to another, excluded. */
    void take(int cell, int from, int to);
  }

  /**
   * The runs of the first rows; they mostly come in the order of time, those of a window together.
   */
  void runs(int rows, Run run) {
    if (oneCell) {
      run.take(0, 0, rows);
      return;
    }
    for (int from = 0; from < rows; ) {
      int to = from + 1;
      while (to < rows && cell[to] == cell[from]) {
        to++;
      }
      if (cell[from] != NOWHERE) {
        run.take(cell[from], from, to);
      }
      from = to;
    }
  }

  /**
   * What rows are told apart by.
   *
   * @param rule which column gives the class; NONE for one class of all rows
   * @param classes classes told apart; rows without one are a further class
   * @param eventWeighted whether event weights are summed: class 0 holds the rows with a weight
   *     above 0
   */
  record Counting(ClassRule.Column rule, int classes, boolean eventWeighted) {
    /** Rows of counts: the classes, and one for rows without. */
    int rows() {
      return eventWeighted ? 2 : classes + 1;
    }
  }
}
