package io.ballast.cli;

import io.ballast.stats.drift.Control;
import io.ballast.stats.drift.RecentWindows;
import io.ballast.tables.ProblemException;
import io.ballast.tables.compare.Alarms;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Every;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How false discoveries are controlled within a window, and false alarms over many. */
final class AlarmOptions {

  private static final Pattern RECENT = Pattern.compile("([0-9]{1,3})of([0-9]{1,3})");

  @Option(
      names = "--control",
      paramLabel = "bh|by|holm",
      description =
          "How p-values of a window are adjusted: Benjamini-Hochberg (default), -Yekutieli, Holm.")
  String control = "bh";

  @Option(
      names = "--budget",
      paramLabel = "N",
      description =
          "With --every hour to year: false alarms that windows may send in 30 days; default 1.")
  @Nullable Double budget;

  @Option(
      names = "--alarm-after",
      paramLabel = "KofN",
      description =
          "Alarm when K of the last N windows drifted, the newest among them; default 1of1.")
  @Nullable String alarmAfter;

  /** The control that the flag names. */
  Control control() {
    for (Control one : Control.values()) {
      if (one.word().equals(control.toLowerCase(Locale.ROOT))) {
        return one;
      }
    }
    throw ProblemException.usage(
        "--control " + control,
        "false discoveries are controlled by bh, by or holm",
        "write one of the three");
  }

  /**
   * Checks what the flags say about windows.
   *
   * @param every length of a window; null for one
   * @throws ProblemException for a value that a flag does not take, or one beside windows that are
   *     no spans of time
   */
  void check(@Nullable Every every) {
    falseAlarms();
    recent();
    if ((budget != null || alarmAfter != null) && !(every instanceof Every.Calendar)) {
      throw ProblemException.usage(
          (budget != null ? "--budget " + budget : "--alarm-after " + alarmAfter)
              + (every == null ? "" : " with --every " + every.spelled()),
          "alarms are sent by windows of time",
          "add --every day or another span, with --timestamp");
    }
  }

  /** The report with the windows that alarm; the same if windows are no spans of time. */
  DriftReport added(DriftReport report, @Nullable Every every) {
    return every instanceof Every.Calendar calendar
        ? report.withAlarms(Alarms.of(report, calendar, falseAlarms(), recent()))
        : report;
  }

  private double falseAlarms() {
    if (budget == null) {
      return 1;
    }
    if (!(budget > 0 && Double.isFinite(budget))) {
      throw ProblemException.usage(
          "--budget " + budget,
          "a budget is a number of false alarms above 0",
          "write for example --budget 1");
    }
    return budget;
  }

  private RecentWindows recent() {
    if (alarmAfter == null) {
      return RecentWindows.ONE;
    }
    Matcher matcher = RECENT.matcher(alarmAfter);
    if (matcher.matches()) {
      int k = Integer.parseInt(matcher.group(1));
      int n = Integer.parseInt(matcher.group(2));
      if (k >= 1 && k <= n) {
        return new RecentWindows(k, n);
      }
    }
    throw ProblemException.usage(
        "--alarm-after " + alarmAfter,
        "it is K of N windows, K from 1 to N",
        "write for example --alarm-after 2of3");
  }
}
