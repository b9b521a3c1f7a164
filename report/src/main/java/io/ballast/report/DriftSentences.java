package io.ballast.report;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a drift report says in words; text and page say the same.
 *
 * <p>Short sentences with the reader's nouns (column, class, day). A verdict is never softened or
 * sharpened here: a change that is large and not proven is called that.
 */
final class DriftSentences {
  /** Drifted segments that a summary names with their columns. */
  private static final int SEGMENTS_LISTED = 3;

  private static final String SHARE_ONLY = "class share only";

  private final DriftReport report;
  private final Figures figures;

  DriftSentences(DriftReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
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
    String moved = movedClasses(leader, result.classes());
    if (moved.isEmpty()) {
      return subject;
    }
    boolean several = names.size() > 1;
    return subject
        + (several ? " In " + Names.spoken(leader.name()) + " " + lowerFirst(moved) : " " + moved);
  }

  private String steady(Result result) {
    long judged = countVerdict(result, Verdict.NO_DRIFT);
    long unsure = countVerdict(result, Verdict.NOT_ENOUGH_DATA);
    long large = result.columns().stream().filter(DriftSentences::isLargeUnproven).count();
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
    Optional<String> reason = commonReason(result);
    return reason
        .map(text -> "Not enough data: " + sentence(lowerWord(text)))
        .orElse("Not enough data.");
  }

  /** What a statement without a verdict lacks, without remarks on its distances. */
  static String lacking(Statement statement) {
    String reason = statement.reason();
    return reason == null ? "" : reason.split("; ", 2)[0];
  }

  /** The reason that most columns without a verdict share. */
  Optional<String> commonReason(Result result) {
    Map<String, Long> reasons =
        result.columns().stream()
            .filter(column -> column.verdict() == Verdict.NOT_ENOUGH_DATA)
            .map(column -> lacking(column.leading()))
            .filter(reason -> !reason.isEmpty())
            .collect(groupingBy(reason -> reason, LinkedHashMap::new, counting()));
    return reasons.entrySet().stream().max(comparing(Map.Entry::getValue)).map(Map.Entry::getKey);
  }

  /**
   * What moved beside a weighted verdict: the classes inside which the column changed, or the class
   * share alone; empty when nothing can be said.
   */
  String movedClasses(ColumnResult column, @Nullable Classes classes) {
    List<ClassPart> parts = parts(column);
    if (classes == null || parts.isEmpty()) {
      return "";
    }
    List<String> moved = labels(parts, true);
    List<String> still = labels(parts, false);
    if (moved.isEmpty()) {
      boolean isShareOnly = column.verdict() == Verdict.DRIFT && still.size() == parts.size();
      return isShareOnly && isShareProven(classes)
          ? "It did because "
              + lowerFirst(shareChange(classes))
              + "; within the classes nothing moved."
          : "";
    }
    if (moved.size() == parts.size()) {
      return parts.size() == 2 ? "Both classes moved." : "All " + parts.size() + " classes moved.";
    }
    String text = classList(moved) + " moved";
    if (!still.isEmpty()) {
      text += ", " + lowerFirst(classList(still)) + " did not";
    }
    return text + ".";
  }

  /** What moved, in two or three words for a table; empty when nothing is to be said. */
  String movedShort(ColumnResult column, @Nullable Classes classes) {
    if (isLargeUnproven(column)) {
      return "large, not proven";
    }
    if (column.verdict() != Verdict.DRIFT || classes == null || parts(column).isEmpty()) {
      return "";
    }
    List<ClassPart> parts = parts(column);
    List<String> moved = labels(parts, true);
    if (moved.size() == parts.size()) {
      return parts.size() == 2 ? "both classes" : "every class";
    }
    if (!moved.isEmpty()) {
      return "inside " + lowerFirst(classList(moved));
    }
    return isShareProven(classes) && labels(parts, false).size() == parts.size() ? SHARE_ONLY : "";
  }

