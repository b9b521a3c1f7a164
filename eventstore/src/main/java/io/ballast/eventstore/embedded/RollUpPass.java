package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.tables.Batch;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts some hours from their events: one scan, whatever is asked for. The same code counts what
 * is kept and what is answered of an hour whose kept counts are out of date.
 */
final class RollUpPass {

  private final RollUpPlan plan;
  private final Map<ColumnRef, Integer> positions;
  private final NavigableMap<Integer, HourTotals> hours = new TreeMap<>();
  private final HourTotals[] hourOfRow = new HourTotals[Batch.MAX_ROWS];
  private final int[] slotOfRow = new int[Batch.MAX_ROWS];
  private final int[] placeOfRow = new int[Batch.MAX_ROWS];
  private final int[] targets = new int[Batch.MAX_ROWS];
  private final int[] predictions = new int[Batch.MAX_ROWS];
  private final int[] binOfRow = new int[Batch.MAX_ROWS];
  private final double[] weightOfRow = new double[Batch.MAX_ROWS];
  private final List<BinSet> binSets;
  private final List<BinReader> binReaders = new ArrayList<>();
  private final List<ValueCheck> checks = new ArrayList<>();
  private final @Nullable ClassReader targetReader;
  private final @Nullable ClassReader predictionReader;
  private final RowViolations rowViolations;

  private RollUpPass(RollUpPlan plan, SortedSet<Integer> wanted) {
    this.plan = plan;
    this.positions = plan.positions();
    this.binSets = List.copyOf(plan.binSets().values());
    binSets.forEach(binSet -> binReaders.add(BinReader.of(binSet.rule())));
    plan.integrity()
        .forEach(index -> checks.add(new ValueCheck(plan.schema().columns().get(index))));
    this.rowViolations = new RowViolations(plan);
    this.targetReader = classReader(plan.schema().classes().target());
    this.predictionReader =
        plan.schema().classes().prediction() instanceof Prediction.Column column
            ? classReader(column.column())
            : null;
    wanted.forEach(hour -> hours.put(hour, new HourTotals(plan)));
  }

  private @Nullable ClassReader classReader(@Nullable String name) {
    if (name == null || plan.binSets().isEmpty()) {
      return null;
    }
    EventColumn column =
        plan.schema().find(name).orElseThrow(() -> new IllegalStateException("no column " + name));
    return new ClassReader(plan.schema().classes().classes(), column);
  }

  /**
   * Counts the hours, within a reader's transaction.
   *
   * @return for each wanted hour what was counted, also for hours without events
   */
  static NavigableMap<Integer, HourTotals> count(
      Scanner scanner,
      DuckDb connection,
      SetSnapshot snapshot,
      RollUpPlan plan,
      SortedSet<Integer> wanted) {
    RollUpPass pass = new RollUpPass(plan, wanted);
    if (wanted.isEmpty()) {
      return pass.hours;
    }
    Map<ColumnRef, io.ballast.tables.Dictionary> dictionaries = plan.dictionaries();
    ScanRequest request =
        ScanRequest.of(snapshot.record().set(), List.copyOf(pass.positions.keySet()))
            .within(
                new TimeWindow(
                    Days.startOfHour(wanted.first()), Days.startOfHour(wanted.last() + 1)));
    scanner.scan(connection, snapshot, request, pass::accept, dictionaries::get);
    return pass.hours;
  }

  /**
   * Counts any number of hours in several scans, so that memory does not grow with them.
   *
   * @param consumer takes each hour, rising
   */
  static void countEach(
      Scanner scanner,
      DuckDb connection,
      SetSnapshot snapshot,
      RollUpPlan plan,
      NavigableSet<Integer> wanted,
      BiConsumer<Integer, HourTotals> consumer) {
    NavigableSet<Integer> left = new TreeSet<>(wanted);
    while (!left.isEmpty()) {
      NavigableSet<Integer> pass = plan.firstPass(left);
      count(scanner, connection, snapshot, plan, pass).forEach(consumer);
      left.removeAll(pass);
    }
  }

