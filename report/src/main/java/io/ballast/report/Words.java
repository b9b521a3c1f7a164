package io.ballast.report;

import java.util.Locale;

/** Small changes to words, shared by all sentences. */
final class Words {
  private Words() {}

  /** The text with a full stop. */
  static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Lowers the first letter unless the word is an abbreviation. */
  static String lowerWord(String text) {
    return text.length() > 1 && Character.isUpperCase(text.charAt(1)) ? text : lowerFirst(text);
  }
}