  /**
   * The sentence on the minority that statistics.md 3.5 defines, with its figures; empty when it
   * does not hold.
   */
  Optional<String> minority(ColumnResult column, @Nullable Classes classes) {
    List<ClassPart> parts = parts(column);
    if (classes == null || parts.isEmpty()) {
      return Optional.empty();
    }
    ClassPart minority = parts.get(classes.minority());
    ClassPart majority = parts.get(classes.majority());
    if (!Boolean.TRUE.equals(minority.moved()) || Boolean.TRUE.equals(majority.moved())) {
      return Optional.empty();
    }
    String rest =
        majority.moved() == null
            ? "the majority has too few rows to say"
            : "the majority (class " + Names.visible(majority.label()) + ") did not";
    return Optional.of(
        "The minority class moved: inside class "
            + Names.visible(minority.label())
            + " the PSI of "
            + Names.spoken(column.name())
            + " is "
            + figures.spoken(Objects.requireNonNull(minority.effect()).judged())
            + " ("
            + adjustedP(Objects.requireNonNull(minority.evidence()))
            + "); "
            + rest
            + ".");
  }

  /** The class shares of both sides and whether their change is proven. */
  String classShare(Classes classes) {
    ClassShare share = classes.share();
    int k = classes.minority();
    String test =
        share.test().equals("fisher")
            ? "Fisher's exact test"
            : "chi-square test over " + share.labels().size() + " classes";
    String shares =
        "from "
            + figures.share(share(share.reference(), k))
            + " to "
            + figures.share(share(share.current(), k))
            + " of the rows";
    if (Double.isNaN(share.p())) {
      return "The class shares cannot be compared: one side has no row with a class.";
    }
    if (!isShareProven(classes)) {
      return "The class shares did not change provably: class "
          + Names.visible(share.labels().get(k))
          + " went "
          + shares
          + " ("
          + test
          + ", "
          + figures.namedP(share.p())
          + ").";
    }
    return shareChange(classes)
        + ": "
        + shares
        + " ("
        + test
        + ", "
        + figures.namedP(share.p())
        + ").";
  }

  /** {@code Class 1 became 3.3 times as frequent}. */
  private String shareChange(Classes classes) {
    ClassShare share = classes.share();
    int k = classes.minority();
    double before = share(share.reference(), k);
    double after = share(share.current(), k);
    String name = "Class\u00a0" + Names.visible(share.labels().get(k));
    if (after == 0) {
      return name + " vanished";
    }
    if (after >= before) {
      return name + " became " + figures.times(after / before) + " as frequent";
    }
    return name + " became " + figures.times(before / after) + " rarer";
  }

  boolean isShareProven(Classes classes) {
    return classes.share().p() < report.alpha();
  }

  /** What many windows or segments say together. */
  String summary() {
    String detail = summaryDetail();
    return summaryHeadline() + (detail.isEmpty() ? "" : " " + detail);
  }

  /** How many windows or segments drifted: the heading of many results. */
  String summaryHeadline() {
    int all = units().size();
    int drifted = units(Verdict.DRIFT).size();
    int unsure = units(Verdict.NOT_ENOUGH_DATA).size();
    if (drifted > 0) {
      return "Drift in " + drifted + " of " + counted(all) + ".";
    }
    if (unsure == all) {
      return "Not enough data in any of " + counted(all) + ".";
    }
    return "No drift in " + counted(all - unsure) + ".";
  }

  /** When it began, whether it lasts, what could not be judged, and which columns. */
  String summaryDetail() {
    List<List<Result>> drifted = units(Verdict.DRIFT);
    List<String> text = new ArrayList<>();
    boolean isByTime = report.settings().every() != null;
    boolean isListed = isBySegment() && drifted.size() <= SEGMENTS_LISTED;
    if (isListed) {
      drifted.forEach(results -> text.add(segment(results)));
    } else if (!drifted.isEmpty() && !isBySegment()) {
      text.add(since());
    }
    int unsure = units(Verdict.NOT_ENOUGH_DATA).size();
    if (unsure > 0 && unsure < units().size()) {
      text.add("Not enough data in " + counted(unsure) + ".");
    }
    if (drifted.isEmpty() && isByTime) {
      text.add(unprovenWindows());
    }
    if (!isListed && !drifted.isEmpty()) {
      text.add("Columns: " + Names.list(driftedColumns(), 4) + ".");
    }
    text.removeIf(String::isEmpty);
    return String.join(" ", text);
  }

