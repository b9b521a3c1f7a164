package io.ballast.report.chart;

import java.util.List;

/**
 * Counts over time as grey bars, each as wide as its window.
 *
 * @param label one sentence for screen readers
 * @param bars in order of time
 * @param line a value to be seen against, with its name; NaN for none
 * @param lineName what the line is called
 */
public record Bars(String label, List<Bar> bars, double line, String lineName) {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 96;
  private static final int TICKS = 3;
  private static final int MOST_LABELS = 6;
  private static final double MARGIN = 0.12;

  public Bars {
    bars = List.copyOf(bars);
  }

  /**
   * One window.
   *
   * @param tick its name under the axis; empty for none
   * @param from its start as a share of the whole time
   * @param to its end as a share of the whole time
   * @param count at least 0
   */
  public record Bar(String tick, double from, double to, long count) {}

  /** Writes the chart. */
  public void write(Markup html) {
    double largest = Double.isNaN(line) ? 0 : line;
    for (Bar bar : bars) {
      largest = Math.max(largest, (double) bar.count());
    }
    Scale scale = Scale.holding(largest, TICKS);
    html.start("div", "class", "line small bars-over-time");
    html.start("svg", "class", "ch", "height", HEIGHT, "role", "img", "aria-label", label);
    for (double tick : scale.ticks()) {
      String y = Markup.number(HEIGHT * (1 - scale.at(tick)));
      html.empty("line", "class", tick == 0 ? "base" : "ax", "x2", "100%", "y1", y, "y2", y);
      html.element("text", number(tick), "x", -8, "y", y, "dy", 4, "text-anchor", "end");
    }
    html.start("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "preserveAspectRatio", "none");
    html.empty("path", "class", "bar2", "d", path(scale)).end("svg");
    if (!Double.isNaN(line)) {
      String y = Markup.number(HEIGHT * (1 - scale.at(line)));
      html.empty("line", "class", "th", "x2", "100%", "y1", y, "y2", y);
      html.element("text", lineName, "class", "tt", "x", 4, "y", y, "dy", -4);
    }
    ticks(html);
    html.end("svg").end("div").line();
  }

  private String path(Scale scale) {
    StringBuilder path = new StringBuilder("M0 0");
    for (Bar bar : bars) {
      if (bar.count() > 0) {
        double margin = MARGIN * (bar.to() - bar.from());
        double high = HEIGHT * scale.at((double) bar.count());
        path.append('M').append(Markup.number(WIDTH * (bar.from() + margin))).append(' ');
        path.append(HEIGHT).append('v').append(Markup.number(-high)).append('h');
        path.append(Markup.number(WIDTH * (bar.to() - bar.from() - 2 * margin)));
        path.append('v').append(Markup.number(high)).append('z');
      }
    }
    return path.toString();
  }

  private void ticks(Markup html) {
    List<Bar> named = bars.stream().filter(bar -> !bar.tick().isEmpty()).toList();
    int every = Math.max(1, (named.size() + MOST_LABELS - 1) / MOST_LABELS);
    for (int i = 0; i < named.size(); i += every) {
      Bar bar = named.get(i);
      html.element(
          "text",
          bar.tick(),
          "class",
          (i / every) % 2 == 0 ? "" : "alt",
          "x",
          Markup.percent((bar.from() + bar.to()) / 2),
          "y",
          HEIGHT + 17,
          "text-anchor",
          "middle");
    }
  }

  /** A count short enough for the axis: {@code 250}, {@code 8k}, {@code 1.5M}. */
  private static String number(double tick) {
    if (tick >= 1_000_000) {
      return Markup.number(tick / 1_000_000) + "M";
    }
    return tick >= 10_000 ? Markup.number(tick / 1000) + "k" : Markup.number(tick);
  }
}
