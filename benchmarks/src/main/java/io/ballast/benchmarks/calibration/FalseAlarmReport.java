package io.ballast.benchmarks.calibration;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome of the false-alarm study, as tables for people and as members of a JSON object. */
public final class FalseAlarmReport {

  private static final double PEER_BAR = 0.02;
  private static final double MEAN_BAR = 0.01;
  private static final double SEEN = 0.95;
  private static final double AT_ONCE = 0.9;
  private static final double DISCOVERIES = 0.02;

  private final long seed;
  private final FalseAlarms.Sizes sizes;
  private final List<FalseAlarms.Beside> cells;
  private final List<Months.Alarms> months;
  private final Months.@Nullable Found found;
  private final Map<Families, List<Families.Found>> families;
  private final List<Verdict> verdicts = new ArrayList<>();

  /**
   * A bar and whether it is met.
   *
   * @param what it is about, with the figure
   */
  private record Verdict(String what, boolean isMet) {}

  FalseAlarmReport(
      long seed,
      FalseAlarms.Sizes sizes,
      List<FalseAlarms.Beside> cells,
      List<Months.Alarms> months,
      Months.@Nullable Found found,
      Map<Families, List<Families.Found>> families) {
    this.seed = seed;
    this.sizes = sizes;
    this.cells = List.copyOf(cells);
    this.months = List.copyOf(months);
    this.found = found;
    this.families = families;
    judge();
  }

  private void judge() {
    for (FalseAlarms.Beside cell : cells) {
      for (Bar bar : cell.outcome().cell().bars()) {
        if (bar.side() != Bar.Side.SHOWN) {
          verdicts.add(
              new Verdict(
                  "%s: %s, %s of %d, %s"
                      .formatted(
                          cell.outcome().cell().name(),
                          bar.event() == Event.DRIFT ? "drift" : "no verdict",
                          cell.outcome().count(bar.event()),
                          cell.outcome().windows(),
                          bar.words()),
                  cell.outcome().meets(bar)));
        }
      }
    }
    for (String row : rowsOfCells()) {
      verdicts.add(
          new Verdict("%s: mean over the cells at most 1%%".formatted(row), isMeanMet(row)));
    }
    for (Months.Alarms alarms : months) {
      verdicts.add(
          new Verdict(
              "%s: %s, %d alarms where at most %.1f are expected, most in a month %d"
                  .formatted(
                      alarms.months().row(),
                      alarms.months().name(),
                      alarms.total(AlarmRule.BUDGET),
                      alarms.expected(),
                      alarms.most(AlarmRule.BUDGET)),
              alarms.isMet()));
    }
    if (found != null) {
      Bar seen = Bar.atLeast("14", Event.DRIFT, SEEN);
      Bar atOnce = Bar.atLeast("14", Event.DRIFT, AT_ONCE);
      verdicts.add(
          new Verdict(
              "14: seen in %d of %d days".formatted(found.seen(), found.days()),
              seen.isMet(found.seen(), found.days())));
      verdicts.add(
          new Verdict(
              "14: seen in the first window of %d of %d days"
                  .formatted(found.atOnce(), found.days()),
              atOnce.isMet(found.atOnce(), found.days())));
    }
    families.forEach(
        (family, controls) ->
            verdicts.add(
                new Verdict(
                    String.format(
                        Locale.ROOT,
                        "15: %s, false discovery rate %s%%",
                        family.name(),
                        Bar.percent(controls.get(0).rate())),
                    controls.get(0).isMet(DISCOVERIES))));
  }

