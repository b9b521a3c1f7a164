package io.ballast.report.chart;

/** The marks of verdicts: shape, word and colour always stand together. */
public enum VerdictMark {
  /** Proven and large. */
  CRITICAL("critical", "m-critical", "Drift"),
  /** Proven and small. */
  WARNING("warning", "m-warning", "Drift, small"),
  /** Evidence or effect is lacking. */
  NONE("none", "m-none", "No drift"),
  /** Too few rows. */
  UNSURE("unsure", "m-unsure", "Not enough data");

  private final String style;
  private final String symbol;
  private final String word;

  VerdictMark(String style, String symbol, String word) {
    this.style = style;
    this.symbol = symbol;
    this.word = word;
  }

  /** Its class in the style sheet. */
  public String style() {
    return style;
  }

  /** Its word. */
  public String word() {
    return word;
  }

  /** Its place in a dense strip of 14 px, as the rest of a path that begins at its middle. */
  String stroke() {
    return switch (this) {
      case CRITICAL -> " 0v14";
      case WARNING -> " 4v10";
      case NONE -> " 11v3";
      case UNSURE -> " 11v1";
    };
  }

  /** Writes the shapes, to stand once in each page before the first mark. */
  public static void definitions(Markup html) {
    html.raw(
        """
        <svg width="0" height="0" class="defs" aria-hidden="true" focusable="false">\
        <symbol id="m-critical" viewBox="0 0 14 14"><path d="M7 0l7 7-7 7-7-7z" fill="currentColor"/></symbol>\
        <symbol id="m-warning" viewBox="0 0 14 14"><path d="M7 1l6 6-6 6-6-6z" fill="none" \
        stroke="currentColor" stroke-width="1.5"/><path d="M7 7H1l6 6 6-6z" fill="currentColor"/></symbol>\
        <symbol id="m-none" viewBox="0 0 14 14"><path d="M1 7h12" stroke="currentColor" stroke-width="2.2"/></symbol>\
        <symbol id="m-unsure" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5.6" fill="none" \
        stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 1.8"/></symbol>\
        </svg>
        """);
  }

  /** Writes the mark with its word. */
  public void write(Markup html) {
    write(html, word);
  }

  /** Writes the mark with words of the caller's. */
  public void write(Markup html, String words) {
    html.start("span", "class", "v " + style);
    shape(html);
    html.text(words).end("span");
  }

  /** Writes the shape alone, in its colour, inside a strip that has a key. */
  public void writeShape(Markup html) {
    html.start("span", "class", "v " + style);
    shape(html);
    html.end("span");
  }

  private void shape(Markup html) {
    html.start("svg", "width", 14, "height", 14, "aria-hidden", "true");
    html.empty("use", "href", "#" + symbol).end("svg");
  }

  /** Writes the shape alone at a place of a larger drawing, centred. */
  void shapeAt(Markup svg, String x, double y) {
    svg.start("svg", "x", x, "y", Markup.number(y), "class", "o " + style);
    svg.empty("use", "href", "#" + symbol, "x", -7, "width", 14, "height", 14).end("svg");
  }
}
