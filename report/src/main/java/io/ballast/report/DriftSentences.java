package io.ballast.report;

import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a drift report says in words; text and page say the same.
 *
 * <p>Short sentences with the reader's nouns (column, class, day). A verdict is never softened or
 * sharpened here: a change that is large and not proven is called that.
 */
final class DriftSentences {
  private final DriftReport report;
  private final Figures figures;
  private final ClassSentences inside;

  DriftSentences(DriftReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
    this.inside = new ClassSentences(report, figures);
  }

  /** The verdict of one result in one or two sentences: the heading. */
  String headline(Result result) {
    return switch (result.verdict()) {
      case DRIFT -> drifted(result);
      case NO_DRIFT -> steady(result);
      case NOT_ENOUGH_DATA -> unsure(result);
    };
  }

  /** The column that a report opens with: a drifted output, else the first by evidence. */
  Optional<ColumnResult> leader(Result result) {
    Optional<ColumnResult> output =
        result.columns().stream()
            .filter(column -> report.settings().outputs().contains(column.name()))
            .filter(column -> column.verdict() == result.verdict())
            .findFirst();
    return output.isPresent() ? output : result.columns().stream().findFirst();
  }

  private String drifted(Result result) {
    List<String> names = result.drifted().stream().map(Names::spoken).toList();
    List<String> outputs =
        result.drifted().stream().filter(report.settings().outputs()::contains).toList();
    ColumnResult leader = leader(result).orElseThrow();
    int compared = result.columns().size();
    String subject;
    if (!outputs.isEmpty() && outputs.size() < names.size()) {
      int inputs = names.size() - outputs.size();
      subject =
          Names.list(outputs.stream().map(Names::spoken).toList(), 2)
              + " drifted, and so did "
              + (inputs == 1 ? "1 input" : inputs + " inputs")
              + ".";
    } else if (names.size() <= 3 || names.size() == outputs.size()) {
      subject = Names.list(names, 3) + " drifted.";
    } else {
      subject = names.size() + " of " + compared + " columns drifted.";
    }
    String moved = inside.movedClasses(leader, result.classes());
    if (moved.isEmpty()) {
      return subject;
    }
    boolean several = names.size() > 1;
    return subject
        + (several
            ? " In " + Names.spoken(leader.name()) + " " + Words.lowerFirst(moved)
            : " " + moved);
  }

  private String steady(Result result) {
    long judged = countVerdict(result, Verdict.NO_DRIFT);
    long unsure = countVerdict(result, Verdict.NOT_ENOUGH_DATA);
    long large = result.columns().stream().filter(Statements::isLargeUnproven).count();
    StringBuilder text = new StringBuilder();
    if (result.columns().size() == 1) {
      text.append(Names.spoken(result.columns().get(0).name())).append(" did not drift.");
    } else {
      text.append("No drift in ").append(columns(judged)).append('.');
    }
    if (large > 0) {
      text.append(
          large == judged
              ? " Large, not proven."
              : " In " + large + " the change is large, but not proven.");
    }
    if (unsure > 0) {
      text.append(" Not enough data for ").append(columns(unsure)).append('.');
    }
    return text.toString();
  }

  private String unsure(Result result) {
    if (result.columns().isEmpty()) {
      return "No column was compared.";
    }
    Optional<String> reason = Statements.commonReason(result);
    return reason
        .map(text -> "Not enough data: " + Words.sentence(Words.lowerWord(text)))
        .orElse("Not enough data.");
  }

  /** Columns that have no value at all on one side or on both; empty when there are none. */
  String emptyColumns(Result result) {
    List<ColumnResult> before =
        empty(result, ColumnResult::referenceMissing, result.referenceRows());
    List<ColumnResult> after = empty(result, ColumnResult::currentMissing, result.currentRows());
    List<ColumnResult> both = before.stream().filter(after::contains).toList();
    List<String> text = new ArrayList<>();
    text.add(without(both, "on either side"));
    text.add(without(before.stream().filter(c -> !both.contains(c)).toList(), "in the reference"));
    text.add(without(after.stream().filter(c -> !both.contains(c)).toList(), "in the window"));
    text.removeIf(String::isEmpty);
    return String.join(" ", text);
  }

  private static List<ColumnResult> empty(
      Result result, ToLongFunction<ColumnResult> missing, long rows) {
    return result.columns().stream()
        .filter(column -> rows > 0 && missing.applyAsLong(column) == rows)
        .toList();
  }

  private static String without(List<ColumnResult> columns, String where) {
    List<String> names = columns.stream().map(column -> Names.spoken(column.name())).toList();
    return names.isEmpty()
        ? ""
        : Names.list(names, 3)
            + (names.size() == 1 ? " has" : " have")
            + " no value "
            + where
            + ".";
  }

  /** What the plain count and the weighting say of one column, with figures. */
  String effects(ColumnResult column) {
    String of = column.plain().metric().label() + " of " + Names.spoken(column.name());
    String plain = effect(column.plain());
    Weighted weighted = column.weighted();
    String heavy = weighted == null ? "" : effect(weighted.statement());
    if (weighted == null || heavy.isEmpty()) {
      return plain.isEmpty() ? "" : "The " + of + " is " + plain + ".";
    }
    return plainBeside(column, of)
        + " Weighted by "
        + Statements.weightedBy(weighted)
        + " it is "
        + heavy
        + ".";
  }

