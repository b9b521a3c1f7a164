package io.ballast.tables.compare;

import io.ballast.stats.bins.Weighing;
import io.ballast.stats.drift.DriftMetric;
import java.util.List;

/**
 * What the columns of a comparison are counted by, for all cells that take their class by the same
 * rule.
 *
 * @param request what was asked for
 * @param segments number of segments
 * @param windows number of windows
 * @param counting what rows are told apart by
 * @param segmentWeights weights of the classes for each segment; empty without class weights
 * @param countedWeights the same, 0 for a class that the reference of the segment lacks: its rows
 *     are left out
 * @param splits split values of a ladder
 */
record Plan(
    ComparisonRequest request,
    int segments,
    int windows,
    RowPlaces.Counting counting,
    List<double[]> segmentWeights,
    List<double[]> countedWeights,
    int splits) {

  /** Split values of a ladder while memory allows. */
  static final int SPLITS = 4096;

  /** Split values of a ladder while each scan counts several columns. */
  private static final int FEW_SPLITS = 512;

  /** Split values of a ladder of few rows, or of one among many windows, as each has few rows. */
  private static final int WINDOW_SPLITS = 1024;

  /** Rows of a reference for each split value, between the numbers above. */
  private static final int ROWS_OF_SPLIT = 16;

  private static final int MANY_WINDOWS = 4;

  /** Columns that a scan counts, if that leaves more than a few split values. */
  private static final int COLUMNS = 8;

  /** Bytes that the ladders of columns counted at the same time may take. */
  private static final long LADDER_BYTES = 96L << 20;

  static Plan of(
      ComparisonRequest request,
      long referenceRows,
      Survey survey,
      RowPlaces.Counting counting,
      List<double[]> segmentWeights,
      List<double[]> countedWeights) {
    int segments = survey.segments().size();
    int windows = survey.windows().size();
    long ladders = segments + (long) segments * windows;
    // Of many windows each has few rows: rather fewer splits than a scan for each column.
    long limit = LADDER_BYTES / (ladders * bytesPerSplit(counting));
    long wanted = windows < MANY_WINDOWS ? referenceRows / ROWS_OF_SPLIT : 0;
    long most = Math.max(WINDOW_SPLITS, Math.min(SPLITS, wanted));
    long splits =
        Math.max(32, Math.min(most, Math.max(limit / COLUMNS, Math.min(limit, FEW_SPLITS))));
    return new Plan(
        request, segments, windows, counting, segmentWeights, countedWeights, (int) splits);
  }

  private static long bytesPerSplit(RowPlaces.Counting counting) {
    return 2L * 8 * (counting.rows() + (counting.eventWeighted() ? 2 : 0));
  }

  /** Columns that are counted at the same time. */
  int columnsAtOnce() {
    long ladders = segments + (long) segments * windows;
    long bytes = ladders * splits * bytesPerSplit(counting);
    return wasserstein() ? 1 : (int) Math.max(1, Math.min(1000, LADDER_BYTES / bytes));
  }

  int cells() {
    return segments * windows;
  }

  int segmentOf(int cell) {
    return cell / windows;
  }

  Binning binning() {
    return request.binning();
  }

  boolean fiddlerParity() {
    return request.fiddlerParity();
  }

  ParityBins parityBins() {
    return request.parityBins();
  }

  boolean wasserstein() {
    return request.rule().metrics().contains(DriftMetric.WASSERSTEIN);
  }

  boolean density() {
    return request.rule().metrics().contains(DriftMetric.DENSITY_DISTANCE);
  }

  /** Whether there is a weighted statement. */
  boolean isWeighted() {
    return counting.eventWeighted() || !segmentWeights.isEmpty();
  }

  double[] weights(int segment) {
    return segmentWeights.get(segment);
  }

  /** Number of ways in which rows count. */
  int weighings() {
    return isWeighted() ? 2 : 1;
  }

  /** How rows count: alike, then as weighted. */
  List<Weighing> weighings(int segment) {
    Weighing alike = Weighing.alike(counting.rows());
    if (!isWeighted()) {
      return List.of(alike);
    }
    return List.of(
        alike,
        counting.eventWeighted()
            ? Weighing.byEvent()
            : Weighing.byClass(countedWeights.get(segment)));
  }
}
