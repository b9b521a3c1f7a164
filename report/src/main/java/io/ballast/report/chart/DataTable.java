package io.ballast.report.chart;

import java.util.Set;

/** The table behind a chart: in its own box, to be sorted and taken away by the page's script. */
public final class DataTable {
  /** In the head of a column that holds an axis. */
  public static final String AXIS = ", 0 to ";

  /** Between what has the figure and the figure, in the head of a column: {@code V2: Verdict}. */
  public static final String OF = ": ";

  /** Head of a column of sentences: on a narrow page they stand below their row. */
  private static final String SAYS = "What it says";

  /** Heads of columns that hold words: they stand left. */
  private static final Set<String> WORDS =
      Set.of(
          "Verdict",
          "Plain verdict",
          "What moved",
          "Most evidence",
          "Most frequent",
          "With",
          "Learner",
          "Note");

  private DataTable() {}

  /** Opens the table up to its heads. */
  public static void open(Markup html, String caption) {
    html.start("div", "class", "scroll", "tabindex", 0, "role", "group", "aria-label", caption);
    html.start("table", "data-csv", "").element("caption", caption).start("thead").start("tr");
  }

  /** Writes the heads; rows follow. The first column is left, words and axes are, numbers not. */
  public static void heads(Markup html, String... names) {
    heads(html, 1, names);
  }

  /** The same when the first few columns hold words. */
  public static void heads(Markup html, int words, String... names) {
    for (int i = 0; i < names.length; i++) {
      html.element("th", names[i], "scope", "col", "class", style(names[i], i < words));
    }
    html.end("tr").end("thead").start("tbody").line();
  }

  private static String style(String name, boolean holdsWords) {
    if (name.contains(AXIS)) {
      return "l ax0";
    }
    if (name.equals(SAYS)) {
      return "l says";
    }
    String last = name.substring(name.lastIndexOf(OF) < 0 ? 0 : name.lastIndexOf(OF) + OF.length());
    return holdsWords || WORDS.contains(last) ? "l" : "";
  }

  /** Closes the table. */
  public static void close(Markup html) {
    html.end("tbody").end("table").end("div").line();
  }
}