  /** What is counted: the windows, or the segments with their windows. */
  List<List<Result>> units() {
    if (!isBySegment()) {
      return report.results().stream().map(List::of).toList();
    }
    Map<Optional<Segment>, List<Result>> segments =
        report.results().stream()
            .collect(
                groupingBy(
                    result -> Optional.ofNullable(result.segment()), LinkedHashMap::new, toList()));
    return List.copyOf(segments.values());
  }

  /** Units whose windows together have that verdict: drift when one drifted. */
  List<List<Result>> units(Verdict verdict) {
    return units().stream().filter(results -> together(results) == verdict).toList();
  }

  /** The verdict of several windows: the first of drift, no drift, not enough data that occurs. */
  static Verdict together(List<Result> results) {
    return results.stream().map(Result::verdict).min(naturalOrder()).orElseThrow();
  }

  private boolean isBySegment() {
    return report.results().get(0).segment() != null;
  }

  /** {@code south: amount and channel.} or {@code south: 5 of 7 days, the newest drift.} */
  private String segment(List<Result> results) {
    Result newest = results.get(results.size() - 1);
    String value = newest.segment() == null ? "" : newest.segment().value();
    String name = Names.spoken(Names.value(value)) + ": ";
    if (results.size() == 1) {
      return name + Names.list(newest.drifted().stream().map(Names::spoken).toList(), 3) + ".";
    }
    long drifted = results.stream().filter(result -> result.verdict() == Verdict.DRIFT).count();
    String noun = Windows.of(report).noun();
    return name
        + drifted
        + " of "
        + results.size()
        + " "
        + noun
        + "s, the newest "
        + newest.verdict().word()
        + ".";
  }

  /** Since when the newest windows have drifted, or when the last drift was. */
  private String since() {
    Windows windows = Windows.of(report);
    List<Result> results = report.results();
    int streak = results.size();
    while (streak > 0 && results.get(streak - 1).verdict() == Verdict.DRIFT) {
      streak--;
    }
    Result first = results(Verdict.DRIFT).get(0);
    Result newest = results.get(results.size() - 1);
    if (streak == results.size()) {
      List<Result> drifted = results(Verdict.DRIFT);
      return "First: "
          + windows.name(first)
          + ", last: "
          + windows.name(drifted.get(drifted.size() - 1))
          + ". The newest, "
          + windows.name(newest)
          + ": "
          + newest.verdict().word()
          + ".";
    }
    if (streak == results.size() - 1) {
      return "The newest, " + windows.name(newest) + ", drifted.";
    }
    String text =
        "Every " + windows.noun() + " since " + windows.name(results.get(streak)) + " drifted.";
    return first.equals(results.get(streak)) ? text : text + " First: " + windows.name(first) + ".";
  }

  private String unprovenWindows() {
    long large =
        report.results().stream()
            .filter(result -> result.columns().stream().anyMatch(DriftSentences::isLargeUnproven))
            .count();
    if (large == 0) {
      return "";
    }
    String noun = Windows.of(report).noun();
    return "In "
        + large
        + (large == 1 ? " window" : " windows")
        + " some change is large, but not proven: a "
        + noun
        + " alone may hold too few rows. The whole period as one window may tell.";
  }

  /** What is counted, in the singular or plural: {@code day}, {@code segments}. */
  String unit(long count) {
    boolean isByTime = report.settings().every() != null;
    String noun = isByTime && !isBySegment() ? Windows.of(report).noun() : "segment";
    return noun + (count == 1 ? "" : "s");
  }

  private String counted(long count) {
    return count + " " + unit(count);
  }

