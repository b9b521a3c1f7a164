package io.ballast.report.chart;

import java.util.Arrays;
import java.util.Locale;

/**
 * Two cumulative distributions on one axis: which share of the rows lies at or below a value.
 *
 * @param label one sentence for screen readers
 * @param reference values that stand for chance, ascending, not empty; not copied
 * @param current values under test, ascending, not empty; not copied
 */
public record Rise(String label, double[] reference, double[] current) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 200;
  private static final int POINTS = 100;
  private static final double SHOWN = 0.99;

  /** Writes the picture with its axes. */
  public void write(Markup html) {
    double largest = Math.max(quantile(reference, SHOWN), quantile(current, SHOWN));
    Scale scale = Scale.holding(largest, 6);
    html.start("div", "class", "hist");
    html.start("svg", "class", "ch", "height", HEIGHT, "role", "img", "aria-label", label);
    for (int percent = 0; percent <= 100; percent += 25) {
      String y = Markup.number(HEIGHT * (1 - percent / 100.0));
      html.empty("line", "class", percent == 0 ? "base" : "ax", "x2", "100%", "y1", y, "y2", y);
      html.element("text", percent + "%", "x", -6, "y", y, "dy", 4, "text-anchor", "end");
    }
    String box = "0 0 " + WIDTH + " " + HEIGHT;
    html.start("svg", "viewBox", box, "preserveAspectRatio", "none");
    String area = curve(reference, scale) + "V" + HEIGHT + "H0z";
    html.empty("path", "class", "ref", "d", area);
    html.empty("path", "class", "win", "d", curve(current, scale));
    html.end("svg");
    for (double tick : scale.ticks()) {
      html.element(
          "text",
          String.format(Locale.ROOT, "%." + scale.decimals() + "f", tick),
          "x",
          Markup.percent(scale.at(tick)),
          "y",
          HEIGHT + 16,
          "text-anchor",
          "middle");
    }
    html.end("svg").end("div").line();
  }

  private static String curve(double[] values, Scale scale) {
    StringBuilder path = new StringBuilder("M0 " + HEIGHT);
    for (int point = 0; point <= POINTS; point++) {
      double share = (double) point / POINTS;
      double value = quantile(values, share);
      path.append('L').append(Markup.number(WIDTH * scale.at(value)));
      path.append(' ').append(Markup.number(HEIGHT * (1 - share)));
      if (scale.isBeyond(value)) {
        return path.toString();
      }
    }
    return path.append('H').append(WIDTH).toString();
  }

  /** The value that a share of the values does not exceed. */
  public static double quantile(double[] ascending, double share) {
    double[] finite = Arrays.copyOf(ascending, finite(ascending));
    return finite.length == 0 ? 0 : finite[(int) Math.round(share * (finite.length - 1))];
  }

  private static int finite(double[] ascending) {
    int count = ascending.length;
    while (count > 0 && !Double.isFinite(ascending[count - 1])) {
      count--;
    }
    return count;
  }
}
