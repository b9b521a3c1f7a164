package io.ballast.report.chart;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The signature chart: one row for each statement on one scale from 0, with the noise area, the
 * thresholds, the interval as a line and the value as a point.
 *
 * @param rows statements from top to bottom
 * @param scale the shared scale
 * @param thresholds values of the dashed lines, in ascending order
 */
public record IntervalAxis(List<Row> rows, Scale scale, List<Double> thresholds) {
  private static final int HEIGHT = 40;

  public IntervalAxis {
    rows = List.copyOf(rows);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * One statement.
   *
   * @param label its name
   * @param note what it rests on, small under the name
   * @param span its value, interval and noise
   * @param series how its line looks
   * @param standing how its point looks
   * @param reading the same in words
   */
  public record Row(
      String label, String note, Span span, Series series, Standing standing, Reading reading) {}

  /**
   * A statement in words.
   *
   * @param value the value
   * @param interval the interval, empty without
   * @param mark the verdict; the words alone say it where there is none
   * @param words what stands behind the mark
   */
  public record Reading(String value, String interval, @Nullable VerdictMark mark, String words) {}

  /** Writes the rows and the axis under them. */
  public void write(Markup html) {
    html.start("div", "class", "axis");
    for (Row row : rows) {
      html.start("div", "class", "lab").element("b", row.label());
      html.element("span", row.note(), "class", "dim").end("div");
      html.start("div", "class", "plot");
      strip(html, row, label(row));
      html.end("div").start("div", "class", "r").element("b", row.reading().value());
      if (!row.reading().interval().isEmpty()) {
        html.text(" ").element("span", row.reading().interval(), "class", "dim nb");
      }
      html.empty("br").text(" ");
      VerdictMark mark = row.reading().mark();
      if (mark != null) {
        mark.write(html);
        html.text(" ");
      }
      html.element("span", row.reading().words(), "class", mark == null ? "" : "dim nb");
      html.end("div").line();
    }
    html.element("div", "", "class", "lab").start("div", "class", "plot");
    ticks(html);
    html.end("div").element("div", "", "class", "r").end("div").line();
  }

  private String label(Row row) {
    String interval = row.reading().interval();
    return row.label()
        + ": "
        + row.reading().value()
        + (interval.isEmpty() ? "" : ", 95% interval " + interval);
  }

  private void strip(Markup html, Row row, String label) {
    html.start("svg", "class", "ch fo", "height", HEIGHT, "role", "img", "aria-label", label);
    strip(html, row.span(), row.series(), row.standing(), HEIGHT);
    html.end("svg");
  }

  /** Writes one row's drawing alone, hidden from screen readers: its numbers stand beside it. */
  public void strip(Markup html, Span span, Series series, Standing standing, int height) {
    if (!Double.isNaN(span.noise()) && span.noise() > 0) {
      String edge = Markup.percent(scale.at(span.noise()));
      html.empty("rect", "class", "water", "width", edge, "height", height);
      html.empty("line", "class", "wl", "x1", edge, "x2", edge, "y2", height);
    }
    for (double threshold : thresholds) {
      String at = Markup.percent(scale.at(threshold));
      html.empty("line", "class", "th", "x1", at, "x2", at, "y2", height);
    }
    double middle = height / 2.0;
    String line = line(series, standing);
    if (span.hasInterval()) {
      boolean isCut = Double.isInfinite(span.upper()) || scale.isBeyond(span.upper());
      String from = Markup.percent(scale.at(span.lower()));
      String to = isCut ? "100%" : Markup.percent(scale.at(span.upper()));
      html.empty("line", "class", line, "x1", from, "x2", to, "y1", middle, "y2", middle);
      if (isCut && !scale.isBeyond(span.point())) {
        html.start("svg", "x", "100%", "y", middle, "class", "o");
        html.empty("path", "class", line, "d", "M-6-5l6 5-6 5").end("svg");
      }
    }
    if (!Double.isNaN(span.point())) {
      point(html, span.point(), series, standing, middle);
    }
  }

  /** A line without enough data behind it must not look like evidence. */
  private static String line(Series series, Standing standing) {
    if (standing == Standing.UNKNOWN) {
      return "unsure";
    }
    return series == Series.HEAVY ? "win" : "pl";
  }

  private void point(Markup html, double value, Series series, Standing standing, double middle) {
    if (scale.isBeyond(value)) {
      html.start("svg", "x", "100%", "y", middle, "class", "o");
      String style = standing == Standing.UNKNOWN ? "hollow" : "off";
      html.empty("path", "class", style, "d", "M-9-6l9 6-9 6z").end("svg");
      return;
    }
    String at = Markup.percent(scale.at(value));
    if (series == Series.PLAIN) {
      String style = standing == Standing.UNKNOWN ? "plp hollow" : "plp";
      html.start("svg", "x", at, "y", middle, "class", "o");
      html.empty("rect", "class", style, "x", -4, "y", -4, "width", 8, "height", 8).end("svg");
      return;
    }
    html.empty("circle", "class", style(standing), "cx", at, "cy", middle, "r", 5.5);
  }

  static String style(Standing standing) {
    return switch (standing) {
      case PROVEN, STEADY -> "pt";
      case UNPROVEN -> "ring";
      case UNKNOWN -> "hollow";
    };
  }

  /** Writes the ticks of the scale. */
  void ticks(Markup html) {
    html.start("svg", "class", "ch", "height", 18, "aria-hidden", "true");
    List<Double> ticks = scale.ticks();
    for (int i = 0; i < ticks.size(); i++) {
      boolean isLast = i == ticks.size() - 1;
      String anchor = i == 0 ? "start" : isLast ? "end" : "middle";
      String x = Markup.percent(scale.at(ticks.get(i)));
      String text = String.format(Locale.ROOT, "%." + scale.decimals() + "f", ticks.get(i));
      html.element("text", text, "x", x, "y", 12, "text-anchor", anchor);
    }
    html.end("svg");
  }
}
