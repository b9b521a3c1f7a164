package io.ballast.report.chart;

import java.util.List;

/**
 * Columns against columns: each cell shaded by the size of a number, in four steps.
 *
 * @param label one sentence for screen readers
 * @param names of the columns, from top to bottom and from left to right
 * @param values one row for each name; not copied; NaN is drawn empty
 * @param steps where a shade begins: the first three values are ascending, below the first a cell
 *     stays empty
 * @param style {@code real}, {@code drawn} or {@code off}: the colour
 */
public record Matrix(
    String label, List<String> names, double[][] values, List<Double> steps, String style) {
  /** Most columns with their names beside. */
  private static final int MOST_NAMED = 30;

  private static final int LONGEST_NAME = 17;
  private static final int ROW = 16;
  private static final int LEAST_HEIGHT = 160;

  public Matrix {
    names = List.copyOf(names);
    steps = List.copyOf(steps);
  }

  /** Writes the picture. */
  public void write(Markup html) {
    int size = names.size();
    boolean isNamed = size <= MOST_NAMED;
    int height = Math.max(LEAST_HEIGHT, Math.min(size, MOST_NAMED) * ROW);
    html.start("div", "class", isNamed ? "matrix named" : "matrix");
    html.start("svg", "class", "ch", "height", height, "role", "img", "aria-label", label);
    html.start(
        "svg",
        "viewBox",
        "0 0 " + size + " " + size,
        "preserveAspectRatio",
        "none",
        "class",
        style);
    html.empty("path", "class", "ground", "d", "M0 0h" + size + "v" + size + "h-" + size + "z");
    for (int shade = 1; shade <= steps.size(); shade++) {
      String cells = cells(shade);
      if (!cells.isEmpty()) {
        html.empty("path", "class", "a" + shade, "d", cells);
      }
    }
    html.end("svg");
    for (int i = 0; isNamed && i < size; i++) {
      html.element(
          "text",
          shortened(names.get(i)),
          "x",
          -6,
          "y",
          Markup.percent((i + 0.5) / size),
          "dy",
          4,
          "text-anchor",
          "end");
    }
    html.end("svg").end("div").line();
  }

  private String cells(int shade) {
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values.length; column++) {
        if (shade(values[row][column]) == shade) {
          path.append('M').append(column).append(' ').append(row).append("h1v1h-1z");
        }
      }
    }
    return path.toString();
  }

  private int shade(double value) {
    int shade = 0;
    while (shade < steps.size() && Math.abs(value) >= steps.get(shade)) {
      shade++;
    }
    return shade;
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "\u2026";
  }
}
