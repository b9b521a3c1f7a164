package io.ballast.eventstore;

/** The rule that all names follow which callers choose. */
final class Names {

  private static final int MAX_LENGTH = 200;

  private Names() {}

  static void check(String what, String name) {
    if (name.isBlank() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the name of a " + what + " has " + name.length() + " characters, 1 to " + MAX_LENGTH);
    }
  }
}
