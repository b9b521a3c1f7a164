package io.ballast.report;

import io.ballast.stats.drift.AlarmBudget;
import io.ballast.stats.drift.RecentWindows;
import io.ballast.tables.compare.Alarms;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Window;
import java.util.List;
import java.util.Optional;

/** Which windows alarm on the budget, and what the budget is. */
final class AlarmSentences {
  private static final int LISTED = 4;

  private final DriftReport report;
  private final Figures figures;
  private final Windows windows;

  AlarmSentences(DriftReport report, Figures figures) {
    this.report = report;
    this.figures = figures;
    this.windows = Windows.of(report);
  }

  /** All of it; empty without a budget. */
  Optional<String> text() {
    Alarms alarms = report.alarms();
    return alarms == null
        ? Optional.empty()
        : Optional.of(headline(alarms) + " " + rule(alarms) + warning(alarms));
  }

  /** {@code Alarms: 2 of 31 days, the last Mon 3 Jan 2022 (score).} */
  private String headline(Alarms alarms) {
    List<Alarms.Alarm> sounding = alarms.alarms();
    String of = " of " + alarms.windows() + " " + windows.noun() + "s";
    if (sounding.isEmpty()) {
      return "Alarms: none" + of + ".";
    }
    Alarms.Alarm last = sounding.get(sounding.size() - 1);
    long sent = sounding.stream().filter(Alarms.Alarm::isNew).count();
    return "Alarms: "
        + sounding.size()
        + of
        + (sent < sounding.size() ? " in " + sent + (sent == 1 ? " run" : " runs") : "")
        + ", the last "
        + name(last.window())
        + " ("
        + Names.list(last.columns().stream().map(Names::spoken).toList(), LISTED)
        + ").";
  }

  private String name(Window window) {
    return report.results().stream()
        .filter(result -> result.window().equals(window))
        .findFirst()
        .map((Result result) -> windows.name(result))
        .orElse("");
  }

  /** What an alarm needs, and how many false ones are to be expected. */
  String rule(Alarms alarms) {
    AlarmBudget budget = alarms.budget();
    RecentWindows recent = alarms.recent();
    return "A budget of "
        + figures.significant(budget.falseAlarms(), 3)
        + (budget.falseAlarms() == 1 ? " false alarm" : " false alarms")
        + " in 30 days: an alarm needs an adjusted p below "
        + figures.significant(budget.level(), 2)
        + (budget.families() == 1 ? "" : " in one of " + budget.families() + " families")
        + (recent.n() == 1
            ? ""
            : ", in the " + windows.noun() + " and in " + recent.k() + " of the last " + recent.n())
        + ", besides the effect; at most "
        + figures.significant(budget.expectedFalseAlarms(), 2)
        + " false ones are to be expected in 30 days.";
  }

  private static String warning(Alarms alarms) {
    return alarms.warning() == null ? "" : " " + Words.capital(Words.sentence(alarms.warning()));
  }
}