  /** {@code age (3 days)}: columns that drifted somewhere, most often first. */
  private List<String> driftedColumns() {
    Map<String, Long> counts =
        units().stream()
            .flatMap(results -> results.stream().flatMap(r -> r.drifted().stream()).distinct())
            .collect(groupingBy(name -> name, LinkedHashMap::new, counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> Names.spoken(entry.getKey()) + " (" + counted(entry.getValue()) + ")")
        .toList();
  }

  private List<Result> results(Verdict verdict) {
    return report.results().stream().filter(result -> result.verdict() == verdict).toList();
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
        + weightedBy(weighted)
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

  /** Why a distance of a column is undefined. */
  static String undefined(DriftMetric metric) {
    return switch (metric) {
      case WASSERSTEIN ->
          "the Wasserstein distance needs numbers whose interquartile range in the reference is"
              + " above 0";
      case KS -> "the KS distance needs numbers on both sides";
      case PSI, JS_DISTANCE, JS_DIVERGENCE, HELLINGER, CRAMERS_V ->
          metric.label() + " needs rows on both sides";
    };
  }

  /** The words of a verdict with its severity. */
  static String verdict(Statement statement) {
    return switch (statement.verdict()) {
      case DRIFT -> statement.severity() == Severity.WARNING ? "Drift, small" : "Drift";
      case NO_DRIFT -> "No drift";
      case NOT_ENOUGH_DATA -> "Not enough data";
    };
  }

  /** Whether the column's verdict is that of its weighted statement. */
  static boolean isWeighted(ColumnResult column) {
    return column.weighted() != null
        && column.weighted().statement().verdict() != Verdict.NOT_ENOUGH_DATA;
  }

  /** Whether the effect has reached the metric's threshold while the evidence is lacking. */
  static boolean isLargeUnproven(ColumnResult column) {
    return isLargeUnproven(column.leading());
  }

  /** As {@link #isLargeUnproven(ColumnResult)}, of one statement. */
  static boolean isLargeUnproven(Statement statement) {
    Measure measure = statement.effect();
    return statement.verdict() == Verdict.NO_DRIFT
        && measure != null
        && measure.judged() >= statement.metric().warning();
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
    if (!isLargeUnproven(statement) || evidence == null) {
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

  /** How many drifted columns the class share alone explains; empty when it explains none. */
  String explainedByShare(Result result) {
    Classes classes = result.classes();
    if (classes == null) {
      return "";
    }
    List<ColumnResult> drifted =
        result.columns().stream().filter(column -> column.verdict() == Verdict.DRIFT).toList();
    long explained =
        drifted.stream().filter(column -> movedShort(column, classes).equals(SHARE_ONLY)).count();
    if (explained == 0 || drifted.size() == 1) {
      return "";
    }
    return "That alone explains "
        + explained
        + " of the "
        + drifted.size()
        + " columns that drifted.";
  }

  /** {@code adjusted p 0.0014}. */
  String adjustedP(Evidence evidence) {
    return "adjusted " + figures.namedP(evidence.pAdjusted());
  }

  static String weightedBy(Weighted weighted) {
    return weighted.by().startsWith("column:")
        ? "column " + Names.visible(weighted.by().substring("column:".length()))
        : weighted.by();
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
    String reason = lacking(without.get(0));
    String which =
        without.size() == result.columns().size() ? "" : " in " + columns(without.size());
    return Optional.of(
        "No weighted verdict"
            + which
            + (reason.isEmpty() ? "." : ": " + sentence(lowerWord(reason)))
            + " The verdict there is the plain one.");
  }

  static String columns(long count) {
    return count == 1 ? "1 column" : count + " columns";
  }

  static double share(List<Long> counts, int k) {
    return counts.get(k) / (double) counts.stream().mapToLong(Long::longValue).sum();
  }

  /** The text with a full stop. */
  static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Lowers the first letter unless the word is an abbreviation. */
  private static String lowerWord(String text) {
    return text.length() > 1 && Character.isUpperCase(text.charAt(1)) ? text : lowerFirst(text);
  }

  private static List<ClassPart> parts(ColumnResult column) {
    return column.weighted() == null ? List.of() : column.weighted().perClass();
  }

  private static List<String> labels(List<ClassPart> parts, boolean moved) {
    List<String> labels = new ArrayList<>();
    for (ClassPart part : parts) {
      if (part.moved() != null && part.moved() == moved) {
        labels.add(Names.visible(part.label()));
      }
    }
    return labels;
  }

  private static String classList(List<String> labels) {
    return (labels.size() == 1 ? "Class\u00a0" : "Classes ") + Names.list(labels, 3);
  }

  private static long countVerdict(Result result, Verdict verdict) {
    return result.columns().stream().filter(column -> column.verdict() == verdict).count();
  }
}
