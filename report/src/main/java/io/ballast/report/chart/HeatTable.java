package io.ballast.report.chart;

import java.util.List;

/**
 * Columns against windows: a real table whose cells are shaded by proven effect only.
 *
 * <p>Filled: proven, the stronger the colour the farther. Outlined: large, not proven. Dashed: not
 * enough data. Empty: noise; its number is there for screen readers and copies.
 *
 * @param caption what is shown
 * @param windows names above the columns; beyond {@link #MOST_CELLS} only the first and last show
 * @param rows most evidence first
 * @param thresholds two ascending values where the shade steps up; the third step is their sum
 */
public record HeatTable(
    String caption, List<String> windows, List<Row> rows, List<Double> thresholds) {
  /** Most windows that still get a cell with a number each. */
  public static final int MOST_NUMBERED = 32;

  /** Most windows that get a cell of a table each. */
  public static final int MOST_CELLS = 62;

  /** Most windows whose cells have room. */
  private static final int MOST_ROOMY = 24;

  /** Most windows whose cells are wide. */
  private static final int MOST_WIDE = 14;

  private static final int STRIP_HEIGHT = 22;

  public HeatTable {
    windows = List.copyOf(windows);
    rows = List.copyOf(rows);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * One column of the data.
   *
   * @param name its name
   * @param href where its figures stand
   * @param summary what stands behind the name
   * @param cells one for each window
   */
  public record Row(String name, String href, String summary, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One column in one window.
   *
   * @param value judged effect; NaN when undefined
   * @param text the same in words
   * @param standing how sure it is
   * @param href where its figures stand; empty for nowhere
   */
  public record Cell(double value, String text, Standing standing, String href) {}

  /** Writes the table of some rows. */
  public void write(Markup html, int from, int to) {
    boolean isNumbered = windows.size() <= MOST_NUMBERED;
    html.start("div", "class", "scroll", "tabindex", 0, "role", "group", "aria-label", caption);
    html.start("table", "class", style(windows.size()));
    html.element("caption", caption, "class", "vh").start("thead").start("tr");
    html.element("th", "Column", "scope", "col");
    html.element("th", "Drifted in", "scope", "col", "class", "num");
    if (windows.size() <= MOST_CELLS) {
      for (String window : windows) {
        html.start("th", "scope", "col");
        html.text(window.replaceFirst(" .*", ""));
        if (window.contains(" ")) {
          html.empty("br").text(window.substring(window.indexOf(' ') + 1));
        }
        html.end("th");
      }
    } else {
      String range = windows.get(0) + " to " + windows.get(windows.size() - 1);
      html.element("th", range, "scope", "col", "class", "whole");
    }
    html.end("tr").end("thead").start("tbody").line();
    for (Row row : rows.subList(from, to)) {
      html.start("tr").start("th", "scope", "row");
      html.start("a", "href", row.href()).name(row.name()).end("a").end("th");
      html.element("td", row.summary(), "class", "num");
      if (windows.size() <= MOST_CELLS) {
        row.cells().forEach(cell -> cell(html, cell, isNumbered));
      } else {
        strip(html, row);
      }
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div").line();
  }

  private static String style(int windows) {
    if (windows > MOST_NUMBERED) {
      return "heat dense";
    }
    if (windows > MOST_ROOMY) {
      return "heat month";
    }
    return windows > MOST_WIDE ? "heat" : "heat few";
  }

  private void cell(Markup html, Cell cell, boolean isNumbered) {
    String style = style(cell);
    html.start("td", "class", style);
    boolean isSeen = isNumbered && !style.equals("h0");
    boolean isLink = !cell.href().isEmpty();
    if (isLink) {
      html.start("a", "href", cell.href());
    }
    if (isSeen) {
      html.text(cell.text());
    } else {
      html.element("span", cell.text(), "class", "vh");
    }
    if (isLink) {
      html.end("a");
    }
    html.end("td");
  }

  private void strip(Markup html, Row row) {
    int count = row.cells().size();
    html.start("td", "class", "strip");
    html.start(
        "svg",
        "viewBox",
        "0 0 " + count + " 1",
        "preserveAspectRatio",
        "none",
        "class",
        "ch",
        "height",
        STRIP_HEIGHT,
        "role",
        "img",
        "aria-label",
        row.name() + ": drifted in " + row.summary());
    List<String> styles = row.cells().stream().map(this::style).toList();
    for (String style : List.of("h1", "h2", "h3", "h4", "hq", "hu")) {
      StringBuilder path = new StringBuilder();
      int end;
      for (int i = styles.indexOf(style); i >= 0 && i < count; i = end) {
        end = i + 1;
        if (styles.get(i).equals(style)) {
          while (end < count && styles.get(end).equals(style)) {
            end++;
          }
          path.append('M').append(i).append(" 0h").append(end - i).append("v1H").append(i);
          path.append('z');
        }
      }
      if (!path.isEmpty()) {
        html.empty("path", "class", style, "d", path.toString());
      }
    }
    html.end("svg").end("td");
  }

  private String style(Cell cell) {
    return switch (cell.standing()) {
      case UNKNOWN -> "hu";
      case UNPROVEN -> "hq";
      case STEADY -> "h0";
      case PROVEN -> shade(cell.value());
    };
  }

  private String shade(double value) {
    double warning = thresholds.get(0);
    double critical = thresholds.get(1);
    if (value < warning) {
      return "h1";
    }
    if (value < critical) {
      return "h2";
    }
    return value < warning + critical ? "h3" : "h4";
  }
}
