package io.ballast.tables.compare;

import io.ballast.tables.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The counting of one column over all cells: passes over the reference and the current table, then
 * the counts.
 */
sealed interface ColumnTask permits NumericTask, CategoryTask {

  /** The column's name. */
  String name();

  /**
   * Rows that are held before they are counted: the tables of a column stay in the cache that long.
   */
  int HELD_ROWS = 1 << 13;

  /** Holds rows, from position {@code at} on, until they are counted. */
  void hold(Vector vector, int rows, int at);

  /** Counts the held rows of the reference. */
  void reference(int rows, RowPlaces places);

  /** Ends the first pass over the reference. */
  void referenceDone();

  /** Counts the held rows of the current table. */
  void current(int rows, RowPlaces places);

  /** Looks for the bins; whether values of the reference are still wanted for them. */
  boolean wantsReference();

  /** The bins are known: the current table can be counted. */
  void referenceKnown();

  /** After the current table was counted: whether values of both sides are wanted for distances. */
  boolean wantsBoth();

  /**
   * Whether a collecting pass would hold too many rows: then the column is sampled and takes finer
   * steps.
   */
  boolean isTooCoarse();

  /** Samples the held rows of the reference where finer steps are needed. */
  void sample(int rows, RowPlaces places);

  /** Takes finer steps; the counting passes follow again. */
  void restep();

  /** Collects wanted values of the held rows of one side. */
  void collect(boolean isReference, int rows, RowPlaces places);

  /** Ends a collecting pass. */
  void collected();

  /** Why the column cannot be compared, in words; null when it can. */
  @Nullable String obstacle();

  /** The counts of a cell. */
  ColumnCounts counts(int cell);
}
