package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.util.Locale;

/** Says in words what the engine refused. */
final class StoreProblems {

  private StoreProblems() {}

  /** What the engine said, in one line. */
  static String firstLine(DuckDbException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static ProblemException of(DuckDbException e) {
    String message = String.valueOf(e.getMessage());
    String first = firstLine(e);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space")
        || lower.contains("disk full")
        || lower.contains("file too large")) {
      return ProblemException.environment(
          "the disk is full (" + first + ")",
          "events are acknowledged when they are on disk, so nothing of this was stored",
          "make room, then send it again");
    }
    if (lower.contains("out of memory")) {
      return ProblemException.environment(
          "the event store's memory does not suffice (" + first + ")",
          "it may take what it was given at start",
          "start with more memory for the event store, or ask for less at once");
    }
    return ProblemException.environment(
        "the event store answers: " + first,
        "this should not happen with whole files and a sound disk",
        "try again, and report it if it comes back");
  }
}
