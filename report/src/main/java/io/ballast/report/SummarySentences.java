package io.ballast.report;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What many windows or segments say together. */
final class SummarySentences {
  /** Drifted segments that a summary names with their columns. */
  private static final int SEGMENTS_LISTED = 3;

  private final DriftReport report;
  private final Figures figures;
  private final Windows windows;

  SummarySentences(DriftReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
    this.windows = Windows.of(report);
  }

  /** What many windows or segments say together. */
  String text() {
    String detail = detail();
    return headline() + (detail.isEmpty() ? "" : " " + detail);
  }

  /** How many windows or segments drifted: the heading of many results. */
  String headline() {
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
  String detail() {
    List<List<Result>> drifted = units(Verdict.DRIFT);
    List<String> text = new ArrayList<>();
    boolean isByTime = report.settings().every() != null;
    boolean isListed = isBySegment() && drifted.size() <= SEGMENTS_LISTED;
    if (isListed) {
      drifted.forEach(results -> text.add(segment(results)));
    } else if (!drifted.isEmpty() && !isBySegment()) {
      text.add(since());
    }
    text.add(unsure());
    if (drifted.isEmpty() && isByTime) {
      text.add(unprovenWindows());
    }
    if (drifted.isEmpty()) {
      text.add(largest());
    }
    if (!isListed && !drifted.isEmpty()) {
      text.add("Columns: " + Names.list(driftedColumns(), 4) + ".");
    }
    text.removeIf(String::isEmpty);
    return String.join(" ", text);
  }

  /** How many could not be judged, with the reason of the last of them; empty without one. */
  private String unsure() {
    List<List<Result>> unsure = units(Verdict.NOT_ENOUGH_DATA);
    if (unsure.isEmpty()) {
      return "";
    }
    List<Result> last = unsure.get(unsure.size() - 1);
    Result newest = last.get(last.size() - 1);
    String reason = Statements.commonReason(newest).map(text -> ": " + text).orElse("");
    String name = isBySegment() ? segmentName(newest) : windows.name(newest);
    if (unsure.size() == units().size()) {
      String remedy =
          report.settings().every() == null
              ? ""
              : " Longer windows, or the whole period as one, hold more.";
      return "The last, " + name + Words.sentence(reason) + remedy;
    }
    return unsure.size() == 1
        ? "Not enough data in " + name + Words.sentence(reason)
        : "Not enough data in "
            + counted(unsure.size())
            + ", the last "
            + name
            + Words.sentence(reason);
  }

  /** The largest effect of many results without drift; empty when none has a verdict. */
  private String largest() {
    double value = Double.NEGATIVE_INFINITY;
    String where = "";
    for (Result result : report.results()) {
      for (ColumnResult column : result.columns()) {
        Measure measure = column.leading().effect();
        if (measure == null || column.verdict() == Verdict.NOT_ENOUGH_DATA) {
          continue;
        }
        if (Statements.shown(measure) > value) {
          value = Statements.shown(measure);
          where = Names.spoken(column.name()) + " in " + place(result);
        }
      }
    }
    return where.isEmpty()
        ? ""
        : "The largest "
            + report.metric().label()
            + " is "
            + figures.distance(value)
            + ", of "
            + where
            + ".";
  }

  private String place(Result result) {
    String segment = result.segment() == null ? "" : segmentName(result);
    if (report.settings().every() == null) {
      return segment;
    }
    return segment.isEmpty() ? windows.name(result) : segment + ", " + windows.name(result);
  }

  private static String segmentName(Result result) {
    Segment segment = result.segment();
    return segment == null
        ? ""
        : Names.spoken(segment.column()) + " = " + Names.spoken(Names.value(segment.value()));
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

  /** {@code region = south: amount drifted.} or {@code ...: 5 of 7 days, the newest drift.} */
  private String segment(List<Result> results) {
    Result newest = results.get(results.size() - 1);
    String name = segmentName(newest) + ": ";
    if (results.size() == 1) {
      List<String> drifted = newest.drifted().stream().map(Names::spoken).toList();
      return name + Names.list(drifted, 3) + " drifted.";
    }
    long drifted = results.stream().filter(result -> result.verdict() == Verdict.DRIFT).count();
    String noun = windows.noun();
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
            .filter(result -> result.columns().stream().anyMatch(Statements::isLargeUnproven))
            .count();
    if (large == 0) {
      return "";
    }
    String noun = windows.noun();
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
    String noun = isByTime && !isBySegment() ? windows.noun() : "segment";
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
}
