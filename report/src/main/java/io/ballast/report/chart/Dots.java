package io.ballast.report.chart;

import java.util.List;
import java.util.Locale;

/**
 * Rows of values on one axis: a heavy point for each row and light squares for what it is made of.
 *
 * @param rows from top to bottom
 * @param from where the axis begins
 * @param to where it ends, above {@code from}
 * @param decimals of its ticks and readings
 */
public record Dots(List<Row> rows, double from, double to, int decimals) {
  private static final int HEIGHT = 30;
  private static final int STEPS = 5;

  public Dots {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param name its words
   * @param value the heavy point
   * @param parts the light squares
   * @param isOwn whether it is what the page is about; the others stand for comparison
   */
  public record Row(String name, double value, List<Double> parts, boolean isOwn) {
    public Row {
      parts = List.copyOf(parts);
    }
  }

  /** Writes the rows and the axis under them. */
  public void write(Markup html) {
    html.start("div", "class", "axis dots");
    for (Row row : rows) {
      String reading = String.format(Locale.ROOT, "%." + decimals + "f", row.value());
      html.start("div", "class", "lab").element("b", row.name()).end("div");
      html.start("div", "class", "plot");
      html.start(
          "svg",
          "class",
          "ch fo",
          "height",
          HEIGHT,
          "role",
          "img",
          "aria-label",
          row.name() + ": " + reading);
      for (int step = 0; step <= STEPS; step++) {
        String x = Markup.percent((double) step / STEPS);
        html.empty("line", "class", "ax", "x1", x, "x2", x, "y2", HEIGHT);
      }
      for (double part : row.parts()) {
        html.start("svg", "x", at(part), "y", HEIGHT / 2, "class", "o");
        html.empty("rect", "class", "plp", "x", -3, "y", -3, "width", 6, "height", 6);
        html.end("svg");
      }
      String style = row.isOwn() ? "pt" : "ref";
      html.empty("circle", "class", style, "cx", at(row.value()), "cy", HEIGHT / 2, "r", 6);
      html.end("svg").end("div").start("div", "class", "r");
      html.element("b", reading).end("div").line();
    }
    html.element("div", "", "class", "lab").start("div", "class", "plot");
    html.start("svg", "class", "ch", "height", 18, "aria-hidden", "true");
    for (int step = 0; step <= STEPS; step++) {
      String anchor = step == 0 ? "start" : step == STEPS ? "end" : "middle";
      double value = from + (to - from) * step / STEPS;
      html.element(
          "text",
          String.format(Locale.ROOT, "%.2f", value),
          "x",
          Markup.percent((double) step / STEPS),
          "y",
          12,
          "text-anchor",
          anchor);
    }
    html.end("svg").end("div").element("div", "", "class", "r").end("div").line();
  }

  private String at(double value) {
    return Markup.percent(Math.max(0, Math.min(1, (value - from) / (to - from))));
  }
}
