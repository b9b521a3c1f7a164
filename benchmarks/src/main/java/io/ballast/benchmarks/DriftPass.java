package io.ballast.benchmarks;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.stats.bins.NumericBinLookup;
import io.ballast.stats.bins.NumericBins;
import io.ballast.tables.Batch;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over all events: each number into its twenty bins, per day, and per class when it is
 * weighted, as class weights are applied to counts per class.
 */
final class DriftPass {

  private static final long DAY_MICROS = EventFixture.DAY_SECONDS * 1_000_000;

  private final boolean weighted;
  private final List<NumericBinLookup> lookups = new ArrayList<>();
  private final int[] binsOf = new int[EventFixture.NUMBERS.size()];
  private final long[][] counts = new long[EventFixture.NUMBERS.size()][];
  private final int[] places = new int[Batch.MAX_ROWS];
  private final int[] bins = new int[Batch.MAX_ROWS];

  private DriftPass(boolean weighted) {
    this.weighted = weighted;
    for (int column = 0; column < counts.length; column++) {
      NumericBins binning =
          NumericBins.intervals(
              EventFixture.edges(EventFixture.NUMBERS.get(column)).stream()
                  .mapToDouble(Double::doubleValue)
                  .toArray(),
              new double[0]);
      lookups.add(new NumericBinLookup(binning));
      binsOf[column] = binning.bins().size();
      counts[column] = new long[EventFixture.DAYS * 2 * binsOf[column]];
    }
  }

  /**
   * Counts all events.
   *
   * @return counts [column][(day * 2 + class) * bins + bin]; of class 0 only when not weighted
   */
  static long[][] run(EventStore store, boolean weighted) {
    DriftPass pass = new DriftPass(weighted);
    List<ColumnRef> columns = new ArrayList<>();
    columns.add(EventField.EVENT_TIME);
    if (weighted) {
      columns.add(ColumnRef.of("label"));
    }
    EventFixture.NUMBERS.forEach(name -> columns.add(ColumnRef.of(name)));
    store.scan(ScanRequest.of(EventFixture.MODEL, columns), pass::accept, new TaskControl());
    return pass.counts;
  }

  private boolean accept(Batch batch) {
    int rows = batch.rows();
    long[] times = ((LongVector) batch.vector(0)).values();
    long start = EventFixture.START.getEpochSecond() * 1_000_000;
    for (int row = 0; row < rows; row++) {
      places[row] = 2 * (int) ((times[row] - start) / DAY_MICROS);
    }
    int first = 1;
    if (weighted) {
      long[] labels = ((LongVector) batch.vector(first++)).values();
      for (int row = 0; row < rows; row++) {
        places[row] += (int) labels[row];
      }
    }
    for (int column = 0; column < counts.length; column++) {
      double[] values = ((DoubleVector) batch.vector(first + column)).values();
      lookups.get(column).indicesOf(values, rows, bins);
      long[] into = counts[column];
      int width = binsOf[column];
      for (int row = 0; row < rows; row++) {
        into[places[row] * width + bins[row]]++;
      }
    }
    return true;
  }

  /** One number for all counts. */
  static int fingerprint(long[][] counts) {
    return Arrays.deepHashCode(counts);
  }

  /** Events counted in each column. */
  static long events(long[][] counts) {
    return Arrays.stream(counts[0]).sum();
  }
}
