package io.ballast.cli;

/** Colours of text output; writes the bare text when colours are off. */
final class Palette {
  private final boolean on;

  private Palette(boolean on) {
    this.on = on;
  }

  /** Colours when results go to a terminal, unless NO_COLOR or {@code --no-color} says no. */
  static Palette of(Console console, SharedOptions options) {
    String noColor = console.environment().getOrDefault("NO_COLOR", "");
    return new Palette(console.outIsTerminal() && !options.noColor && noColor.isEmpty());
  }

  boolean isOn() {
    return on;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  private String paint(String code, String text) {
    return on ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
