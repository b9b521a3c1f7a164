package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.Bars;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.server.measure.WindowFigures;
import io.ballast.stats.drift.ClassPart;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came in: events, rows of the rare class, and rows that break the schema.
 *
 * @param question of the page
 * @param spans windows with their events
 * @param checks integrity checks, words and count; empty while there is no event
 */
record ModelFigures(ModelQuestion question, List<WindowFigures.Window> spans, List<Check> checks) {

  private static final Figures FIGURES = Figures.PAGE;
  private static final long FEWEST_OF_A_CLASS = 30;
  private static final DateTimeFormatter DAY = formatter("d MMM");
  private static final DateTimeFormatter HOUR = formatter("HH:mm");
  private static final DateTimeFormatter MONTH = formatter("MMM uuuu");

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** One check of the whole range. */
  record Check(String words, long count, long rows) {}

  static ModelFigures of(ModelQuestion question, ModelAnswer answer) {
    WindowFigures.Violations found = answer.violations();
    return new ModelFigures(
        question,
        answer.windows(),
        List.of(
            new Check("Missing values", found.missing(), found.rows()),
            new Check("Outside the range", found.outOfRange(), found.rows()),
            new Check("Wrong type", found.wrongType(), found.rows()),
            new Check("Any of these", found.any(), found.rows())));
  }

  /**
   * Writes the section.
   *
   * @param drift of the windows, for the rows of each class; null without
   */
  void write(Markup html, @Nullable DriftReport drift) {
    html.start("section", "id", "events").start("div", "class", "head");
    html.element("h2", "What came in");
    long all = spans.stream().mapToLong(WindowFigures.Window::rows).sum();
    html.element("span", FIGURES.count(all) + " events in the range.", "class", "note");
    html.end("div").start("div", "class", "three");
    bars(html, "Events by " + question.noun(), i -> spans.get(i).rows(), Double.NaN, "");
    if (drift != null) {
      rareClass(html, drift);
    }
    integrity(html);
    html.end("div").end("section").line();
  }

  private void bars(Markup html, String title, IntToLongFunction count, double line, String name) {
    html.start("figure").start("figcaption").element("b", title).end("figcaption");
    List<Bars.Bar> bars = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      WindowFigures.Window span = spans.get(i);
      bars.add(
          new Bars.Bar(
              tick(span.start()), share(span.start()), share(span.end()), count.applyAsLong(i)));
    }
    new Bars(title, bars, line, name).write(html);
    html.start("details", "class", "figures").element("summary", "As a table");
    DataTable.open(html, title);
    DataTable.heads(html, title.substring(title.lastIndexOf(' ') + 1), "Rows");
    for (int i = 0; i < spans.size(); i++) {
      html.start("tr").element("th", name(spans.get(i).start()), "scope", "row");
      html.element("td", FIGURES.count(count.applyAsLong(i))).end("tr").line();
    }
    DataTable.close(html);
    html.end("details").end("figure").line();
  }

  private String tick(Instant start) {
    return switch (question.by()) {
      case "Hour" -> start.atZone(ZoneOffset.UTC).getHour() == 0 ? DAY.format(start) : hour(start);
      case "Month" -> MONTH.format(start);
      default -> DAY.format(start);
    };
  }

  /** Of many hours only the days are named. */
  private String hour(Instant start) {
    return spans.size() > 48 ? "" : HOUR.format(start);
  }

  private String name(Instant start) {
    return question.by().equals("Hour")
        ? Moments.day(start) + " " + HOUR.format(start)
        : Moments.day(start);
  }

  private double share(Instant instant) {
    double whole = question.to().getEpochSecond() - question.from().getEpochSecond();
    return (instant.getEpochSecond() - question.from().getEpochSecond()) / whole;
  }

  /** Rows of the rarest class of the baseline: below 30 there is no weighted verdict. */
  private void rareClass(Markup html, DriftReport drift) {
    List<List<ClassPart>> parts = drift.results().stream().map(ModelFigures::parts).toList();
    Optional<List<ClassPart>> first = parts.stream().filter(list -> !list.isEmpty()).findFirst();
    if (first.isEmpty()) {
      return;
    }
    int rare = 0;
    for (int k = 1; k < first.get().size(); k++) {
      if (first.get().get(k).referenceRows() < first.get().get(rare).referenceRows()) {
        rare = k;
      }
    }
    int k = rare;
    bars(
        html,
        "Class " + Names.visible(first.get().get(k).label()) + " rows by " + question.noun(),
        i -> {
          List<ClassPart> list = i < parts.size() ? parts.get(i) : List.of();
          return k < list.size() ? list.get(k).currentRows() : 0;
        },
        FEWEST_OF_A_CLASS,
        "30 are needed");
  }

  private static List<ClassPart> parts(Result result) {
    return result.columns().stream()
        .map(ColumnResult::weighted)
        .filter(Objects::nonNull)
        .map(DriftReport.Weighted::perClass)
        .filter(list -> !list.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private void integrity(Markup html) {
    html.start("figure").start("figcaption").element("b", "Values that break the schema");
    html.end("figcaption");
    DataTable.open(html, "Events of the range, exact counts");
    DataTable.heads(html, "Check", "Events", "Share");
    for (Check check : checks) {
      html.start("tr").element("th", check.words(), "scope", "row");
      html.element("td", FIGURES.count(check.count()));
      html.element(
          "td",
          check.rows() == 0
              ? FIGURES.undefined()
              : FIGURES.share(check.count() / (double) check.rows()));
      html.end("tr").line();
    }
    DataTable.close(html);
    html.end("figure").line();
  }
}