  private String plainBeside(ColumnResult column, String of) {
    Measure measure = column.plain().effect();
    if (measure == null || Double.isNaN(measure.value())) {
      return "Counting every row alike, the " + of + " is undefined.";
    }
    boolean isHidden =
        column.plain().verdict() != Verdict.DRIFT && column.verdict() == Verdict.DRIFT;
    String value = figures.spoken(measure.value());
    return isHidden
        ? "Counting every row alike hides it: the " + of + " is " + value + "."
        : "Counting every row alike, the " + of + " is " + effect(column.plain()) + ".";
  }

  private String effect(Statement statement) {
    Measure measure = statement.effect();
    if (measure == null || Double.isNaN(measure.value())) {
      return "";
    }
    String value = figures.spoken(measure.value());
    StringBuilder text = new StringBuilder(value);
    if (measure.corrected() <= 0) {
      text.append(", no more than noise");
    } else if (!Double.isNaN(measure.corrected())) {
      String corrected = figures.spoken(measure.corrected());
      if (!corrected.equals(value)) {
        text.append(", or ")
            .append(corrected)
            .append(" after taking off what chance alone would give");
      }
    }
    if (measure.interval() != null) {
      text.append(" (95% interval ").append(figures.spokenInterval(measure.interval())).append(')');
    }
    return text.toString();
  }

  /** The bounded distance beside a PSI without upper end; empty for any other statement. */
  String bounded(Statement statement) {
    Measure effect = statement.effect();
    Measure bounded = statement.measures().get(DriftMetric.JS_DISTANCE);
    boolean isOpen = effect != null && effect.interval() != null && effect.interval().isOpen();
    if (!isOpen || bounded == null || bounded.interval() == null) {
      return "";
    }
    return "Bins that one side lacks leave the PSI without an upper end; the JS distance, which is"
        + " bounded by 1, is "
        + figures.spoken(bounded.judged())
        + " corrected (95% interval "
        + figures.spokenInterval(bounded.interval())
        + ").";
  }

  /** {@code thresholds 0.1 and 0.25}. */
  String thresholds(DriftMetric metric) {
    return "thresholds "
        + figures.significant(metric.warning(), 3)
        + " and "
        + figures.significant(metric.critical(), 3);
  }

  /** Why a large effect is no drift; empty for any other statement. */
  String unproven(Statement statement) {
    Evidence evidence = statement.evidence();
    if (!Statements.isLargeUnproven(statement) || evidence == null) {
      return "";
    }
    String text = "Large, not proven";
    long oneIn = Math.round(1 / evidence.p());
    if (oneIn >= 2) {
      text +=
          ": if nothing had changed, about one window in "
              + figures.count(oneIn)
              + " would still look like this";
    }
    if (evidence.p() < report.alpha()) {
      text += ", and among the columns looked at that is not rare enough";
    }
    return text + ".";
  }

  /** Missing values and values that the reference lacks; empty when there are none. */
  String gaps(ColumnResult column, Result result) {
    String text = "";
    if (column.referenceMissing() > 0 || column.currentMissing() > 0) {
      text =
          "Without a value: "
              + share(column.referenceMissing(), result.referenceRows())
              + " of the reference, "
              + share(column.currentMissing(), result.currentRows())
              + " of the window.";
    }
    if (column.unseen() > 0) {
      text +=
          (text.isEmpty() ? "" : " ")
              + figures.count(column.unseen())
              + (column.unseen() == 1 ? " row of the window holds a" : " rows of the window hold a")
              + " value that the reference lacks.";
    }
    return text;
  }

  private String share(long count, long rows) {
    return rows == 0 ? "no row" : figures.share(count / (double) rows);
  }

  /** {@code adjusted p 0.0014}. */
  String adjustedP(Evidence evidence) {
    return "adjusted " + figures.namedP(evidence.pAdjusted());
  }

  /**
   * How many columns have no weighted verdict although a weighting was asked for, with the reason.
   */
  Optional<String> weightedGap(Result result) {
    List<Statement> without =
        result.columns().stream()
            .map(ColumnResult::weighted)
            .filter(Objects::nonNull)
            .map(Weighted::statement)
            .filter(statement -> statement.verdict() == Verdict.NOT_ENOUGH_DATA)
            .toList();
    if (without.isEmpty()) {
      return Optional.empty();
    }
    String reason = Statements.lacking(without.get(0));
    String which =
        without.size() == result.columns().size() ? "" : " in " + columns(without.size());
    return Optional.of(
        "No weighted verdict"
            + which
            + (reason.isEmpty() ? "." : ": " + Words.sentence(Words.lowerWord(reason)))
            + " The verdict there is the plain one.");
  }

  static String columns(long count) {
    return count == 1 ? "1 column" : count + " columns";
  }

  private static long countVerdict(Result result, Verdict verdict) {
    return result.columns().stream().filter(column -> column.verdict() == verdict).count();
  }
}
