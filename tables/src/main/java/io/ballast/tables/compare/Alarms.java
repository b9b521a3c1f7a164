package io.ballast.tables.compare;

import io.ballast.stats.drift.AlarmBudget;
import io.ballast.stats.drift.Decisions;
import io.ballast.stats.drift.RecentWindows;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Window;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of many windows alarm on a budget of false alarms (statistics.md 3.5.1, 3.6): those whose
 * columns drift at the budget's level instead of alpha. Verdicts stay as they are.
 *
 * @param budget what each window and family may spend
 * @param recent windows that must have drifted
 * @param windows how many there are
 * @param alarms those that alarm, in order of time
 * @param warning what the reader should know about the reference, in words; null for nothing
 */
public record Alarms(
    AlarmBudget budget,
    RecentWindows recent,
    int windows,
    List<Alarm> alarms,
    @Nullable String warning) {
  public Alarms {
    alarms = List.copyOf(alarms);
  }

  /**
   * A window that alarms.
   *
   * @param window which one
   * @param isNew whether the window before did not alarm: an alert is sent
   * @param drifted what drifted at the level, in the order of results
   */
  public record Alarm(Window window, boolean isNew, List<Drifted> drifted) {
    public Alarm {
      drifted = List.copyOf(drifted);
    }

    /** The columns, each once. */
    public List<String> columns() {
      return drifted.stream().map(Drifted::column).distinct().toList();
    }
  }

  /**
   * A column that drifted.
   *
   * @param column its name
   * @param segment in which; null without segments
   */
  public record Drifted(String column, @Nullable Segment segment) {}

  /**
   * The alarms of a comparison over windows of time.
   *
   * @param report with one result for each window and segment
   * @param every length of the windows
   * @param falseAlarms budget of 30 days, above 0
   * @param recent windows that must have drifted
   */
  public static Alarms of(
      DriftReport report, Every.Calendar every, double falseAlarms, RecentWindows recent) {
    AlarmBudget budget =
        new AlarmBudget(
            falseAlarms,
            report.alpha(),
            families(report),
            Duration.ofDays((long) AlarmBudget.DAYS).toSeconds()
                / (double) every.unit().getDuration().toSeconds());
    Map<Integer, Window> windows = new TreeMap<>();
    Map<Integer, List<Drifted>> drifted = new TreeMap<>();
    for (Result result : report.results()) {
      int index = result.window().index();
      windows.put(index, result.window());
      List<Drifted> ofWindow = drifted.computeIfAbsent(index, key -> new ArrayList<>());
      for (ColumnResult column : result.columns()) {
        if (Decisions.driftsAt(column.leading(), budget.level())) {
          ofWindow.add(new Drifted(column.name(), result.segment()));
        }
      }
    }
    return new Alarms(
        budget,
        recent,
        windows.size(),
        alarms(List.copyOf(windows.values()), List.copyOf(drifted.values()), recent),
        every.unit() == ChronoUnit.HOURS
            ? "all hours are compared with one reference: a cycle over the day alarms although"
                + " nothing has changed"
            : null);
  }

  private static List<Alarm> alarms(
      List<Window> windows, List<List<Drifted>> drifted, RecentWindows recent) {
    boolean[] flags = new boolean[windows.size()];
    for (int window = 0; window < flags.length; window++) {
      flags[window] = !drifted.get(window).isEmpty();
    }
    Set<Integer> sent = new HashSet<>();
    for (int window : recent.alerts(flags)) {
      sent.add(window);
    }
    List<Alarm> alarms = new ArrayList<>();
    for (int window = 0; window < flags.length; window++) {
      if (recent.holds(flags, window)) {
        alarms.add(new Alarm(windows.get(window), sent.contains(window), drifted.get(window)));
      }
    }
    return alarms;
  }

  /**
   * Families that may alarm: what the model made and its inputs, each plain and, with weights, also
   * weighted.
   */
  private static int families(DriftReport report) {
    Set<Boolean> isOutput = new HashSet<>();
    boolean isWeighted = false;
    for (Result result : report.results()) {
      for (ColumnResult column : result.columns()) {
        isOutput.add(report.settings().outputs().contains(column.name()));
        isWeighted |= column.weighted() != null;
      }
    }
    return Math.max(1, isOutput.size()) * (isWeighted ? 2 : 1);
  }
}
