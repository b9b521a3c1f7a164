package io.ballast.report.chart;

import java.util.List;
import java.util.Locale;

/**
 * Curves over a square: a share from 0 to 1 across, a share or a multiple upwards, with the line of
 * no knowledge.
 *
 * @param title what it shows, as its head
 * @param across name of the horizontal axis
 * @param up name of the vertical axis
 * @param top its upper end, above 0; 1 for a share
 * @param curves their lines
 * @param reference where a model without knowledge lies
 * @param hasDots whether points are drawn as dots on the line
 */
public record CurveChart(
    String title,
    String across,
    String up,
    double top,
    List<List<Spot>> curves,
    Reference reference,
    boolean hasDots) {
  private static final int SIZE = 240;
  private static final int STEPS = 4;

  public CurveChart {
    curves = curves.stream().map(List::copyOf).toList();
  }

  /** A point: a share from 0 to 1, and a height from 0 to the top. */
  public record Spot(double across, double up) {}

  /**
   * A line to compare with.
   *
   * @param from height at the left end
   * @param to height at the right end
   */
  public record Reference(double from, double to) {
    /** From the lower left to the upper right corner. */
    public static final Reference DIAGONAL = new Reference(0, 1);

    /** Of one height. */
    public static Reference level(double height) {
      return new Reference(height, height);
    }
  }

  /** Writes the chart. */
  public void write(Markup html) {
    html.start("figure", "class", "curve").element("figcaption", title);
    html.start(
        "svg",
        "class",
        "ch",
        "viewBox",
        "-44 -10 " + (SIZE + 60) + " " + (SIZE + 58),
        "role",
        "img",
        "aria-label",
        title + ": " + up + " by " + across);
    for (int i = 0; i <= STEPS; i++) {
      double share = (double) i / STEPS;
      String style = i == 0 ? "base" : "ax";
      String at = y(share * top);
      html.empty("line", "class", style, "x1", 0, "x2", SIZE, "y1", at, "y2", at);
      html.element("text", label(share * top), "x", -6, "y", at, "dy", 4, "text-anchor", "end");
      html.element("text", label(share), "x", x(share), "y", SIZE + 16, "text-anchor", "middle");
    }
    html.element("text", across, "x", SIZE / 2, "y", SIZE + 36, "text-anchor", "middle");
    html.empty(
        "line",
        "class",
        "wl",
        "x1",
        0,
        "x2",
        SIZE,
        "y1",
        y(reference.from()),
        "y2",
        y(reference.to()));
    for (List<Spot> curve : curves) {
      line(html, curve);
    }
    html.end("svg").end("figure").line();
  }

  private void line(Markup html, List<Spot> curve) {
    StringBuilder path = new StringBuilder();
    for (Spot spot : curve) {
      path.append(path.isEmpty() ? 'M' : 'L').append(x(spot.across())).append(' ');
      path.append(y(spot.up()));
    }
    html.empty("path", "class", "win", "d", path.toString());
    if (hasDots) {
      for (Spot spot : curve) {
        html.empty("circle", "class", "pt", "cx", x(spot.across()), "cy", y(spot.up()), "r", 4);
      }
    }
  }

  private static String label(double height) {
    return String.format(Locale.ROOT, height == Math.rint(height) ? "%.0f" : "%.2f", height);
  }

  private static String x(double share) {
    return Markup.number(SIZE * inside(share));
  }

  private String y(double height) {
    return Markup.number(SIZE * (1 - inside(height / top)));
  }

  private static double inside(double share) {
    return Math.max(0, Math.min(1, share));
  }
}
