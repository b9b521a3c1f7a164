package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.measure.PrivacyMeasures;
import io.ballast.balance.plan.Cell;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Rise;
import java.util.List;

/** How near generated rows are to the rows that they were learnt from. */
final class PrivacySection {
  private static final int MOST_CELLS = 200;
  private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95};
  private static final Figures FIGURES = Figures.PAGE;

  private final BalanceReport report;
  private final Measured measured;

  PrivacySection(BalanceReport report, Measured measured) {
    this.report = report;
    this.measured = measured;
  }

  void write(Markup html) {
    PrivacyMeasures privacy = measured.measures().privacy();
    if (privacy == null) {
      return;
    }
    html.start("section").start("div", "class", "head");
    html.element("h2", "How near to the input");
    html.element(
        "span",
        "Against rows that the model never saw. None of this is differential privacy.",
        "class",
        "note");
    html.end("div");
    html.element("p", new BalanceSentences(report, FIGURES).closeness(privacy), "class", "say");
    html.start("div", "class", "two").start("figure").start("figcaption");
    html.element("b", "Distance to the nearest row").empty("br");
    html.element(
        "span",
        "Share of generated rows at most so far away. A blue line above the grey area would mean"
            + " nearer than chance.",
        "class",
        "note");
    html.end("figcaption");
    if (privacy.toReal().length > 0 && privacy.toHeldOut().length > 0) {
      new Rise(
              "Distances of generated rows to the nearest input row and to the nearest held-out"
                  + " row",
              privacy.toHeldOut(),
              privacy.toReal())
          .write(html);
    }
    Key.histogram(html, "to the nearest held-out row", "to the nearest input row");
    html.end("figure").start("div");
    figures(html, privacy);
    html.end("div").end("div").line();
    distances(html, privacy);
    cells(html, privacy);
    html.end("section").line();
  }

  private static void figures(Markup html, PrivacyMeasures privacy) {
    DataTable.open(
        html, "Closeness of " + FIGURES.count(privacy.rowsCompared()) + " generated rows");
    DataTable.heads(html, "Measure", "Value", "By chance", "What it says");
    row(
        html,
        "Exact copies",
        FIGURES.share(privacy.exactCopies()),
        FIGURES.share(privacy.exactCopiesHoldout()),
        "equal an input row; chance: held-out rows that do");
    row(
        html,
        "Nearer to the input",
        FIGURES.share(privacy.dcrShare()),
        "50%",
        "than to as many held-out rows");
    row(
        html,
        "Nearest to second nearest",
        FIGURES.distance(privacy.nndr()),
        FIGURES.distance(privacy.nndrHoldout()),
        "ratio of distances, median; small: one row is copied");
    row(
        html,
        "Membership AUC",
        FIGURES.distance(privacy.membershipAuc()),
        "0.5",
        "how well distances tell who was in the input");
    DataTable.close(html);
  }

  private static void row(Markup html, String name, String value, String chance, String says) {
    html.start("tr").element("th", name, "scope", "row").element("td", value);
    html.element("td", chance).element("td", says, "class", "l says").end("tr").line();
  }

  private static void distances(Markup html, PrivacyMeasures privacy) {
    html.start("details").element("summary", "These distances as a table");
    DataTable.open(html, "Distances of generated rows");
    DataTable.heads(
        html, "Share of rows", "To the nearest input row", "To the nearest held-out row");
    for (double share : SHARES) {
      html.start("tr").element("th", FIGURES.share(share), "scope", "row");
      html.element("td", FIGURES.distance(Rise.quantile(privacy.toReal(), share)));
      html.element("td", FIGURES.distance(Rise.quantile(privacy.toHeldOut(), share)));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("details").line();
  }

  /** Rare cells leak most: the share by cell. */
  private void cells(Markup html, PrivacyMeasures privacy) {
    List<Cell> cells = measured.cells();
    if (report.columns().isEmpty() || cells.size() < 2) {
      return;
    }
    html.start("details").element("summary", "Nearer to the input, by cell");
    DataTable.open(html, "Share of generated rows nearer to an input row than to a held-out one");
    String[] heads = new String[report.columns().size() + 2];
    for (int i = 0; i < report.columns().size(); i++) {
      heads[i] = Names.visible(report.columns().get(i));
    }
    heads[heads.length - 2] = "Real rows";
    heads[heads.length - 1] = "Nearer";
    DataTable.heads(html, report.columns().size(), heads);
    for (int i = 0; i < Math.min(MOST_CELLS, cells.size()); i++) {
      Cell cell = cells.get(i);
      html.start("tr");
      for (int column = 0; column < cell.values().size(); column++) {
        String value = CellsSection.text(cell.values().get(column));
        if (column == 0) {
          html.start("th", "scope", "row").name(value).end("th");
        } else {
          html.start("td", "class", "l").name(value).end("td");
        }
      }
      html.element("td", FIGURES.count(cell.real()));
      html.element("td", FIGURES.share(privacy.byCell()[i])).end("tr").line();
    }
    DataTable.close(html);
    html.element("p", "A dash: none of the rows asked is in that cell.", "class", "note");
    html.end("details").line();
  }
}
