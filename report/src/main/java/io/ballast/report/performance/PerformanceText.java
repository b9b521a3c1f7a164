package io.ballast.report.performance;

import static io.ballast.report.TextTable.left;
import static io.ballast.report.TextTable.right;

import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.TextOptions;
import io.ballast.report.TextTable;
import io.ballast.stats.performance.Estimate;
import io.ballast.tables.performance.PerformanceReport;
import io.ballast.tables.performance.PerformanceReport.Measured;
import io.ballast.tables.performance.PerformanceReport.Result;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes how well a model did for a terminal: no line is wider than 100 cells. One result: all its
 * metrics; many windows or segments: a line each.
 */
public final class PerformanceText {
  private static final int NAME = 28;
  private static final int VALUE = 10;
  private static final int INTERVAL = 24;
  private static final int COLUMN = 20;
  private static final int ROWS = 12;

  private final PerformanceReport report;
  private final TextOptions options;
  private final PerformanceWords words;
  private final Figures figures;
  private final Appendable out;

  private PerformanceText(PerformanceReport report, TextOptions options, Appendable out) {
    this.report = report;
    this.options = options;
    this.figures = options.unicode() ? Figures.TEXT : Figures.ASCII;
    this.words = new PerformanceWords(report, figures);
    this.out = out;
  }

  /**
   * Writes the report.
   *
   * @throws IOException when {@code out} fails
   */
  public static void write(PerformanceReport report, TextOptions options, Appendable out)
      throws IOException {
    new PerformanceText(report, options, out).write();
  }

  private void write() throws IOException {
    line(Names.visible(report.name()) + ": " + words.what());
    if (report.results().size() == 1) {
      single(report.results().get(0));
    } else {
      many();
    }
    for (String warning : report.warnings()) {
      line(warning + ".");
    }
  }

  private void single(Result result) throws IOException {
    line(words.headline(result));
    line("");
    Measured weighted = result.weighted();
    line(
        left("metric", NAME)
            + right("value", VALUE)
            + "  "
            + left("95% interval", INTERVAL)
            + (weighted == null ? "" : right("weighted", VALUE) + "  95% interval"));
    for (Map.Entry<String, Estimate> metric : result.plain().metrics().entrySet()) {
      line(row(metric.getKey(), metric.getValue(), weighted));
    }
    if (weighted != null) {
      line("");
      line(
          "Weighted by "
              + report.request().weighting().spelled()
              + ": as good as "
              + figures.count(Math.round(weighted.effectiveRows()))
              + " rows of equal weight.");
    }
    if (!result.plain().classes().isEmpty()) {
      line("");
      classes(result.plain());
    }
  }

  private String row(String name, Estimate plain, @Nullable Measured weighted) {
    String note = words.note(plain);
    String first = left(name, NAME) + right(words.value(plain), VALUE) + "  ";
    if (!note.isEmpty()) {
      return first + note;
    }
    Estimate heavy = weighted == null ? null : weighted.metrics().get(name);
    return first
        + left(words.interval(plain), INTERVAL)
        + (heavy == null ? "" : right(words.value(heavy), VALUE) + "  " + words.interval(heavy));
  }

  private void classes(Measured measured) throws IOException {
    List<String> names = List.copyOf(measured.classes().get(0).metrics().keySet());
    StringBuilder head = new StringBuilder(left("class", NAME));
    names.forEach(name -> head.append(right(name, VALUE + 2)));
    line(head.toString());
    for (PerformanceReport.ClassFigures one : measured.classes()) {
      StringBuilder row = new StringBuilder(left(cut(Names.visible(one.name())), NAME));
      for (Estimate estimate : one.metrics().values()) {
        row.append(right(words.value(estimate), VALUE + 2));
      }
      line(row.toString());
    }
  }

  private void many() throws IOException {
    line("");
    StringBuilder head = new StringBuilder(left("window or segment", NAME) + right("rows", ROWS));
    words.leading().stream()
        .limit(3)
        .forEach(name -> head.append("  ").append(left(name, COLUMN - 2)));
    line(head.toString());
    for (Result result : report.results()) {
      StringBuilder row = new StringBuilder(left(cut(words.name(result)), NAME));
      row.append(right(figures.count(result.plain().rows()), ROWS));
      Map<String, Estimate> metrics = result.plain().metrics();
      words.leading().stream()
          .limit(3)
          .forEach(name -> row.append("  ").append(left(both(metrics.get(name)), COLUMN - 2)));
      line(row.toString());
    }
  }

  private String both(@Nullable Estimate estimate) {
    if (estimate == null || !estimate.isDefined()) {
      return figures.undefined();
    }
    String interval = words.interval(estimate).replace(" to ", "-");
    return words.value(estimate) + (interval.isEmpty() ? "" : " " + interval);
  }

  private String cut(String name) {
    return TextTable.cut(name, NAME - 1, options.unicode() ? "\u2026" : "...");
  }

  private void line(String text) throws IOException {
    for (String part : TextTable.wrap(text.stripTrailing(), TextTable.WIDTH)) {
      String plain = part.replace('\u00a0', ' ');
      out.append(options.unicode() ? plain : Names.ascii(plain)).append('\n');
    }
  }
}
