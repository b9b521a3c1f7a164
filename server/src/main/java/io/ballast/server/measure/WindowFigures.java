package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Figures of a model's windows for pages: what {@code /v3/queries} answers, by the same code, as
 * values instead of JSON. Windows are those of the calendar of UTC. Thread-safe.
 */
public final class WindowFigures {

  private final DriftMeasure drift;
  private final TrafficMeasure traffic;
  private final IntegrityMeasure integrity;
  private final PerformanceMeasure performance;

  /** Figures measured with those stores. */
  public WindowFigures(
      Catalog catalog,
      EventStore events,
      Measurements measurements,
      InstantSource clock,
      String version) {
    this.drift = new DriftMeasure(catalog, events, measurements, clock, version);
    this.traffic = new TrafficMeasure(events);
    this.integrity = new IntegrityMeasure(events);
    this.performance = new PerformanceMeasure(events, measurements, clock, version);
  }

  /**
   * A window.
   *
   * @param start first instant
   * @param end excluded
   * @param rows events in it
   */
  public record Window(Instant start, Instant end, long rows) {}

  /**
   * The windows of a range with their events, in order; those at the ends are cut by the range.
   *
   * @param size as on the wire: {@code Hour}, {@code Day}, {@code Week}, {@code Month}
   */
  public List<Window> traffic(Model model, Instant start, Instant end, String size) {
    TimeBins bins = bins(start, end, size);
    long[] rows = traffic.rows(model.events(), bins);
    List<Window> windows = new ArrayList<>();
    for (int bin = 0; bin < rows.length; bin++) {
      windows.add(new Window(bins.edges().get(bin), bins.edges().get(bin + 1), rows[bin]));
    }
    return windows;
  }

  /**
   * Rows of a range that break the schema.
   *
   * @param rows of the range
   * @param missing rows without a value
   * @param outOfRange rows outside the limits
   * @param wrongType rows whose value does not fit the type
   * @param any rows with one of these at least
   */
  public record Violations(long rows, long missing, long outOfRange, long wrongType, long any) {}

  /** Rows of a range that break the schema in any column. */
  public Violations violations(Model model, Instant start, Instant end) {
    TimeBins bins = TimeBins.of(BinSize.RANGE, start, end, ZoneOffset.UTC);
    IntegrityMeasure.Violations found = integrity.violations(model.events(), bins);
    return new Violations(
        found.rows(), found.missing(), found.outOfRange(), found.wrongType(), found.any());
  }

  /**
   * Share of the events of a range whose label has come; NaN without events, or when the model has
   * no target. It is counted day by day, so that days that have ended are counted once.
   */
  public double labelCoverage(Model model, Instant start, Instant end) {
    return performance.labelCoverage(model, bins(start, end, BinSize.DAY.word()));
  }

  /**
   * Drift over windows.
   *
   * @param size as given to {@link #traffic}
   * @param windows as {@link #traffic} gave them
   * @param columns in this order
   * @param charted columns that are drawn with all that is known of them; of the others a result
   *     holds the leading statement alone, and of one in each window also its classes
   */
  public DriftReport drift(
      Model model,
      Baseline baseline,
      String size,
      List<Window> windows,
      List<String> columns,
      Set<String> charted) {
    Instant start = windows.get(0).start();
    Instant end = windows.get(windows.size() - 1).end();
    List<WindowStatement> statements = drift.statements(model, baseline, bins(start, end, size));
    boolean hasClasses = !model.shape().classes().isEmpty();
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      List<ColumnResult> found = columns(statements.get(i), columns, charted, hasClasses);
      results.add(
          new Result(
              new DriftReport.Window(window.start(), window.end(), i),
              null,
              0,
              window.rows(),
              verdict(found),
              null,
              null,
              found));
    }
    return WholeDrift.report(model, baseline, size.toLowerCase(Locale.ROOT), results);
  }

  private static List<ColumnResult> columns(
      WindowStatement statement, List<String> names, Set<String> charted, boolean hasClasses) {
    List<ColumnResult> columns = new ArrayList<>(names.size());
    boolean needsClasses = hasClasses;
    for (String name : names) {
      WindowStatement.ColumnStatement found = statement.find(name);
      if (found == null) {
        continue;
      }
      if (!needsClasses && !charted.contains(name)) {
        columns.add(found.glance());
        continue;
      }
      ColumnResult whole = found.whole();
      DriftReport.Weighted weighted = whole.weighted();
      needsClasses &= weighted == null || weighted.perClass().isEmpty();
      columns.add(whole);
    }
    return columns;
  }

  private static Verdict verdict(List<ColumnResult> columns) {
    return columns.stream()
        .map(ColumnResult::verdict)
        .min(Comparator.naturalOrder())
        .orElse(Verdict.NOT_ENOUGH_DATA);
  }

  private static TimeBins bins(Instant start, Instant end, String size) {
    BinSize found =
        BinSize.of(size).orElseThrow(() -> new IllegalArgumentException("bin size " + size));
    return TimeBins.of(found, start, end, ZoneOffset.UTC);
  }
}
