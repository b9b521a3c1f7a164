package io.ballast.report.chart;

import io.ballast.report.chart.TimeLine.Point;
import java.util.List;

/**
 * Another model's values over the windows of a {@link TimeLine}: a line of its own colour with
 * triangles, each interval a thin upright stroke. Beyond {@link TimeLine#MOST_MARKS} windows only
 * the line stays, with a triangle where that model drifted.
 *
 * @param points windows in order of time; empty draws nothing
 * @param scale of the chart
 * @param height of the chart in px
 */
record OtherLine(List<Point> points, Scale scale, int height) {
  private static final String TRIANGLE = "M-5 4L0-5L5 4z";
  private static final int OWNER_LEFT = -14;
  private static final int HALF_A_MARK = 7;

  /** What is stretched with the width. */
  void lines(Markup svg) {
    StringBuilder solid = new StringBuilder();
    StringBuilder dotted = new StringBuilder();
    StringBuilder intervals = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.span().hasInterval() && isSparse()) {
        interval(intervals, point);
      }
      Point before = i == 0 ? point : points.get(i - 1);
      boolean isGap = i == 0 || point.from() - before.to() > 1e-9;
      if (!isGap && before.hasValue() && point.hasValue()) {
        boolean isSure =
            before.standing() != Standing.UNKNOWN && point.standing() != Standing.UNKNOWN;
        StringBuilder path = isSure ? solid : dotted;
        path.append('M').append(at(before)).append('L').append(at(point));
      }
    }
    TimeLine.path(svg, "oiv", intervals);
    TimeLine.path(svg, "oth dotted", dotted);
    TimeLine.path(svg, "oth", solid);
  }

  private boolean isSparse() {
    return points.size() <= TimeLine.MOST_MARKS;
  }

  private void interval(StringBuilder path, Point point) {
    double upper = point.span().upper();
    path.append('M').append(TimeLine.x(point.middle())).append(' ');
    path.append(y(point.span().lower())).append('V');
    path.append(Double.isInfinite(upper) ? "0" : y(upper));
  }

  /** What keeps its shape however wide the page is. */
  void marks(Markup svg) {
    for (Point point : points) {
      if (point.hasValue() && (isSparse() || point.standing() == Standing.PROVEN)) {
        String x = Markup.percent(point.middle());
        svg.start("svg", "x", x, "y", y(point.span().point()), "class", "o");
        svg.empty("path", "class", style(point.standing()), "d", TRIANGLE).end("svg");
      }
    }
  }

  private static String style(Standing standing) {
    return switch (standing) {
      case PROVEN, STEADY -> "tri";
      case UNPROVEN -> "tri open";
      case UNKNOWN -> "tri lacking";
    };
  }

  /** Whose verdicts stand in which row under the axis. */
  static void owners(Markup svg, double first, double second) {
    svg.empty("circle", "class", "pt", "cx", OWNER_LEFT, "cy", first + HALF_A_MARK, "r", 4.5);
    svg.start("svg", "x", OWNER_LEFT, "y", second + HALF_A_MARK, "class", "o");
    svg.empty("path", "class", "tri", "d", TRIANGLE).end("svg");
  }

  private String at(Point point) {
    return TimeLine.x(point.middle()) + " " + y(point.span().point());
  }

  private String y(double value) {
    return Markup.number(height * (1 - scale.at(value)));
  }
}
