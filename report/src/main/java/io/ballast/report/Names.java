package io.ballast.report;

import java.util.List;

/** Names that come from data, made fit to be read: nothing in them may steer a terminal. */
public final class Names {
  /** Longest name inside a sentence; tables show names whole. */
  private static final int LONGEST_IN_SENTENCE = 60;

  private Names() {}

  /** A column's name; a name of nothing is said. */
  static String column(String name) {
    return name.isBlank() ? "(no name)" : visible(name);
  }

  /** A segment's value; a missing one is said. */
  static String value(String value) {
    return value.isEmpty() ? "(missing)" : visible(value);
  }

  /** A column's name inside a sentence, cut when it is very long. */
  static String spoken(String name) {
    String visible = column(name);
    if (visible.codePointCount(0, visible.length()) <= LONGEST_IN_SENTENCE) {
      return visible;
    }
    return visible.substring(0, visible.offsetByCodePoints(0, LONGEST_IN_SENTENCE - 1)) + "\u2026";
  }

  /** {@code A}, {@code A and B}, {@code A, B and 3 more}. */
  static String list(List<String> names, int shown) {
    List<String> head =
        names.stream().limit(names.size() <= shown + 1 ? names.size() : shown).toList();
    int more = names.size() - head.size();
    if (more > 0) {
      return String.join(", ", head) + " and " + more + " more";
    }
    if (head.size() < 2) {
      return String.join("", head);
    }
    return String.join(", ", head.subList(0, head.size() - 1))
        + " and "
        + head.get(head.size() - 1);
  }

  /** The text with control and direction characters written as escapes. */
  public static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isUnseen(point)) {
                out.append(String.format("\\u%04x", point));
              } else {
                out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  /** The text with everything outside ASCII written as escapes. */
  public static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point < 0x7f || point == 0xa0) {
                out.appendCodePoint(point);
              } else if (point == 0x2026) {
                out.append("...");
              } else {
                out.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
              }
            });
    return out.toString();
  }

  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          point != 0x200d && point != 0x200c;
      default -> false;
    };
  }
}
