package io.ballast.eventstore.embedded;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The few ways in which names and numbers become part of a statement; values are parameters. */
final class Sql {

  private static final long FIRST_MICROS = -9_223_372_022_400_000_000L;
  private static final long LAST_MICROS = Long.MAX_VALUE - 1;

  private Sql() {}

  /** An identifier. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal, where the grammar allows no parameter: paths of our own files. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** So many question marks. */
  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /** Numbers, as a list. */
  static String numbers(List<? extends Number> numbers) {
    return numbers.stream().map(Number::toString).collect(Collectors.joining(", "));
  }

  /** A timestamp of so many microseconds since 1970, the engine's first or last for one beyond. */
  static String timestamp(long micros) {
    return "make_timestamp(" + Math.max(FIRST_MICROS, Math.min(LAST_MICROS, micros)) + ")";
  }
}
