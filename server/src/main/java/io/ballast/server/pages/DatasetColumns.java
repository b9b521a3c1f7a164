package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The columns of a data set in a few figures, as REST answers them. */
final class DatasetColumns {

  private static final Figures FIGURES = Figures.PAGE;
  private static final int DIGITS = 5;
  private static final double LARGE = 100_000;

  private DatasetColumns() {}

  static void write(Markup html, JsonNode summary) {
    long total = summary.path("total").asLong();
    long rows = summary.path("rows").asLong();
    html.start("div", "class", "head");
    html.element("h2", "Columns");
    html.element("span", note(total, rows), "class", "note").end("div");
    DataTable.open(html, "Each column in a few figures");
    DataTable.heads(
        html,
        2,
        "Column",
        "Type",
        "Values",
        "Missing",
        "Different",
        "Lowest",
        "Mean",
        "Highest",
        "Most frequent");
    for (JsonNode column : summary.path("columns")) {
      row(html, column);
    }
    DataTable.close(html);
  }

  private static String note(long total, long rows) {
    String read =
        total == rows
            ? "All " + FIGURES.count(total) + " rows were read."
            : "Of a random sample: "
                + FIGURES.count(rows)
                + " of "
                + FIGURES.count(total)
                + " rows.";
    return read + " More than 1\u202f000 different values are estimated, within about 2%.";
  }

  private static void row(Markup html, JsonNode column) {
    html.start("tr").start("th", "scope", "row").name(column.path("name").asString()).end("th");
    html.element("td", word(column.path("type").asString()), "class", "l");
    html.element("td", FIGURES.count(column.path("values").asLong()));
    html.element("td", FIGURES.count(column.path("missing").asLong()));
    html.element("td", different(column));
    html.element("td", figure(column.path("min")));
    html.element("td", figure(column.path("mean")));
    html.element("td", figure(column.path("max")));
    html.start("td", "class", "l").name(top(column.path("top"))).end("td").end("tr").line();
  }

  private static String word(String type) {
    return switch (type) {
      case "floating" -> "number";
      case "integer" -> "whole number";
      case "timestamp" -> "time";
      case "numbers" -> "list of numbers";
      default -> type;
    };
  }

  private static String different(JsonNode column) {
    JsonNode different = column.path("different");
    if (!different.isNumber()) {
      return FIGURES.undefined();
    }
    String about = column.path("different_is_exact").asBoolean() ? "" : "about ";
    return about + FIGURES.count(different.asLong());
  }

  private static String figure(JsonNode value) {
    if (value.isNull()) {
      return FIGURES.undefined();
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isIntegralNumber()) {
      return Json.text(value);
    }
    double number = value.asDouble();
    return Math.abs(number) >= LARGE
        ? FIGURES.fixed(number, 0)
        : FIGURES.significant(number, DIGITS);
  }

  /** {@code north 1 020, south 980}. */
  private static String top(JsonNode top) {
    List<String> words = new ArrayList<>();
    for (JsonNode each : top) {
      String value = each.path("value").asString();
      words.add(Names.visible(value) + " " + FIGURES.count(each.path("count").asLong()));
    }
    return String.join(", ", words);
  }
}
