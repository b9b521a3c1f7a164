package io.ballast.benchmarks.calibration;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The outcome of a study, as tables for people and as members of a JSON object. */
public final class CalibrationReport {

  private final long seed;
  private final int windows;
  private final Set<String> rows;
  private final List<Outcome> outcomes;

  /**
   * A report.
   *
   * @param seed of all windows
   * @param windows of a cell
   * @param rows that were asked for
   * @param outcomes of the cells, in order
   */
  CalibrationReport(long seed, int windows, Set<String> rows, List<Outcome> outcomes) {
    this.seed = seed;
    this.windows = windows;
    this.rows = Set.copyOf(rows);
    this.outcomes = List.copyOf(outcomes);
  }

  /** One line of the table: the bars of one row that count the same event from the same side. */
  private record Line(Row row, Event event, List<Judgement> judgements) {

    double least() {
      return judgements.stream().mapToDouble(Judgement::share).min().orElse(Double.NaN);
    }

    double most() {
      return judgements.stream().mapToDouble(Judgement::share).max().orElse(Double.NaN);
    }

    double mean() {
      return judgements.stream().mapToDouble(Judgement::share).average().orElse(Double.NaN);
    }

    long failed() {
      return judgements.stream().filter(judgement -> !judgement.isMet()).count();
    }

    String bars() {
      return judgements.stream()
          .map(judgement -> judgement.bar.words())
          .distinct()
          .sorted()
          .collect(Collectors.joining(", "));
    }

    boolean isJudged() {
      return judgements.stream().anyMatch(judgement -> judgement.bar.side() != Bar.Side.SHOWN);
    }

    /** Whether the mean over all cells is compatible with the row's bar for it. */
    boolean meetsMean() {
      if (event != Event.DRIFT || Double.isNaN(row.meanRate())) {
        return true;
      }
      long count = judgements.stream().mapToLong(j -> j.outcome.count(event)).sum();
      long windows = judgements.stream().mapToLong(j -> j.outcome.windows()).sum();
      return Bar.atMost(row.id(), event, row.meanRate()).isMet(count, windows);
    }
  }

  private record Judgement(Outcome outcome, Bar bar) {
    double share() {
      return outcome.share(bar.event());
    }

    boolean isMet() {
      return outcome.meets(bar);
    }

    String words() {
      if (bar.side() == Bar.Side.SHOWN) {
        return "-";
      }
      return isMet() ? "yes" : "MISSED";
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Row row : Row.values()) {
      if (!rows.contains(row.id())) {
        continue;
      }
      for (Event event : Event.values()) {
        for (Bar.Side side : Bar.Side.values()) {
          List<Judgement> judgements = judgements(row, event, side);
          if (!judgements.isEmpty()) {
            lines.add(new Line(row, event, judgements));
          }
        }
      }
    }
    return lines;
  }

