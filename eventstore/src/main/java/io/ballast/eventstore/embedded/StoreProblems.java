package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.util.Locale;

/** Says in words what the engine refused. */
final class StoreProblems {

  static final String HOT_FILE_RULE =
      "it holds the events that are not sealed yet, and the roll-ups";
  static final String HOT_FILE_REMEDY =
      "bring back a copy of it, or move it away together with its .wal file: sealed events stay and"
          + " roll-ups are counted again";

  private StoreProblems() {}

  /** What the engine said, in one line. */
  static String firstLine(DuckDbException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Whether a message is about a file of sealed events. */
  static boolean isOfSealedFile(String message) {
    return message.contains(".parquet") && message.contains("sealed");
  }

  /** Tells what is wrong with a sealed file. */
  static ProblemException ofSealedFile(String message) {
    return ProblemException.environment(
        "a sealed file cannot be read (" + message.lines().findFirst().orElse("") + ")",
        "the manifest names it, and its events are nowhere else",
        "bring it back from a copy, or delete that day to go on without it");
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
    if (isOfSealedFile(message)) {
      return ofSealedFile(message);
    }
    if (lower.contains("corrupt")) {
      return ProblemException.environment(
          "the hot file of the event store is damaged (" + first + ")",
          HOT_FILE_RULE,
          HOT_FILE_REMEDY);
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
