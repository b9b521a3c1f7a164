package io.ballast.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One distance over windows of time: each window a block as wide as its period, with its interval,
 * its point, the noise area and the verdict under the axis.
 *
 * <p>The line joins neighbours that both have a verdict, is dotted to one without, and stops at a
 * gap in the data.
 *
 * @param label one sentence for screen readers
 * @param points windows in order of time
 * @param other the same windows of another model, in the same order; empty without one
 * @param scale from 0
 * @param thresholds named values of the dashed lines, ascending: a higher one's name makes room
 * @param style how tall it is and what stands beside it
 */
public record TimeLine(
    String label,
    List<Point> points,
    List<Point> other,
    Scale scale,
    List<Threshold> thresholds,
    Style style) {
  private static final int WIDTH = 1000;

  /** Windows beyond which not each one gets its own marks. */
  static final int MOST_MARKS = 62;

  private static final int MOST_POINTS = 200;
  private static final int MOST_LABELS = 12;
  private static final int MOST_LABELS_ON_PHONE = 4;
  private static final double MARGIN = 0.12;
  private static final double LABEL_HEIGHT = 14;

  private static final double VERDICTS_BELOW = 26;
  private static final double OTHER_VERDICTS_BELOW = 46;

  /** Windows beyond which points and marks are small on a phone. */
  private static final int MANY = 16;

  public TimeLine {
    points = List.copyOf(points);
    other = List.copyOf(other);
    thresholds = List.copyOf(thresholds);
  }

  /** One model alone. */
  public TimeLine(
      String label, List<Point> points, Scale scale, List<Threshold> thresholds, Style style) {
    this(label, points, List.of(), scale, thresholds, style);
  }

  /** Size and furniture. */
  public enum Style {
    /** The page's main chart: 250 px, named thresholds, verdicts. */
    LARGE(250),
    /** One of several: 110 px, named thresholds, verdicts. */
    MEDIUM(130),
    /** A small multiple: 96 px, bare. */
    SMALL(96);

    private final int height;

    Style(int height) {
      this.height = height;
    }
  }

  /**
   * One window.
   *
   * @param tick its name under the axis; empty for none
   * @param from its start as a share of the whole time
   * @param to its end as a share of the whole time
   * @param span value, interval and noise
   * @param plain the plain value beside it; NaN for none
   * @param standing how its point looks
   * @param mark its verdict
   */
  public record Point(
      String tick,
      double from,
      double to,
      Span span,
      double plain,
      Standing standing,
      VerdictMark mark) {
    double middle() {
      return (from + to) / 2;
    }

    /** Whether there is a point to draw. */
    public boolean hasValue() {
      return !Double.isNaN(span.point());
    }
  }

  /** A threshold with its name: {@code warning 0.1}. */
  public record Threshold(String name, double value) {}

  /** Writes the chart. */
  public void write(Markup html) {
    int height = style.height;
    String many = points.size() > MANY ? " many" : "";
    String pair = other.isEmpty() ? "" : " pair";
    html.start("div", "class", "line " + style.name().toLowerCase(Locale.ROOT) + many + pair);
    html.start(
        "svg",
        "class",
        "ch",
        "height",
        height,
        "role",
        "img",
        "aria-label",
        label,
        "data-x",
        spots());
    axis(html);
    html.start("svg", "viewBox", "0 0 " + WIDTH + " " + height, "preserveAspectRatio", "none");
    noise(html);
    intervals(html);
    lines(html);
    OtherLine beside = new OtherLine(other, scale, height);
    beside.lines(html);
    dots(html);
    html.end("svg");
    beside.marks(html);
    for (Point point : points) {
      if (point.hasValue() && point.standing() == Standing.UNKNOWN) {
        String x = Markup.percent(point.middle());
        double radius = points.size() > MOST_MARKS ? 2.5 : 5;
        html.empty(
            "circle", "class", "hollow", "cx", x, "cy", y(point.span().point()), "r", radius);
      }
    }
    thresholds(html);
    ticks(html);
    if (style != Style.SMALL) {
      verdicts(html, points, height + VERDICTS_BELOW);
      if (!other.isEmpty()) {
        verdicts(html, other, height + OTHER_VERDICTS_BELOW);
        OtherLine.owners(html, height + VERDICTS_BELOW, height + OTHER_VERDICTS_BELOW);
      }
    }
    html.end("svg").end("div").line();
  }

  /** Where the windows lie, in percent, for the script that reads them out. */
  private String spots() {
    return points.stream()
        .map(point -> Markup.number(100 * point.middle()))
        .collect(Collectors.joining(" "));
  }

  private void axis(Markup html) {
    for (double tick : scale.ticks()) {
      String at = y(tick);
      html.empty("line", "class", tick == 0 ? "base" : "ax", "x2", "100%", "y1", at, "y2", at);
      String text = String.format(Locale.ROOT, "%." + scale.decimals() + "f", tick);
      html.element("text", text, "x", -8, "y", at, "dy", 4, "text-anchor", "end");
    }
  }

  private void noise(Markup html) {
    StringBuilder area = new StringBuilder();
    StringBuilder edge = new StringBuilder();
    for (Point point : points) {
      double noise = point.span().noise();
      if (!Double.isNaN(noise) && noise > 0) {
        String start = "M" + x(point.from()) + " " + y(noise) + "H" + x(point.to());
        area.append(start).append('V').append(style.height).append('H').append(x(point.from()));
        area.append('z');
        edge.append(start);
      }
    }
    path(html, "water", area);
    path(html, "wl", edge);
  }

  private void intervals(Markup html) {
    StringBuilder sure = new StringBuilder();
    StringBuilder unsure = new StringBuilder();
    for (Point point : points) {
      if (point.span().hasInterval()) {
        band(point.standing() == Standing.UNKNOWN ? unsure : sure, point);
      }
    }
    path(html, "band", sure);
    path(html, "bandq", unsure);
  }

  /** A block from the lower to the upper end; an open end is a point upwards. */
  private void band(StringBuilder path, Point point) {
    double margin = MARGIN * (point.to() - point.from());
    String left = x(point.from() + margin);
    String right = x(point.to() - margin);
    path.append('M').append(left).append(' ').append(y(point.span().lower())).append('H');
    path.append(right);
    if (Double.isInfinite(point.span().upper())) {
      path.append("V8L").append(x(point.middle())).append(" 0L").append(left).append(" 8z");
    } else {
      path.append('V').append(y(point.span().upper())).append('H').append(left).append('z');
    }
  }

  private void lines(Markup html) {
    StringBuilder solid = new StringBuilder();
    StringBuilder dotted = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < points.size(); i++) {
      Point left = points.get(i - 1);
      Point right = points.get(i);
      if (right.from() - left.to() > 1e-9) {
        continue;
      }
      if (left.hasValue() && right.hasValue()) {
        boolean isSure =
            left.standing() != Standing.UNKNOWN && right.standing() != Standing.UNKNOWN;
        segment(isSure ? solid : dotted, left, left.span().point(), right, right.span().point());
      }
      if (!Double.isNaN(left.plain()) && !Double.isNaN(right.plain())) {
        segment(plain, left, left.plain(), right, right.plain());
      }
    }
    path(html, "pl", plain);
    path(html, "win dotted", dotted);
    path(html, "win", solid);
  }

  private void segment(
      StringBuilder path, Point left, double leftValue, Point right, double rightValue) {
    path.append('M').append(x(left.middle())).append(' ').append(y(leftValue));
    path.append('L').append(x(right.middle())).append(' ').append(y(rightValue));
  }

  /** Points are strokes of no length with round ends: they stay round however wide the page is. */
  private void dots(Markup html) {
    boolean isDense = points.size() > MOST_MARKS;
    StringBuilder plain = new StringBuilder();
    for (Point point : points) {
      if (!Double.isNaN(point.plain()) && !isDense) {
        dot(plain, point, point.plain());
      }
    }
    path(html, "sq", plain);
    path(html, "sqi", plain);
    StringBuilder filled = dots(point -> isFilled(point, isDense));
    StringBuilder ring = dots(point -> point.standing() == Standing.UNPROVEN);
    String size = size();
    path(html, "dot" + size, filled);
    path(html, "dot" + size, ring);
    path(html, "doti" + size, ring);
  }

  private String size() {
    if (points.size() > MOST_POINTS) {
      return " t";
    }
    return points.size() > MOST_MARKS ? " s" : "";
  }

  private static boolean isFilled(Point point, boolean isDense) {
    return point.standing() == Standing.PROVEN || (point.standing() == Standing.STEADY && !isDense);
  }

  private StringBuilder dots(Predicate<Point> choice) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      if (point.hasValue() && choice.test(point)) {
        dot(path, point, point.span().point());
      }
    }
    return path;
  }

  private void dot(StringBuilder path, Point point, double value) {
    path.append('M').append(x(point.middle())).append(' ').append(y(value)).append("h0");
  }

  private void thresholds(Markup html) {
    double above = Double.POSITIVE_INFINITY;
    for (Threshold threshold : thresholds) {
      if (scale.isBeyond(threshold.value())) {
        continue;
      }
      String at = y(threshold.value());
      html.empty("line", "class", "th", "x2", "100%", "y1", at, "y2", at);
      if (style != Style.SMALL) {
        double line = style.height * (1 - scale.at(threshold.value()));
        above = Math.min(line, above - LABEL_HEIGHT);
        String y = Markup.number(above);
        html.element(
            "text", threshold.name(), "class", "tt", "x", "100%", "dx", 6, "y", y, "dy", 4);
      }
    }
  }

  private void ticks(Markup html) {
    List<Point> named = points.stream().filter(point -> !point.tick().isEmpty()).toList();
    int every = Math.max(1, (named.size() + MOST_LABELS - 1) / MOST_LABELS);
    int labels = (named.size() + every - 1) / every;
    int onPhone = Math.max(1, (labels + MOST_LABELS_ON_PHONE - 1) / MOST_LABELS_ON_PHONE);
    for (int i = 0; i < named.size(); i += every) {
      Point point = named.get(i);
      html.element(
          "text",
          point.tick(),
          "class",
          (i / every) % onPhone == 0 ? "" : "alt",
          "x",
          Markup.percent(point.middle()),
          "y",
          style.height + 17,
          "text-anchor",
          "middle");
    }
  }

  private static void verdicts(Markup html, List<Point> points, double y) {
    if (points.size() <= MOST_MARKS) {
      for (Point point : points) {
        point.mark().shapeAt(html, Markup.percent(point.middle()), y);
      }
      return;
    }
    html.start(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " 14",
        "preserveAspectRatio",
        "none",
        "y",
        y,
        "height",
        14);
    for (VerdictMark mark : VerdictMark.values()) {
      StringBuilder path = new StringBuilder();
      for (Point point : points) {
        if (point.mark() == mark) {
          path.append('M').append(x(point.middle())).append(mark.stroke());
        }
      }
      path(html, "stroke " + mark.style(), path);
    }
    html.end("svg");
  }

  static void path(Markup html, String style, StringBuilder path) {
    if (!path.isEmpty()) {
      html.empty("path", "class", style, "d", path.toString());
    }
  }

  /** A share of the whole time in the units of the stretched drawing. */
  static String x(double share) {
    return Markup.number(WIDTH * share);
  }

  private String y(double value) {
    return Markup.number(style.height * (1 - scale.at(value)));
  }
}
