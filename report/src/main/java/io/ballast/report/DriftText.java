package io.ballast.report;

import static io.ballast.report.TextTable.left;
import static io.ballast.report.TextTable.right;

import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.LeftOut;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a drift report for a terminal: no line is wider than 100 cells.
 *
 * <p>One result: a table of its columns, most evidence first, and what it means in sentences. Many
 * windows or segments: one line each and a summary. The text is for people and may change; scripts
 * read {@link DriftJson}.
 */
public final class DriftText {
  private static final int NAME = 20;
  private static final int VERDICT = 17;
  private static final int VALUE = 6;
  private static final int INTERVAL = 14;
  private static final int P = 8;
  private static final int NOTE = 17;
  private static final int WINDOW = 26;

  private final DriftReport report;
  private final TextOptions options;
  private final Figures figures;
  private final DriftSentences sentences;
  private final ClassSentences inside;
  private final SummarySentences summary;
  private final Windows windows;
  private final Appendable out;

  private DriftText(DriftReport report, TextOptions options, Appendable out) {
    this.report = report;
    this.options = options;
    this.figures = options.unicode() ? Figures.TEXT : Figures.ASCII;
    this.sentences = new DriftSentences(report, figures);
    this.inside = new ClassSentences(report, figures);
    this.summary = new SummarySentences(report, figures);
    this.windows = Windows.of(report);
    this.out = out;
  }

  /**
   * Writes the report.
   *
   * @throws IOException when {@code out} fails
   */
  public static void write(DriftReport report, TextOptions options, Appendable out)
      throws IOException {
    new DriftText(report, options, out).report();
  }

  private void report() throws IOException {
    paragraph(
        Names.visible(report.referenceName())
            + " compared with "
            + Names.visible(report.currentName()));
    if (report.results().size() == 1) {
      single(report.results().get(0));
    } else {
      many();
    }
    closing();
  }

  private void single(Result result) throws IOException {
    paragraph(rows(result));
    line("");
    if (!result.columns().isEmpty()) {
      paragraph(caption(result));
      columns(result);
      line("");
    }
    paragraph(sentences.headline(result));
    Optional<ColumnResult> leader = sentences.leader(result);
    if (leader.isPresent() && result.verdict() != Verdict.NOT_ENOUGH_DATA) {
      ColumnResult column = leader.get();
      paragraph(sentences.effects(column));
      paragraph(inside.minority(column, result.classes()).orElse(""));
    }
    if (result.classes() != null) {
      paragraph(inside.classShare(result.classes()));
    }
    paragraph(inside.predicted(result));
    paragraph(sentences.emptyColumns(result));
    paragraph(sentences.weightedGap(result).orElse(""));
  }

  private String rows(Result result) {
    return figures.count(result.referenceRows())
        + " rows against "
        + figures.count(result.currentRows())
        + ", "
        + DriftSentences.columns(result.columns().size())
        + ".";
  }

  /** What the figures of the table are. */
  private String caption(Result result) {
    String metric =
        switch (report.metric()) {
          case PSI, JS_DISTANCE, JS_DIVERGENCE, HELLINGER ->
              "Corrected "
                  + report.metric().label()
                  + ": what chance alone would give is taken off";
          case KS, CRAMERS_V, WASSERSTEIN, KL, TOTAL_VARIATION, L_INFINITY, DENSITY_DISTANCE ->
              report.metric().label();
        };
    String weighted =
        result.columns().stream()
            .map(ColumnResult::weighted)
            .filter(Objects::nonNull)
            .findFirst()
            .map(side -> ", weighted by " + Statements.weightedBy(side))
            .orElse("");
    return metric + weighted + ".";
  }

  private void columns(Result result) throws IOException {
    boolean isWeighted = result.columns().stream().anyMatch(column -> column.weighted() != null);
    String head = left("column", NAME) + "  " + left("verdict", VERDICT) + "  ";
    head += right(shortName(report.metric()), VALUE) + "  " + right("95% interval", INTERVAL);
    head += "  " + right("adj. p", P);
    if (isWeighted) {
      head += "  " + right("plain", VALUE) + "  what moved";
    }
    line(head.stripTrailing());
    line(rule(isWeighted ? TextTable.WIDTH : head.length()));
    for (ColumnResult column : result.columns()) {
      column(column, result, isWeighted);
    }
  }

