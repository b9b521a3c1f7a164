package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Scale;
import io.ballast.report.chart.Span;
import io.ballast.report.chart.Standing;
import io.ballast.report.chart.TimeLine;
import io.ballast.report.chart.VerdictMark;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.Task;
import io.ballast.server.measure.WindowFigures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How the model does where the truth is known, with how much of it is known. It reads the events of
 * the range, so that a page gets it after the rest.
 */
final class PerformancePart {

  private static final Figures FIGURES = Figures.PAGE;

  private final Backing backing;
  private final Answers answers;

  PerformancePart(Backing backing, Answers answers) {
    this.backing = backing;
    this.answers = answers;
  }

  List<PageRoute> routes() {
    return List.of(PageRoute.get("/models/{id}/performance", this::show));
  }

  /** A metric of the page. */
  private record Shown(
      String id, String title, boolean isShare, List<JsonNode> whole, List<JsonNode> byWindow) {}

  /** Where the part of a page is. */
  static Link address(ModelQuestion question) {
    return new Link(
        "/models/" + question.model().id() + "/performance", question.link().parameters());
  }

  private PageReply show(Visit visit) throws IOException {
    Model model = backing.catalog().model(visit.id());
    Extent extent = answers.extent(model).value();
    List<Baseline> baselines =
        ModelQuestion.usable(
            backing.catalog().baselines(model.id()), backing.catalog().environments(model.id()));
    ModelQuestion question = ModelQuestion.of(visit, model, baselines, extent, Link.to("/"));
    Windows windows = new Windows(visit, question);
    List<WindowFigures.Window> spans =
        backing.figures().traffic(model, question.from(), question.to(), question.by());
    List<Shown> shown = new ArrayList<>();
    for (String[] metric : metrics(model.task())) {
      List<JsonNode> whole = windows.details(metric[0], "Range");
      if (!whole.isEmpty()) {
        shown.add(
            new Shown(
                metric[0],
                metric[1],
                metric[2].equals("share"),
                whole,
                windows.details(metric[0], question.by())));
      }
    }
    return PageReply.html(200, html -> write(html, question, spans, shown));
  }

  private static List<String[]> metrics(Task task) {
    return switch (task) {
      case BINARY_CLASSIFICATION ->
          List.of(
              new String[] {"recall", "Recall", "share"},
              new String[] {"precision", "Precision", "share"},
              new String[] {"auc", "AUC", "number"});
      case MULTICLASS_CLASSIFICATION ->
          List.of(
              new String[] {"accuracy", "Accuracy", "share"},
              new String[] {"log_loss", "Log loss", "number"});
      case REGRESSION ->
          List.of(
              new String[] {"mae", "Mean absolute error", "number"},
              new String[] {"r2", "R squared", "number"});
      default -> List.of();
    };
  }

  private static void write(
      Markup html, ModelQuestion question, List<WindowFigures.Window> spans, List<Shown> shown) {
    html.start("div", "class", "head").element("h2", "How the model does");
    if (shown.isEmpty()) {
      html.end("div");
      html.element(
          "p",
          "No performance: it needs a target in the schema and, for classes, their order.",
          "class",
          "say");
      return;
    }
    JsonNode whole = shown.get(0).whole().get(0);
    long rows = whole.path("rows").asLong();
    long labelled = whole.path("labelled").asLong();
    html.element(
        "span",
        "Labels have come for "
            + FIGURES.count(labelled)
            + " of "
            + FIGURES.count(rows)
            + " events ("
            + (rows == 0 ? FIGURES.undefined() : FIGURES.share(labelled / (double) rows))
            + ").",
        "class",
        "note");
    html.end("div");
    if (labelled == 0) {
      html.element(
          "p",
          "No labels yet for "
              + Moments.range(question.from(), question.to())
              + ". Performance appears when they come.",
          "class",
          "say");
      return;
    }
    html.start("div", "class", "three");
    for (Shown metric : shown) {
      metric(html, question, spans, metric);
    }
    html.end("div").line();
  }