  private List<Judgement> judgements(Row row, Event event, Bar.Side side) {
    List<Judgement> judgements = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      for (Bar bar : outcome.cell().bars()) {
        if (bar.row().equals(row.id()) && bar.event() == event && bar.side() == side) {
          judgements.add(new Judgement(outcome, bar));
        }
      }
    }
    return judgements;
  }

  /** Bars that were missed, those of means included. */
  public long missed() {
    return lines().stream().mapToLong(line -> line.failed() + (line.meetsMean() ? 0 : 1)).sum();
  }

  /** Bars that were judged, those of means included. */
  public long judged() {
    return lines().stream()
        .mapToLong(
            line ->
                line.judgements.stream()
                        .filter(judgement -> judgement.bar.side() != Bar.Side.SHOWN)
                        .count()
                    + (line.event == Event.DRIFT && !Double.isNaN(line.row.meanRate()) ? 1 : 0))
        .sum();
  }

  /** Mean share of null windows under class weights that are called drift; NaN without any. */
  public double weightedFalseAlarms() {
    return meanOfNulls(Event.DRIFT);
  }

  /** The same of the bare weighted PSI above 0.1. */
  public double bareFalseAlarms() {
    return meanOfNulls(Event.BARE_ABOVE);
  }

  private double meanOfNulls(Event event) {
    return outcomes.stream()
        .filter(
            outcome ->
                outcome.cell().bars().stream()
                    .anyMatch(bar -> bar.event() == Event.BARE_ABOVE && isNull(bar.row())))
        .mapToDouble(outcome -> outcome.share(event))
        .average()
        .orElse(Double.NaN);
  }

  private static boolean isNull(String row) {
    return row.equals(Row.WEIGHTED_NULL.id()) || row.equals(Row.OWN_WEIGHTED_NULL.id());
  }

  /**
   * Prints the table of rows, then the cells that missed a bar.
   *
   * @param allCells whether every cell is printed
   */
  public void print(PrintStream out, boolean allCells) {
    out.println("| # | what | counted | cells | bar | least | most | mean | missed |");
    out.println("| --- | --- | --- | ---: | --- | ---: | ---: | ---: | ---: |");
    for (Line line : lines()) {
      String mean = Bar.percent(line.mean()) + "%";
      if (line.event == Event.DRIFT && !Double.isNaN(line.row.meanRate())) {
        mean +=
            " (at most "
                + Bar.percent(line.row.meanRate())
                + "%"
                + (line.meetsMean() ? ")" : ", missed)");
      }
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %d | %s | %s%% | %s%% | %s | %s |%n",
          line.row.id(),
          line.row.words(),
          words(line.event),
          line.judgements.size(),
          line.bars(),
          Bar.percent(line.least()),
          Bar.percent(line.most()),
          mean,
          line.isJudged() ? Long.toString(line.failed()) : "-");
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "%d of %d bars missed; seed %d, %,d windows a cell.%n",
        missed(),
        judged(),
        seed,
        windows);
    printCells(out, allCells);
  }

  private void printCells(PrintStream out, boolean allCells) {
    List<Line> lines = lines();
    if (!allCells && missed() == 0) {
      return;
    }
    out.println();
    out.println(
        "| # | cell | counted | bar | windows | share | met | corrected PSI | PSI of the populations"
            + " | unproven | effect below 0.1 |");
    out.println("| --- | --- | --- | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
    for (Line line : lines) {
      line.judgements.stream()
          .filter(judgement -> allCells || !judgement.isMet())
          .forEach(judgement -> print(out, line.row, judgement));
    }
  }

  private static void print(PrintStream out, Row row, Judgement judgement) {
    Outcome outcome = judgement.outcome;
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d | %s%% | %s | %s | %s | %s%% | %s%% |%n",
        row.id(),
        outcome.cell().name(),
        words(judgement.bar.event()),
        judgement.bar.words(),
        outcome.windows(),
        Bar.percent(judgement.share()),
        judgement.words(),
        number(outcome.corrected()),
        number(outcome.distance()),
        Bar.percent(outcome.share(Event.UNPROVEN)),
        Bar.percent(outcome.share(Event.SMALL_EFFECT)));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String words(Event event) {
    return switch (event) {
      case DRIFT -> "drift";
      case NO_VERDICT -> "not enough data";
      case UNPROVEN -> "unproven";
      case SMALL_EFFECT -> "effect below 0.1";
      case ONLY_MINORITY -> "\"only the minority moved\"";
      case BARE_ABOVE -> "bare weighted PSI above 0.1";
      case PSI_COVERED -> "PSI covered";
      case JS_COVERED -> "JS distance covered";
      case OUTLIER_HARMLESS -> "corrected PSI within 5%";
    };
  }

  /** Members of the JSON object: seed, windows, judged, missed and a line for each row. */
  public String toJsonMembers() {
    List<Line> lines = new ArrayList<>(lines());
    lines.sort(Comparator.comparing(line -> line.row));
    return "\"seed\":%d,\"windows\":%d,\"judged\":%d,\"missed\":%d,\"rows\":[%s]"
        .formatted(
            seed,
            windows,
            judged(),
            missed(),
            lines.stream().map(CalibrationReport::json).collect(Collectors.joining(",")));
  }

  private static String json(Line line) {
    return ("{\"row\":\"%s\",\"event\":\"%s\",\"cells\":%d,\"bar\":\"%s\",\"least\":%s,\"most\":%s,"
            + "\"mean\":%s,\"missed\":%d,\"mean_met\":%s}")
        .formatted(
            line.row.id(),
            line.event.name().toLowerCase(Locale.ROOT),
            line.judgements.size(),
            line.bars(),
            line.least(),
            line.most(),
            line.mean(),
            line.failed(),
            line.meetsMean());
  }
}
