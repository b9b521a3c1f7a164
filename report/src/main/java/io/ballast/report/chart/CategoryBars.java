package io.ballast.report.chart;

import java.util.List;

/**
 * Reference and window by category: a table whose rows hold the shares and draw them, the reference
 * as a grey bar and the window as a blue mark.
 *
 * @param caption one sentence on what is compared
 * @param rows categories in order of display
 * @param reference what the grey bars are called
 * @param current what the blue marks are called
 */
public record CategoryBars(String caption, List<Row> rows, String reference, String current) {
  private static final int SHOWN = 12;
  private static final int HEIGHT = 18;

  public CategoryBars {
    rows = List.copyOf(rows);
  }

  /**
   * One category.
   *
   * @param name its words
   * @param reference share of the reference, 0 to 1
   * @param current share of the window, 0 to 1
   * @param before the reference's share in words
   * @param after the window's share in words
   */
  public record Row(String name, double reference, double current, String before, String after) {}

  /** Writes the table; rows beyond the twelfth open in place. */
  public void write(Markup html) {
    double largest =
        rows.stream().mapToDouble(r -> Math.max(r.reference(), r.current())).max().orElse(1);
    Scale scale = Scale.holding(largest, 4);
    boolean isFolded = rows.size() > SHOWN + 1;
    table(html, rows.subList(0, isFolded ? SHOWN : rows.size()), scale, caption);
    if (isFolded) {
      int more = rows.size() - SHOWN;
      html.start("details").element("summary", more + " more categories");
      table(html, rows.subList(SHOWN, rows.size()), scale, caption + ", the rest");
      html.end("details").line();
    }
  }

  private void table(Markup html, List<Row> shown, Scale scale, String words) {
    html.start("table", "class", "bars");
    html.element("caption", words, "class", "vh");
    html.start("thead").start("tr");
    html.element("th", "Value", "scope", "col");
    html.element(
        "th", "0 to " + Math.round(100 * scale.max()) + "%", "scope", "col", "class", "draw");
    html.element("th", reference, "scope", "col", "class", "num");
    html.element("th", current, "scope", "col", "class", "num");
    html.end("tr").end("thead").start("tbody");
    for (Row row : shown) {
      html.start("tr").start("th", "scope", "row").name(row.name()).end("th");
      html.start("td", "class", "draw");
      html.start("svg", "class", "ch", "height", HEIGHT, "aria-hidden", "true");
      html.empty("line", "class", "ax", "y2", HEIGHT);
      html.empty(
          "rect",
          "class",
          "ref",
          "y",
          3,
          "height",
          HEIGHT - 6,
          "width",
          Markup.percent(scale.at(row.reference())));
      String x = Markup.percent(scale.at(row.current()));
      html.empty("line", "class", "win", "x1", x, "x2", x, "y2", HEIGHT);
      html.end("svg").end("td");
      html.element("td", row.before(), "class", "num");
      html.element("td", row.after(), "class", "num").end("tr");
    }
    html.end("tbody").end("table").line();
  }
}