  private Set<String> rowsOfCells() {
    return cells.stream()
        .map(cell -> cell.shared().row())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isMeanMet(String row) {
    long count = 0;
    long windows = 0;
    for (FalseAlarms.Beside cell : cells) {
      if (cell.shared().row().equals(row)) {
        count += cell.outcome().count(Event.DRIFT);
        windows += cell.outcome().windows();
      }
    }
    return Bar.atMost(row, Event.DRIFT, MEAN_BAR).isMet(count, windows);
  }

  /** Bars that were judged. */
  public int judged() {
    return verdicts.size();
  }

  /** Bars that were missed. */
  public long missed() {
    return verdicts.stream().filter(verdict -> !verdict.isMet).count();
  }

  /** Mean share of the plain cells' trials that the default rule calls drift; NaN without any. */
  public double ownFalseAlarms() {
    return cells.stream()
        .filter(cell -> !cell.shared().row().equals("W"))
        .mapToDouble(cell -> cell.outcome().share(Event.DRIFT))
        .average()
        .orElse(Double.NaN);
  }

  /** The same of another tool's default; NaN if it was not run. */
  public double falseAlarmsOf(String peer) {
    return cells.stream()
        .filter(cell -> !cell.shared().row().equals("W") && cell.peers().containsKey(peer))
        .mapToDouble(cell -> defaultCount(cell, peer) / (double) sizes.peerTrials())
        .average()
        .orElse(Double.NaN);
  }

  private static long defaultCount(FalseAlarms.Beside cell, String peer) {
    return cell.peers().getOrDefault(peer, Map.of()).values().stream().findFirst().orElse(0L);
  }

  /** Prints all tables and the bars that were missed. */
  public void print(PrintStream out) {
    if (!cells.isEmpty()) {
      printCells(out);
      printMethods(out);
    }
    if (!months.isEmpty()) {
      printMonths(out);
    }
    if (found != null) {
      out.printf(
          "Shifted day: one of 50 features by 1 sigma for 24 hours, seen in %d of %d days, in the"
              + " first window of %d; windows with an alarm of another feature: %d of %d.%n%n",
          found.seen(), found.days(), found.atOnce(), found.others(), 24L * found.days());
    }
    if (!families.isEmpty()) {
      printFamilies(out);
    }
    out.printf("%d of %d bars missed; seed %d.%n", missed(), judged(), seed);
    verdicts.stream()
        .filter(verdict -> !verdict.isMet)
        .forEach(verdict -> out.println("MISSED " + verdict.what));
  }

  private void printCells(PrintStream out) {
    List<String> peers =
        cells.stream().flatMap(cell -> cell.peers().keySet().stream()).distinct().toList();
    out.printf(
        "| # | nothing has changed: cell | drift, %% of %,d | no verdict, %% |%s bare weighted PSI"
            + " above 0.1, %% |%n",
        sizes.trials(),
        peers.stream()
            .map(peer -> " %s, %% of %d |".formatted(peer, sizes.peerTrials()))
            .collect(Collectors.joining()));
    out.println("| --- | --- | ---: | ---: |" + " ---: |".repeat(peers.size()) + " ---: |");
    for (FalseAlarms.Beside cell : cells) {
      Outcome outcome = cell.outcome();
      boolean isMet = outcome.cell().bars().stream().allMatch(outcome::meets);
      StringBuilder line = new StringBuilder();
      for (String peer : peers) {
        line.append(" ").append(peer(cell, peer)).append(" |");
      }
      boolean isWeighted = cell.shared().row().equals("W");
      out.printf(
          "| %s | %s | %s%s | %s |%s %s |%n",
          cell.shared().row(),
          outcome.cell().name().substring(cell.shared().row().length() + 2),
          Bar.percent(outcome.share(Event.DRIFT)),
          isMet ? "" : " MISSED",
          Bar.percent(outcome.share(Event.NO_VERDICT)),
          line,
          isWeighted ? Bar.percent(outcome.share(Event.BARE_ABOVE)) : "");
    }
    out.println();
    for (String row : rowsOfCells()) {
      out.printf("%s: mean over the cells %s%%", row, Bar.percent(meanOf(row)));
      for (String peer : peers) {
        out.print(peerSummary(row, peer));
      }
      out.println(".");
    }
    out.println();
  }

  private double meanOf(String row) {
    return cells.stream()
        .filter(cell -> cell.shared().row().equals(row))
        .mapToDouble(cell -> cell.outcome().share(Event.DRIFT))
        .average()
        .orElse(Double.NaN);
  }

  private String peer(FalseAlarms.Beside cell, String peer) {
    if (!cell.peers().containsKey(peer)) {
      return "-";
    }
    long count = defaultCount(cell, peer);
    boolean isMet = Bar.atMost("", Event.DRIFT, PEER_BAR).isMet(count, sizes.peerTrials());
    String share = Bar.percent(count / (double) sizes.peerTrials());
    return isMet ? share : "**" + share + "**";
  }

  private String peerSummary(String row, String peer) {
    List<FalseAlarms.Beside> run =
        cells.stream()
            .filter(cell -> cell.shared().row().equals(row) && cell.peers().containsKey(peer))
            .toList();
    if (run.isEmpty()) {
      return "";
    }
    Bar bar = Bar.atMost("", Event.DRIFT, PEER_BAR);
    long over =
        run.stream()
            .filter(cell -> !bar.isMet(defaultCount(cell, peer), sizes.peerTrials()))
            .count();
    double mean =
        run.stream()
            .mapToDouble(cell -> defaultCount(cell, peer) / (double) sizes.peerTrials())
            .average()
            .orElse(Double.NaN);
    return "; %s %s%%, above 2%% in %d of %d cells"
        .formatted(peer, Bar.percent(mean), over, run.size());
  }

  /** Methods of a tool beyond its default, in the cells of row N. */
  private void printMethods(PrintStream out) {
    for (FalseAlarms.Beside cell : cells) {
      if (!cell.shared().row().equals("N")) {
        continue;
      }
      cell.peers()
          .forEach(
              (peer, counts) -> {
                if (counts.size() > 1) {
                  out.printf(
                      "%s, %s: %s%n",
                      peer,
                      cell.outcome().cell().name().substring(3),
                      counts.entrySet().stream()
                          .map(
                              entry ->
                                  entry.getKey()
                                      + " "
                                      + Bar.percent(entry.getValue() / (double) sizes.peerTrials())
                                      + "%")
                          .collect(Collectors.joining(", ")));
                }
              });
    }
    out.println();
  }

  private void printMonths(PrintStream out) {
    out.println(
        "| # | null months | rule | alarm windows a month, mean | most | in all | expected at most"
            + " |");
    out.println("| --- | --- | --- | ---: | ---: | ---: | ---: |");
    for (Months.Alarms alarms : months) {
      for (AlarmRule rule : AlarmRule.values()) {
        boolean isDefault = rule == AlarmRule.BUDGET;
        out.printf(
            Locale.ROOT,
            "| %s | %d of %s | %s | %.2f | %d | %d%s | %s |%n",
            alarms.months().row(),
            alarms.size(),
            alarms.months().name(),
            rule.words(),
            alarms.mean(rule),
            alarms.most(rule),
            alarms.total(rule),
            isDefault && !alarms.isMet() ? " MISSED" : "",
            isDefault ? String.format(Locale.ROOT, "%.1f", alarms.expected()) : "");
      }
    }
    out.println();
  }

  private void printFamilies(PrintStream out) {
    out.println(
        "| # | family | control | false discovery rate, % | standard error | after the effect floor,"
            + " % | power, % | windows with a false one after the floor |");
    out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
    families.forEach(
        (family, controls) ->
            controls.forEach(
                control ->
                    out.printf(
                        "| 15 | %s | %s | %s | %s | %s | %s | %d of %d |%n",
                        family.name(),
                        control.control().word(),
                        Bar.percent(control.rate()),
                        Bar.percent(control.error()),
                        Bar.percent(control.rateAfterFloor()),
                        Double.isNaN(control.power()) ? "-" : Bar.percent(control.power()),
                        control.falseWindows(),
                        sizes.windows())));
    out.println();
  }

  /** Members of the JSON object. */
  public String toJsonMembers() {
    String outcomes =
        cells.stream()
            .map(
                cell ->
                    "{\"row\":\"%s\",\"cell\":\"%s\",\"trials\":%d,\"drift\":%d,\"no_verdict\":%d,\"peers\":{%s}}"
                        .formatted(
                            cell.shared().row(),
                            cell.outcome().cell().name(),
                            cell.outcome().windows(),
                            cell.outcome().count(Event.DRIFT),
                            cell.outcome().count(Event.NO_VERDICT),
                            cell.peers().keySet().stream()
                                .map(peer -> "\"%s\":%d".formatted(peer, defaultCount(cell, peer)))
                                .collect(Collectors.joining(","))))
            .collect(Collectors.joining(","));
    String alarms =
        months.stream()
            .map(
                month ->
                    "{\"row\":\"%s\",\"months\":%d,\"alarms\":%d,\"most\":%d,\"expected\":%s}"
                        .formatted(
                            month.months().row(),
                            month.size(),
                            month.total(AlarmRule.BUDGET),
                            month.most(AlarmRule.BUDGET),
                            month.expected()))
            .collect(Collectors.joining(","));
    return "\"seed\":%d,\"judged\":%d,\"missed\":%d,\"peer_trials\":%d,\"cells\":[%s],\"months\":[%s]%s"
        .formatted(
            seed,
            judged(),
            missed(),
            sizes.peerTrials(),
            outcomes,
            alarms,
            found == null
                ? ""
                : ",\"shifted_days\":{\"days\":%d,\"seen\":%d,\"at_once\":%d}"
                    .formatted(found.days(), found.seen(), found.atOnce()));
  }
}