  private static void metric(
      Markup html, ModelQuestion question, List<WindowFigures.Window> spans, Shown metric) {
    html.start("figure").start("figcaption").element("b", metric.title());
    html.text(" ").element("span", words(metric, metric.whole().get(0)), "class", "note");
    html.end("figcaption");
    List<TimeLine.Point> points = new ArrayList<>();
    double extent = metric.isShare() ? 1 : 0;
    for (int i = 0; i < spans.size(); i++) {
      JsonNode details = at(metric, i);
      Span span = span(details);
      extent = Math.max(extent, span.extent());
      points.add(point(question, spans.get(i), span));
    }
    String label = metric.title() + " by " + question.noun() + ", with 95% intervals";
    new TimeLine(label, points, Scale.holding(extent, 4), List.of(), TimeLine.Style.SMALL)
        .write(html);
    table(html, question, spans, metric);
    html.end("figure").line();
  }

  private static JsonNode at(Shown metric, int window) {
    return window < metric.byWindow().size()
        ? metric.byWindow().get(window)
        : io.ballast.server.platform.Json.object();
  }

  private static TimeLine.Point point(
      ModelQuestion question, WindowFigures.Window window, Span span) {
    Duration whole = Duration.between(question.from(), question.to());
    return new TimeLine.Point(
        window.start().equals(question.from()) || window.end().equals(question.to())
            ? Moments.day(window.start()).replaceFirst(" \\d{4}$", "")
            : "",
        share(question, window.start(), whole),
        share(question, window.end(), whole),
        span,
        Double.NaN,
        Double.isNaN(span.point()) ? Standing.UNKNOWN : Standing.STEADY,
        VerdictMark.NONE);
  }

  private static double share(ModelQuestion question, Instant instant, Duration whole) {
    return Duration.between(question.from(), instant).toSeconds() / (double) whole.toSeconds();
  }

  private static Span span(JsonNode details) {
    JsonNode interval = details.path("interval");
    return new Span(
        number(details.path("value")),
        interval.isArray() ? number(interval.path(0)) : Double.NaN,
        interval.isArray() ? number(interval.path(1)) : Double.NaN,
        Double.NaN);
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  /** {@code 94.29% (90.01 to 97.00%)}; without interval the reason. */
  private static String words(Shown metric, JsonNode details) {
    Span span = span(details);
    if (Double.isNaN(span.point())) {
      return FIGURES.undefined() + " " + details.path("reason").asString("no figure");
    }
    String interval =
        span.hasInterval()
            ? ", 95% interval " + value(metric, span.lower()) + " to " + value(metric, span.upper())
            : "";
    return value(metric, span.point()) + interval;
  }

  private static String value(Shown metric, double value) {
    return metric.isShare() ? FIGURES.share(value) : FIGURES.distance(value);
  }

  private static void table(
      Markup html, ModelQuestion question, List<WindowFigures.Window> spans, Shown metric) {
    html.start("details", "class", "figures").element("summary", "As a table");
    DataTable.open(html, metric.title() + " by " + question.noun());
    DataTable.heads(html, "From", metric.title(), "95% interval", "Events", "With label", "Note");
    for (int i = 0; i < spans.size(); i++) {
      JsonNode details = at(metric, i);
      Span span = span(details);
      html.start("tr").element("th", spans.get(i).start().toString(), "scope", "row");
      html.element(
          "td", Double.isNaN(span.point()) ? FIGURES.undefined() : value(metric, span.point()));
      html.element(
          "td",
          span.hasInterval()
              ? value(metric, span.lower()) + " to " + value(metric, span.upper())
              : FIGURES.undefined());
      html.element("td", FIGURES.count(details.path("rows").asLong()));
      html.element("td", FIGURES.count(details.path("labelled").asLong()));
      JsonNode reason = details.path("reason");
      html.element("td", reason.isString() ? reason.asString() : "", "class", "l");
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("details");
  }
}