  private Vector vector(Batch batch, ColumnRef column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalStateException("the pass does not read " + column);
    }
    return batch.vector(position);
  }

  private Vector vector(Batch batch, int column) {
    return vector(batch, ColumnRef.of(plan.schema().columns().get(column).name()));
  }

  private boolean accept(Batch batch) {
    findHours((LongVector) vector(batch, EventField.EVENT_TIME), batch.rows());
    if (!binSets.isEmpty()) {
      findPlaces(batch);
      countBins(batch);
    }
    addSums(batch);
    if (!checks.isEmpty()) {
      countViolations(batch);
    }
    return true;
  }

  private void findHours(LongVector times, int rows) {
    int lastHour = Integer.MIN_VALUE;
    HourTotals last = null;
    for (int row = 0; row < rows; row++) {
      long micros = times.values()[row];
      int hour = Days.hourOf(micros);
      if (hour != lastHour) {
        lastHour = hour;
        last = hours.get(hour);
      }
      hourOfRow[row] = last;
      int slot = (int) ((micros - Days.startOfHour(hour)) / SlotSeries.SLOT_MICROS);
      slotOfRow[row] = slot;
      if (last != null) {
        last.addRow(slot);
      }
    }
  }

  private void findPlaces(Batch batch) {
    int rows = batch.rows();
    if (targetReader != null) {
      String target = plan.schema().classes().target();
      targetReader.read(vector(batch, ColumnRef.of(String.valueOf(target))), rows, targets);
    }
    readPredictions(batch);
    for (int row = 0; row < rows; row++) {
      HourTotals hour = hourOfRow[row];
      if (hour != null) {
        placeOfRow[row] = hour.place(targets[row], predictions[row]);
      }
    }
    String weight = plan.schema().weight();
    if (weight != null) {
      numbers(vector(batch, ColumnRef.of(weight)), rows, weightOfRow);
    }
  }

  private void readPredictions(Batch batch) {
    int rows = batch.rows();
    Prediction prediction = plan.schema().classes().prediction();
    if (prediction instanceof Prediction.Column column && predictionReader != null) {
      predictionReader.read(vector(batch, ColumnRef.of(column.column())), rows, predictions);
    } else if (prediction instanceof Prediction.Threshold threshold) {
      numbers(vector(batch, ColumnRef.of(threshold.column())), rows, weightOfRow);
      for (int row = 0; row < rows; row++) {
        double score = weightOfRow[row];
        predictions[row] = Double.isNaN(score) ? 0 : score >= threshold.threshold() ? 2 : 1;
      }
    } else if (prediction instanceof Prediction.Largest largest) {
      readLargest(batch, largest.columns());
    }
  }

  private void readLargest(Batch batch, List<String> columns) {
    double[] best = new double[batch.rows()];
    java.util.Arrays.fill(predictions, 0, batch.rows(), 0);
    for (int k = 0; k < columns.size(); k++) {
      numbers(vector(batch, ColumnRef.of(columns.get(k))), batch.rows(), weightOfRow);
      for (int row = 0; row < batch.rows(); row++) {
        double score = weightOfRow[row];
        if (!Double.isNaN(score) && (predictions[row] == 0 || score > best[row])) {
          best[row] = score;
          predictions[row] = k + 1;
        }
      }
    }
  }

  private static void numbers(Vector vector, int rows, double[] into) {
    if (vector instanceof DoubleVector doubles) {
      System.arraycopy(doubles.values(), 0, into, 0, rows);
      return;
    }
    LongVector longs = (LongVector) vector;
    for (int row = 0; row < rows; row++) {
      into[row] = longs.missing()[row] ? Double.NaN : longs.values()[row];
    }
  }

  private void countBins(Batch batch) {
    boolean weighted = plan.schema().weight() != null;
    for (int set = 0; set < binSets.size(); set++) {
      ColumnRef column = ColumnRef.of(binSets.get(set).key().column());
      binReaders.get(set).read(vector(batch, column), batch.rows(), binOfRow);
      for (int row = 0; row < batch.rows(); row++) {
        HourTotals hour = hourOfRow[row];
        if (hour == null) {
          continue;
        }
        hour.count(set, placeOfRow[row], binOfRow[row]);
        // A row without a weight weighs nothing.
        if (weighted && !Double.isNaN(weightOfRow[row])) {
          hour.weigh(set, placeOfRow[row], binOfRow[row], weightOfRow[row]);
        }
      }
    }
  }

  private void addSums(Batch batch) {
    double[] values = new double[plan.sums().isEmpty() ? 0 : batch.rows()];
    for (int i = 0; i < plan.sums().size(); i++) {
      numbers(vector(batch, plan.sums().get(i)), batch.rows(), values);
      for (int row = 0; row < batch.rows(); row++) {
        HourTotals hour = hourOfRow[row];
        double value = values[row];
        if (hour != null && !Double.isNaN(value)) {
          hour.valuesOfSlot[i][slotOfRow[row]]++;
          HourTotals.add(hour.sums[i], slotOfRow[row], value);
          HourTotals.add(hour.squaresOfSlot[i], slotOfRow[row], value * value);
        }
      }
    }
  }

  private void countViolations(Batch batch) {
    rowViolations.begin(
        (io.ballast.tables.CodeVector) vector(batch, EventField.MISFITS), batch.rows());
    for (int i = 0; i < checks.size(); i++) {
      byte[] found = rowViolations.misfits(plan.integrity().get(i));
      checks.get(i).find(vector(batch, plan.integrity().get(i)), batch.rows(), found);
      boolean countsForRow = checks.get(i).countsForRow();
      for (int row = 0; row < batch.rows(); row++) {
        HourTotals hour = hourOfRow[row];
        if (found[row] != ValueCheck.FINE && hour != null) {
          hour.violations[i][found[row] - 1]++;
          if (countsForRow || found[row] != ValueCheck.MISSING) {
            rowViolations.add(row, found[row]);
          }
        }
      }
    }
    rowViolations.end(hourOfRow, batch.rows());
  }
}
