package io.ballast.report;

import io.ballast.report.chart.CategoryBars;
import io.ballast.report.chart.Histogram;
import io.ballast.report.chart.Span;
import io.ballast.report.chart.Standing;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drift statements as the plain data that charts draw. */
final class Shapes {
  private static final Span NOTHING = new Span(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private Shapes() {}

  /** A statement's leading distance on the corrected scale. */
  static Span span(Statement statement) {
    return span(statement.metric(), statement.effect());
  }

  /** A distance on the corrected scale; its noise area ends where 95% of quiet windows do. */
  static Span span(DriftMetric metric, @Nullable Measure measure) {
    if (measure == null) {
      return NOTHING;
    }
    Interval interval = measure.interval();
    return new Span(
        measure.judged(),
        interval == null ? Double.NaN : interval.lower(),
        interval == null ? Double.NaN : interval.upper(),
        correctedNoise(metric, measure));
  }

  private static double correctedNoise(DriftMetric metric, Measure measure) {
    double high = measure.noise95();
    double floor = measure.noiseFloor();
    return switch (metric) {
      case PSI, JS_DIVERGENCE -> high - floor;
      case JS_DISTANCE, HELLINGER -> Math.sqrt(Math.max(0, high * high - floor * floor));
      case KS, CRAMERS_V, WASSERSTEIN, KL, TOTAL_VARIATION, L_INFINITY, DENSITY_DISTANCE ->
          Double.NaN;
    };
  }

  /** How sure a statement is. */
  static Standing standing(Statement statement) {
    return switch (statement.verdict()) {
      case DRIFT -> Standing.PROVEN;
      case NO_DRIFT -> Statements.isLargeUnproven(statement) ? Standing.UNPROVEN : Standing.STEADY;
      case NOT_ENOUGH_DATA -> Standing.UNKNOWN;
    };
  }

  /** How sure the statement inside one class is; unknown without it. */
  static Standing standing(@Nullable ClassPart part) {
    if (part == null || part.moved() == null || part.effect() == null) {
      return Standing.UNKNOWN;
    }
    if (part.moved()) {
      return Standing.PROVEN;
    }
    boolean isLarge = part.effect().judged() >= DriftMetric.PSI.warning();
    return isLarge ? Standing.UNPROVEN : Standing.STEADY;
  }

  /** The mark of a statement. */
  static VerdictMark mark(Statement statement) {
    return mark(statement.verdict(), statement.severity());
  }

  /** The mark of a verdict. */
  static VerdictMark mark(Verdict verdict, @Nullable Severity severity) {
    return switch (verdict) {
      case DRIFT -> severity == Severity.WARNING ? VerdictMark.WARNING : VerdictMark.CRITICAL;
      case NO_DRIFT -> VerdictMark.NONE;
      case NOT_ENOUGH_DATA -> VerdictMark.UNSURE;
    };
  }

  /** Whether bins are names without an order, drawn as rows instead of slots. */
  static boolean isCategorical(List<Bin> bins) {
    return bins.stream()
        .noneMatch(bin -> bin.kind() == BinKind.INTERVAL || !Double.isNaN(bin.lower()));
  }

  /** The slots of a histogram; bins that are empty on both sides are left out. */
  static Histogram histogram(
      String label, ColumnType type, List<Bin> bins, double[] reference, double[] current) {
    Edges edges = Edges.of(type, bins);
    List<Histogram.Slot> slots = new ArrayList<>();
    for (Histogram.Kind kind : Histogram.Kind.values()) {
      boolean isFirst = true;
      for (int b = 0; b < bins.size(); b++) {
        Bin bin = bins.get(b);
        if (kind(bin) != kind || (reference[b] == 0 && current[b] == 0)) {
          continue;
        }
        boolean isRange = kind == Histogram.Kind.RANGE;
        String edge = isRange && !isFirst ? edges.edge(bin.lower()) : "";
        String name = isRange ? "" : edges.name(bin);
        slots.add(new Histogram.Slot(edge, name, reference[b], current[b], kind));
        isFirst = false;
      }
    }
    return new Histogram(label, slots);
  }

  private static Histogram.Kind kind(Bin bin) {
    return switch (bin.kind()) {
      case POINT -> Histogram.Kind.POINT;
      case INTERVAL -> Histogram.Kind.RANGE;
      case VALUE -> Histogram.Kind.VALUE;
      case OTHER, UNSEEN, MISSING -> Histogram.Kind.APART;
    };
  }

  /** The rows of a category table; bins that are empty on both sides are left out. */
  static CategoryBars categories(
      String caption, List<Bin> bins, double[] reference, double[] current) {
    List<CategoryBars.Row> rows = new ArrayList<>();
    for (int b = 0; b < bins.size(); b++) {
      if (reference[b] > 0 || current[b] > 0) {
        rows.add(
            new CategoryBars.Row(
                Names.value(bins.get(b).label()),
                reference[b],
                current[b],
                Figures.PAGE.share(reference[b]),
                Figures.PAGE.share(current[b])));
      }
    }
    return new CategoryBars(caption, rows, "Reference", "Window");
  }

  /** Counts as shares; all 0 when there is no row. */
  static double[] shares(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    double[] shares = new double[counts.length];
    if (total > 0) {
      for (int b = 0; b < counts.length; b++) {
        shares[b] = counts[b] / (double) total;
      }
    }
    return shares;
  }
}
