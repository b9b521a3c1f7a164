package io.ballast.report.performance;

import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Span;
import io.ballast.report.chart.Standing;
import io.ballast.report.chart.TimeLine;
import io.ballast.report.chart.VerdictMark;
import io.ballast.stats.performance.Estimate;
import io.ballast.tables.compare.DriftReport.Window;
import io.ballast.tables.performance.PerformanceReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The leading metrics over windows of all rows: a line with a block for each 95% interval. */
final class WindowCharts {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int TICKS = 4;

  private final List<Result> windows;
  private final PerformanceWords words;

  /**
   * Charts of some results.
   *
   * @param results those of segments are left out
   */
  WindowCharts(List<Result> results, PerformanceWords words) {
    this.windows = results.stream().filter(result -> result.segment() == null).toList();
    this.words = words;
  }

  /** The metrics that have something to draw: two windows with a value, and none below 0. */
  List<String> metrics() {
    return words.leading().stream().filter(this::canBeDrawn).toList();
  }

  private boolean canBeDrawn(String id) {
    long values = 0;
    for (Result window : windows) {
      Estimate estimate = estimate(window, id);
      if (estimate.value() < 0) {
        return false;
      }
      values += estimate.isDefined() ? 1 : 0;
    }
    return values > 1;
  }

  private static Estimate estimate(Result window, String id) {
    return window.plain().metrics().getOrDefault(id, Estimate.count(0));
  }

  /** Writes one chart for each of {@link #metrics}. */
  void write(Markup html) {
    html.start("div", "class", "curves");
    for (String id : metrics()) {
      html.start("figure").start("figcaption").element("b", id).end("figcaption");
      List<TimeLine.Point> points = new ArrayList<>();
      double extent = 0;
      for (int index = 0; index < windows.size(); index++) {
        TimeLine.Point point = point(index, estimate(windows.get(index), id));
        extent = Math.max(extent, point.span().extent());
        points.add(point);
      }
      String label = id + " by window, " + windows.size() + " windows, with 95% intervals";
      new TimeLine(label, points, Scale.holding(extent, TICKS), List.of(), TimeLine.Style.SMALL)
          .write(html);
      html.end("figure").line();
    }
    html.end("div").line();
  }

  private TimeLine.Point point(int index, Estimate estimate) {
    Window window = windows.get(index).window();
    boolean isEnd = index == 0 || index == windows.size() - 1;
    return new TimeLine.Point(
        isEnd ? tick(window) : "",
        isOfTime() ? share(window.start()) : index / (double) windows.size(),
        isOfTime() ? share(window.end()) : (index + 1) / (double) windows.size(),
        new Span(estimate.value(), estimate.lower(), estimate.upper(), Double.NaN),
        Double.NaN,
        Standing.STEADY,
        VerdictMark.NONE);
  }

  private static String tick(Window window) {
    Instant start = window.start();
    return start == null ? Integer.toString(window.index() + 1) : DAY.format(start);
  }

  private boolean isOfTime() {
    return windows.stream()
        .allMatch(window -> window.window().start() != null && window.window().end() != null);
  }

  private double share(@Nullable Instant instant) {
    Instant first = Objects.requireNonNull(windows.get(0).window().start());
    Instant last = Objects.requireNonNull(windows.get(windows.size() - 1).window().end());
    return Duration.between(first, Objects.requireNonNull(instant)).toMillis()
        / (double) Duration.between(first, last).toMillis();
  }
}