  private void column(ColumnResult column, Result result, boolean isWeighted) throws IOException {
    String name = shown(Names.column(column.name()));
    if (TextTable.width(name) > NAME) {
      for (String part : TextTable.wrap(name, TextTable.WIDTH)) {
        line(part);
      }
      name = "";
    }
    Statement leading = column.leading();
    String start = left(name, NAME) + "  " + verdict(leading, VERDICT) + "  ";
    if (leading.verdict() == Verdict.NOT_ENOUGH_DATA) {
      String reason = shown(leading.reason() == null ? "" : leading.reason());
      int indent = NAME + VERDICT + 4;
      List<String> lines = TextTable.wrap(reason, TextTable.WIDTH - indent);
      line((start + lines.get(0)).stripTrailing());
      for (String more : lines.subList(1, lines.size())) {
        line(" ".repeat(indent) + more);
      }
    } else {
      line((start + figures(column, result, isWeighted)).stripTrailing());
    }
    String gaps = gaps(column, result);
    if (!gaps.isEmpty()) {
      line(left("", NAME) + "  " + gaps);
    }
  }

  private String figures(ColumnResult column, Result result, boolean isWeighted) {
    Statement leading = column.leading();
    Measure effect = leading.effect();
    String undefined = figures.undefined();
    String value = effect == null ? undefined : figures.distance(Statements.shown(effect));
    String interval =
        effect == null || effect.interval() == null
            ? undefined
            : figures.interval(effect.interval(), 3);
    String p = leading.evidence() == null ? undefined : figures.p(leading.evidence().pAdjusted());
    String text = right(value, VALUE) + "  " + right(interval, INTERVAL) + "  " + right(p, P);
    if (!isWeighted) {
      return Statements.isLargeUnproven(column) ? text + "  large, not proven" : text;
    }
    Measure plain = column.plain().effect();
    text +=
        "  " + right(plain == null ? undefined : figures.distance(Statements.shown(plain)), VALUE);
    String note =
        Statements.isWeighted(column)
            ? inside.movedShort(column, result.classes())
            : "plain verdict";
    return text + "  " + left(shown(note), NOTE);
  }

  /** Missing and unseen rows of a column; empty when there are none. */
  private String gaps(ColumnResult column, Result result) {
    List<String> parts = new ArrayList<>();
    if (column.referenceMissing() > 0 || column.currentMissing() > 0) {
      parts.add(
          "missing "
              + share(column.referenceMissing(), result.referenceRows())
              + ", then "
              + share(column.currentMissing(), result.currentRows()));
    }
    if (column.unseen() > 0) {
      parts.add("values that the reference lacks: " + figures.count(column.unseen()) + " rows");
    }
    return String.join("; ", parts);
  }

  private String share(long count, long rows) {
    return rows == 0 ? "no rows" : figures.share(count / (double) rows);
  }

