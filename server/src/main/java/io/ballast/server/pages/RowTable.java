package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Json;
import tools.jackson.databind.JsonNode;

/** Rows as REST answers them, as a table and as CSV. */
final class RowTable {

  /** Characters beyond which a value has more than one line. */
  private static final int LONG = 60;

  /** Characters beyond which a column's name has more than one line. */
  private static final int LONG_NAME = 24;

  private RowTable() {}

  static void write(Markup html, String caption, JsonNode data) {
    html.start("div", "class", "scroll", "tabindex", 0, "role", "group", "aria-label", caption);
    html.start("table", "class", "rows").element("caption", caption, "class", "vh");
    html.start("thead").start("tr");
    int column = 0;
    for (JsonNode name : data.path("columns")) {
      String kind =
          (isNumeric(data, column++) ? "num" : "")
              + (name.asString().length() > LONG_NAME ? " breaks" : "");
      html.start("th", "scope", "col", "class", kind.strip());
      html.name(name.asString()).end("th");
    }
    html.end("tr").end("thead").start("tbody").line();
    for (JsonNode row : data.path("rows")) {
      html.start("tr");
      for (JsonNode value : row) {
        if (value.isNull()) {
          html.element("td", "missing", "class", "dim");
        } else if (value.isNumber()) {
          html.element("td", Json.text(value), "class", "num");
        } else {
          String text = value.asString(Json.text(value));
          html.start("td", "class", text.length() > LONG ? "long" : "").name(text).end("td");
        }
      }
      html.end("tr").line();
    }
    html.end("tbody").end("table").end("div").line();
  }

  /** Whether the first value of a column is a number. */
  private static boolean isNumeric(JsonNode data, int column) {
    for (JsonNode row : data.path("rows")) {
      if (!row.path(column).isNull()) {
        return row.path(column).isNumber();
      }
    }
    return false;
  }

  /** CSV of RFC 4180; texts that a spreadsheet would run as a formula get an apostrophe. */
  static String csv(JsonNode data) {
    StringBuilder text = new StringBuilder();
    line(text, data.path("columns"));
    data.path("rows").forEach(row -> line(text, row));
    return text.toString();
  }

  private static void line(StringBuilder text, JsonNode values) {
    boolean isFirst = true;
    for (JsonNode value : values) {
      if (!isFirst) {
        text.append(',');
      }
      isFirst = false;
      if (value.isString()) {
        text.append(quoted(value.asString()));
      } else if (!value.isNull()) {
        text.append(Json.text(value));
      }
    }
    text.append("\r\n");
  }

  private static String quoted(String value) {
    boolean isFormula = !value.isEmpty() && "=+@\t".indexOf(value.charAt(0)) >= 0;
    String safe = isFormula ? "'" + value : value;
    boolean needsQuotes =
        safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
