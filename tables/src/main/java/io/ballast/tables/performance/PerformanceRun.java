package io.ballast.tables.performance;

import io.ballast.tables.Batch;
import io.ballast.tables.Table;
import io.ballast.tables.Timestamps;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.Labels;
import io.ballast.tables.compare.Weighting;
import io.ballast.tables.compare.Windows;
import io.ballast.tables.performance.PerformanceReport.Measured;
import io.ballast.tables.performance.PerformanceReport.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures a table: one look at the target, then one scan into a state for each cell. */
public final class PerformanceRun {
  private final Table table;
  private final PerformanceRequest request;
  private final PerformancePlan plan;
  private final TruthReader reader;
  private final Windows windows;
  private final Map<CellKey, Counted> cells = new HashMap<>();
  private long withoutInstant;
  private long ofOtherClass;
  private long predictedOther;
  private long row;

  private PerformanceRun(Table table, PerformanceRequest request) {
    this.table = table;
    this.request = request;
    this.plan = PerformancePlan.of(table, request);
    this.reader = new TruthReader(table, request, plan);
    boolean isTimed = request.every() != null && request.every().isOfTime();
    String timestamp = request.timestamp();
    this.windows =
        new Windows(
            request.every(),
            timestamp,
            isTimed && timestamp != null ? Timestamps.of(table, timestamp) : null);
    windows.readAt(reader.timestampAt());
  }

  /** Sees how far the scan has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many rows of so many have been read. */
    void update(long done, long expected);
  }

  /**
   * Measures a table.
   *
   * @throws io.ballast.tables.ProblemException for a request that does not fit the table
   */
  public static PerformanceReport run(Table table, PerformanceRequest request, Progress progress) {
    return new PerformanceRun(table, request).report(progress);
  }

  private record CellKey(long window, int segment) {}

  /** The rows of a cell, plain and weighted. */
  private static final class Counted {
    private final Cell plain;
    private final @Nullable Cell weighted;
    private long rows;
    private long labelled;

    Counted(Cell plain, @Nullable Cell weighted) {
      this.plain = plain;
      this.weighted = weighted;
    }
  }

  private Counted newCell() {
    return new Counted(cell(), request.weighting() instanceof Weighting.None ? null : cell());
  }

  private Cell cell() {
    return switch (plan.task()) {
      case BINARY -> new BinaryCell(request);
      case MULTICLASS -> new ClassCell(request, plan.classes());
      case REGRESSION -> new RegressionCell();
      case RANKING -> new RankingCell(request.top());
    };
  }

  private PerformanceReport report(Progress progress) {
    long expected = table.rows();
    table.scan(
        reader.columns(),
        batch -> {
          add(batch);
          progress.update(row, expected);
          return true;
        });
    windows.fix();
    List<Double> weights = new ArrayList<>();
    for (double weight : plan.weights()) {
      weights.add(weight);
    }
    return new PerformanceReport(
        table.name(), plan.task(), request, plan.classes(), weights, warnings(), results());
  }

  private void add(Batch batch) {
    for (int at = 0; at < batch.rows(); at++, row++) {
      long window = windows.keyOf(batch, 0, at, row);
      if (window == Windows.NONE) {
        withoutInstant++;
        continue;
      }
      windows.note(window);
      CellKey key = new CellKey(window, reader.segment(batch, at));
      Counted counted = cells.computeIfAbsent(key, fresh -> newCell());
      counted.rows++;
      if (!reader.hasTarget(batch, at)) {
        continue;
      }
      TruthRow values = reader.read(batch, at, row);
      if (!plan.classes().isEmpty() && values.truth == TruthRow.NONE) {
        ofOtherClass++;
        continue;
      }
      counted.labelled++;
      predictedOther += reader.isOfOtherClass(batch, at) ? 1 : 0;
      counted.plain.add(values, 1);
      if (counted.weighted != null) {
        counted.weighted.add(values, reader.weight(batch, at));
      }
    }
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (withoutInstant > 0) {
      warnings.add(withoutInstant + " rows without an instant are in no window");
    }
    if (ofOtherClass > 0) {
      warnings.add(ofOtherClass + " rows of a class that --classes does not name are left out");
    }
    if (predictedOther > 0) {
      warnings.add(
          predictedOther
              + " predictions are of a class that the target lacks or --classes does not name, they"
              + " are left out");
    }
    if (reader.withoutWeight() > 0) {
      warnings.add(
          reader.withoutWeight()
              + " rows have no weight of at least 0 and count in the plain figures only");
    }
    return warnings;
  }

  private List<Result> results() {
    List<Result> results = new ArrayList<>();
    List<String> names = reader.segmentNames();
    List<String> ordered = request.by() == null ? List.of("") : Labels.sorted(names);
    Map<Long, Long> keys = new HashMap<>();
    cells.keySet().forEach(key -> keys.put((long) windows.indexOf(key.window), key.window));
    for (String name : ordered) {
      for (int index = 0; index < windows.size(); index++) {
        Long window = keys.get((long) index);
        CellKey key = window == null ? null : new CellKey(window, Math.max(0, names.indexOf(name)));
        Counted counted = key == null ? null : cells.get(key);
        results.add(result(counted == null ? newCell() : counted, name, index));
      }
    }
    return results;
  }

  private Result result(Counted counted, String name, int index) {
    Measured plain = counted.plain.measured();
    return new Result(
        windows.window(index),
        request.by() == null ? null : new Segment(request.by(), name),
        counted.rows,
        counted.labelled,
        plain,
        counted.weighted == null ? null : counted.weighted.measured());
  }
}
