package io.ballast.cli;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * How far long work has come: a bar on a terminal, elsewhere a line at most every 5 seconds, with
 * {@code --quiet} nothing.
 *
 * <p>Not safe for use by several threads.
 */
final class Progress {
  private static final Duration BAR_INTERVAL = Duration.ofMillis(100);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 30;
  private static final String CLEAR_LINE = "\r\033[K";

  private final Console console;
  private final boolean quiet;
  private Instant last;
  private boolean barShown;

  Progress(Console console, boolean quiet) {
    this.console = requireNonNull(console);
    this.quiet = quiet;
    this.last = console.clock().instant();
  }

  /**
   * Tells how far the work is.
   *
   * @param what the work, in words
   * @param done units done, at least 0
   * @param total units in all; 0 when unknown
   */
  void update(String what, long done, long total) {
    if (quiet) {
      return;
    }
    Instant now = console.clock().instant();
    Duration interval = console.errIsTerminal() ? BAR_INTERVAL : LINE_INTERVAL;
    if (Duration.between(last, now).compareTo(interval) < 0) {
      return;
    }
    last = now;
    if (console.errIsTerminal()) {
      barShown = true;
      console.err().print(CLEAR_LINE + (total > 0 ? bar(done, total) + " " : "") + what);
      console.err().flush();
      return;
    }
    console.err().println(what + (total > 0 ? ": " + percent(done, total) + "%" : ""));
  }

  /** Takes the bar away; results and errors follow. */
  void end() {
    if (barShown) {
      barShown = false;
      console.err().print(CLEAR_LINE);
      console.err().flush();
    }
  }

  private String bar(long done, long total) {
    int filled = percent(done, total) * BAR_WIDTH / 100;
    String full = console.unicode() ? "█" : "#";
    String empty = console.unicode() ? "░" : "-";
    return full.repeat(filled)
        + empty.repeat(BAR_WIDTH - filled)
        + " %3d%%".formatted(percent(done, total));
  }

  private static int percent(long done, long total) {
    return (int) Math.min(100, Math.max(0, 100.0 * done / total));
  }
}