  private void many() throws IOException {
    Map<Optional<Segment>, List<Result>> bySegment =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> Optional.ofNullable(result.segment()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    boolean hasWindows = report.settings().every() != null;
    line("");
    String label = hasWindows ? windows.noun() + (isDated() ? " (UTC)" : "") : "segment";
    line(
        left(label, WINDOW)
            + "  "
            + right("rows", 11)
            + "  "
            + left("verdict", VERDICT)
            + "  drifted columns");
    line(rule(TextTable.WIDTH));
    for (Map.Entry<Optional<Segment>, List<Result>> entry : bySegment.entrySet()) {
      String segment = entry.getKey().map(DriftText::segmentName).orElse("");
      if (hasWindows && !segment.isEmpty()) {
        paragraph(segment);
      }
      for (Result result : entry.getValue()) {
        result(hasWindows ? windows.name(result) : segment, result);
      }
    }
    line("");
    paragraph(summary.text());
    paragraph(new AlarmSentences(report, figures).text().orElse(""));
  }

  private void result(String label, Result result) throws IOException {
    String name = shown(label);
    if (TextTable.width(name) > WINDOW) {
      for (String part : TextTable.wrap(name, TextTable.WIDTH)) {
        line(part);
      }
      name = "";
    }
    String start =
        left(name, WINDOW)
            + "  "
            + right(figures.count(result.currentRows()), 11)
            + "  "
            + verdict(result.verdict(), worst(result), VERDICT)
            + "  ";
    int indent = WINDOW + 11 + VERDICT + 6;
    String detail =
        switch (result.verdict()) {
          case DRIFT -> Names.list(result.drifted().stream().map(Names::spoken).toList(), 3);
          case NO_DRIFT -> "";
          case NOT_ENOUGH_DATA -> Statements.commonReason(result).orElse("");
        };
    List<String> lines = TextTable.wrap(shown(detail), TextTable.WIDTH - indent);
    line((start + lines.get(0)).stripTrailing());
    for (String more : lines.subList(1, lines.size())) {
      line(" ".repeat(indent) + more);
    }
  }

  private void closing() throws IOException {
    if (!report.leftOut().isEmpty()) {
      paragraph(
          "Left out: "
              + report.leftOut().stream().map(DriftText::leftOut).collect(Collectors.joining("; "))
              + ".");
    }
    for (String warning : report.warnings()) {
      paragraph("Warning: " + Words.sentence(Names.visible(warning)));
    }
  }

  private static String leftOut(LeftOut column) {
    return Names.spoken(column.name()) + " (" + Names.visible(column.reason()) + ")";
  }

  private static String segmentName(Segment segment) {
    return Names.column(segment.column()) + " = " + Names.value(segment.value());
  }

  private boolean isDated() {
    return report.results().get(0).window().start() != null;
  }

  /** The severest severity of a drifted result. */
  static @Nullable Severity worst(Result result) {
    Severity worst = null;
    for (ColumnResult column : result.columns()) {
      Severity severity = column.severity();
      if (severity != null && (worst == null || severity.compareTo(worst) > 0)) {
        worst = severity;
      }
    }
    return worst;
  }

  private String verdict(Statement statement, int width) {
    return verdict(statement.verdict(), statement.severity(), width);
  }

  private String verdict(Verdict verdict, @Nullable Severity severity, int width) {
    boolean isSmall = severity == Severity.WARNING;
    String marks = options.unicode() ? "\u25c6\u25c7\u2500\u25cc" : "#+-?";
    char mark =
        switch (verdict) {
          case DRIFT -> marks.charAt(isSmall ? 1 : 0);
          case NO_DRIFT -> marks.charAt(2);
          case NOT_ENOUGH_DATA -> marks.charAt(3);
        };
    String word = verdict == Verdict.DRIFT && isSmall ? "drift, small" : verdict.word();
    String cell = left(mark + " " + word, width);
    if (!options.colour() || verdict == Verdict.NO_DRIFT) {
      return cell;
    }
    String driftCode = isSmall ? "33" : "1;31";
    return "\u001b[" + (verdict == Verdict.DRIFT ? driftCode : "2") + "m" + cell + "\u001b[0m";
  }

  private static String shortName(DriftMetric metric) {
    return switch (metric) {
      case PSI -> "PSI";
      case JS_DISTANCE -> "JS";
      case JS_DIVERGENCE -> "JS div";
      case HELLINGER -> "Hell.";
      case KS -> "KS";
      case CRAMERS_V -> "V";
      case WASSERSTEIN -> "W1";
      case KL -> "KL";
      case TOTAL_VARIATION -> "TV";
      case L_INFINITY -> "L-inf";
      case DENSITY_DISTANCE -> "Density";
    };
  }

  private String rule(int width) {
    return (options.unicode() ? "\u2500" : "-").repeat(width);
  }

  private String shown(String text) {
    String visible = Names.visible(text);
    return options.unicode() ? visible : Names.ascii(visible);
  }

  private void paragraph(String text) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    for (String part : TextTable.wrap(shown(text), TextTable.WIDTH)) {
      line(part);
    }
  }

  private void line(String text) throws IOException {
    out.append(text.replace('\u00a0', ' ')).append('\n');
  }
}
