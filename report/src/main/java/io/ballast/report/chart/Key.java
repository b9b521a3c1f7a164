package io.ballast.report.chart;

import java.util.List;

/** The keys of the charts, in words. */
public final class Key {
  private Key() {}

  /**
   * Key of an interval axis.
   *
   * @param thresholds their name and values
   */
  public static void axis(Markup html, boolean hasPlain, boolean hasNoise, String thresholds) {
    html.start("div", "class", "key");
    item(
        html,
        26,
        "<path d=\"M0 6h26\" class=\"win\"/><circle cx=\"13\" cy=\"6\" r=\"4.5\" class=\"pt\"/>",
        "corrected value, 95% interval");
    if (hasPlain) {
      item(
          html,
          26,
          "<path d=\"M0 6h26\" class=\"pl\"/><path d=\"M10 3h6v6h-6z\" class=\"plp\"/>",
          "plain");
    }
    noise(html, hasNoise, thresholds);
    html.end("div").line();
  }

  /**
   * Key of a line over time.
   *
   * @param thresholds their name and values
   */
  public static void line(Markup html, boolean hasPlain, boolean hasNoise, String thresholds) {
    html.start("div", "class", "key");
    item(
        html,
        26,
        "<path d=\"M0 1h26v10H0z\" class=\"band\"/><path d=\"M0 6h26\" class=\"win\"/>"
            + "<circle cx=\"13\" cy=\"6\" r=\"4.5\" class=\"pt\"/>",
        "corrected value, 95% interval");
    if (hasPlain) {
      item(
          html,
          26,
          "<path d=\"M0 6h26\" class=\"pl\"/><path d=\"M10 3h6v6h-6z\" class=\"plp\"/>",
          "plain");
    }
    noise(html, hasNoise, thresholds);
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"4.5\" class=\"ring\"/>", "large, not proven");
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"4.5\" class=\"hollow\"/>", "not enough data");
    html.end("div").line();
  }

  /**
   * Key of a line over time of two models.
   *
   * @param name of the one that is drawn as the window's line
   * @param other of the one beside it
   * @param thresholds their name and values
   */
  public static void pair(
      Markup html,
      String name,
      String other,
      boolean hasPlain,
      boolean hasNoise,
      String thresholds) {
    html.start("div", "class", "key");
    item(
        html,
        26,
        "<path d=\"M0 1h26v10H0z\" class=\"band\"/><path d=\"M0 6h26\" class=\"win\"/>"
            + "<circle cx=\"13\" cy=\"6\" r=\"4.5\" class=\"pt\"/>",
        name + ", 95% interval");
    item(
        html,
        26,
        "<path d=\"M13-1v14\" class=\"oiv\"/><path d=\"M0 6h26\" class=\"oth\"/>"
            + "<path d=\"M8 10l5-9 5 9z\" class=\"tri\"/>",
        other + ", 95% interval");
    if (hasPlain) {
      item(
          html,
          26,
          "<path d=\"M0 6h26\" class=\"pl\"/><path d=\"M10 3h6v6h-6z\" class=\"plp\"/>",
          name + ", plain");
    }
    noise(html, hasNoise, thresholds);
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"4.5\" class=\"ring\"/>", "large, not proven");
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"4.5\" class=\"hollow\"/>", "not enough data");
    html.end("div").line();
  }

  /** Key of a list of columns, each on its own small axis. */
  public static void list(Markup html, boolean hasNoise, boolean isCut, String thresholds) {
    html.start("div", "class", "key");
    item(
        html,
        26,
        "<path d=\"M0 6h26\" class=\"win\"/><circle cx=\"13\" cy=\"6\" r=\"4.5\" class=\"pt\"/>",
        "corrected value, 95% interval");
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"4.5\" class=\"ring\"/>", "large, not proven");
    noise(html, hasNoise, thresholds);
    if (isCut) {
      item(html, 12, "<path d=\"M1 0l9 6-9 6z\" class=\"off\"/>", "beyond the axis");
    }
    html.end("div").line();
  }

  /** Key of a histogram: what the grey bars and the blue line are. */
  public static void histogram(Markup html, String reference, String current) {
    html.start("div", "class", "key");
    item(html, 16, "<path d=\"M0 0h16v12H0z\" class=\"ref\"/>", reference);
    item(html, 18, "<path d=\"M0 6h18\" class=\"win\"/>", current);
    html.end("div").line();
  }

  /** Key of rows of dots. */
  public static void dots(Markup html) {
    html.start("div", "class", "key");
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"5\" class=\"pt\"/>", "mean, with generated rows");
    item(html, 14, "<circle cx=\"7\" cy=\"6\" r=\"5\" class=\"ref\"/>", "mean, for comparison");
    item(html, 14, "<path d=\"M4 3h6v6h-6z\" class=\"plp\"/>", "one learner");
    html.end("div").line();
  }

  /** Key of a matrix. */
  public static void matrix(Markup html, String style, List<Double> steps) {
    html.start("div", "class", "key");
    for (int i = 0; i < steps.size(); i++) {
      html.start("span")
          .start("svg", "class", "ch k", "width", 14, "height", 12, "aria-hidden", "true");
      html.start("g", "class", style);
      html.empty("path", "class", "a" + (i + 1), "d", "M0 0h14v12H0z").end("g").end("svg");
      html.text("from " + Markup.number(steps.get(i))).end("span");
    }
    html.end("div").line();
  }

  /** Key of a heat table. */
  public static void heat(Markup html, double warning, double critical) {
    html.start("div", "class", "key");
    box(html, "h0", "noise");
    box(html, "hq", "large, not proven");
    box(html, "h1", "proven, below " + Markup.number(warning));
    box(html, "h2", "below " + Markup.number(critical));
    box(html, "h3", "below " + Markup.number(warning + critical));
    box(html, "h4", "farther");
    box(html, "hu", "not enough data");
    html.end("div").line();
  }

  private static void box(Markup html, String style, String words) {
    html.start("span").element("i", "", "class", "cell " + style).text(words).end("span");
  }

  private static void noise(Markup html, boolean hasNoise, String thresholds) {
    if (hasNoise) {
      item(
          html,
          18,
          "<path d=\"M0 0h18v12H0z\" class=\"water\"/><path d=\"M18 0v12\" class=\"wl\"/>",
          "noise: 95% of windows without drift stay inside");
    }
    item(html, 18, "<path d=\"M0 6h18\" class=\"th\"/>", thresholds);
  }

  private static void item(Markup html, int width, String shape, String words) {
    html.start("span")
        .start("svg", "class", "ch k", "width", width, "height", 12, "aria-hidden", "true");
    html.raw(shape).end("svg").text(words).end("span");
  }
}
