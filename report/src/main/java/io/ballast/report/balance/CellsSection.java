package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.CategoryBars;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cells before and after, and each balance column by itself. */
final class CellsSection {
  private static final int SHOWN = 24;

  /** Cells that a page holds; the JSON report has all. */
  private static final int MOST_CELLS = 400;

  private static final int HEIGHT = 18;
  private static final Figures FIGURES = Figures.PAGE;

  private final BalanceReport report;
  private final BalanceSentences sentences;
  private final boolean replaces;

  CellsSection(BalanceReport report) {
    this.report = report;
    this.sentences = new BalanceSentences(report, FIGURES);
    this.replaces = report.mode() == Mode.REPLACE;
  }

  void write(Markup html) {
    if (report.columns().isEmpty()) {
      return;
    }
    html.start("section", "class", "cells").start("div", "class", "head");
    html.element("h2", "Cells before and after");
    html.element(
        "span",
        "A cell is a combination of values of the balance columns. Donors: real rows that lent a"
            + " value, mean over the columns.",
        "class",
        "note");
    html.end("div");
    if (report.columns().size() > 1) {
      margins(html);
    }
    int size = report.cells().size();
    double largest =
        report.cells().stream()
            .mapToDouble(cell -> Math.max(cell.real(), sentences.total(cell)))
            .max()
            .orElse(1);
    Scale scale = Scale.holding(largest, 4);
    boolean isFolded = size > SHOWN + 4;
    table(html, 0, isFolded ? SHOWN : size, scale);
    if (isFolded) {
      html.start("details");
      html.element("summary", FIGURES.count(size - SHOWN) + " more cells");
      table(html, SHOWN, Math.min(size, MOST_CELLS), scale);
      if (size > MOST_CELLS) {
        html.element(
            "p",
            FIGURES.count(size - MOST_CELLS) + " further cells stand in the JSON report.",
            "class",
            "note");
      }
      html.end("details");
    }
    Key.histogram(html, "rows of the input", "rows of the output");
    html.end("section").line();
  }

  private void table(Markup html, int from, int to, Scale scale) {
    boolean hasNotes =
        report.cells().subList(from, to).stream().anyMatch(cell -> !note(cell).isEmpty());
    DataTable.open(
        html,
        from == 0
            ? "Cells before and after"
            : "Cells before and after, from the " + (from + 1) + "th");
    List<String> heads = new ArrayList<>();
    report.columns().forEach(column -> heads.add(Names.visible(column)));
    heads.add("Rows" + DataTable.AXIS + FIGURES.count(Math.round(scale.max())));
    heads.addAll(List.of("Real", "Generated"));
    if (!replaces) {
      heads.add("Together");
    }
    heads.add("Donors");
    if (hasNotes) {
      heads.add("Note");
    }
    DataTable.heads(html, report.columns().size(), heads.toArray(String[]::new));
    for (int i = from; i < to; i++) {
      row(html, i, scale, hasNotes);
    }
    DataTable.close(html);
  }

  private void row(Markup html, int index, Scale scale, boolean hasNotes) {
    Cell cell = report.cells().get(index);
    html.start("tr");
    for (int column = 0; column < cell.values().size(); column++) {
      String value = text(cell.values().get(column));
      if (column == 0) {
        html.start("th", "scope", "row").name(value).end("th");
      } else {
        html.start("td", "class", "l").name(value).end("td");
      }
    }
    html.start("td", "class", "fx");
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
        Markup.percent(scale.at(cell.real())));
    String x = Markup.percent(scale.at((double) sentences.total(cell)));
    html.empty("line", "class", "win", "x1", x, "x2", x, "y2", HEIGHT);
    html.end("svg").end("td");
    html.element("td", FIGURES.count(cell.real()));
    html.element("td", FIGURES.count(cell.generated()));
    if (!replaces) {
      html.element("td", FIGURES.count(sentences.total(cell)));
    }
    html.element(
        "td",
        cell.generated() == 0
            ? FIGURES.undefined()
            : FIGURES.count(Math.round(report.donors()[index])));
    if (hasNotes) {
      html.element("td", note(cell), "class", "l");
    }
    html.end("tr").line();
  }

  private static String note(Cell cell) {
    if (cell.isExtrapolated()) {
      return "extrapolated";
    }
    return cell.cut() ? "cut short" : "";
  }

  static String text(@Nullable String value) {
    return value == null ? "(missing)" : value.isEmpty() ? "(empty)" : Names.visible(value);
  }

  /** Each balance column by itself: what is flat there need not be flat in the cells. */
  private void margins(Markup html) {
    html.start("div", "class", "two margins");
    for (int column = 0; column < report.columns().size(); column++) {
      Map<String, long[]> rows = new LinkedHashMap<>();
      for (Cell cell : report.cells()) {
        long[] counts = rows.computeIfAbsent(text(cell.values().get(column)), value -> new long[2]);
        counts[0] += cell.real();
        counts[1] += sentences.total(cell);
      }
      String name = Names.visible(report.columns().get(column));
      html.start("figure").start("figcaption").start("b").name(name).end("b").end("figcaption");
      bars("Shares of " + name + " in input and output", rows).write(html);
      html.end("figure").line();
    }
    html.end("div").line();
  }

  private static CategoryBars bars(String caption, Map<String, long[]> rows) {
    double before = rows.values().stream().mapToLong(counts -> counts[0]).sum();
    double after = rows.values().stream().mapToLong(counts -> counts[1]).sum();
    List<CategoryBars.Row> bars = new ArrayList<>();
    rows.forEach(
        (value, counts) -> {
          double first = counts[0] / Math.max(1, before);
          double second = counts[1] / Math.max(1, after);
          bars.add(
              new CategoryBars.Row(
                  Objects.requireNonNull(value),
                  first,
                  second,
                  FIGURES.share(first),
                  FIGURES.share(second)));
        });
    return new CategoryBars(caption, bars, "Input", "Output");
  }
}
