package io.ballast.server.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a model does; the words are those of the wire. */
public enum Task {
  /** One score, two classes. */
  BINARY_CLASSIFICATION,
  /** A score for each class. */
  MULTICLASS_CLASSIFICATION,
  /** A number. */
  REGRESSION,
  /** An order within groups. */
  RANKING,
  /** Text. */
  LLM,
  /** Anything. */
  NOT_SET;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Task::word).toList();
  }

  /** The task of a word that is one of {@link #words()}. */
  public static Task of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
