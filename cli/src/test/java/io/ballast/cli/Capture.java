package io.ballast.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ballast.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;

/** A console that keeps what is printed. */
final class Capture {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T12:00:00Z"));
  private final Console console;

  private Capture(Charset charset, boolean terminal, Map<String, String> environment) {
    console =
        new Console(
            new PrintStream(out, true, charset),
            new PrintStream(err, true, charset),
            charset,
            terminal,
            terminal,
            environment,
            clock);
  }

  static Capture files() {
    return new Capture(UTF_8, false, Map.of());
  }

  static Capture files(Map<String, String> environment) {
    return new Capture(UTF_8, false, environment);
  }

  static Capture terminal(Map<String, String> environment) {
    return new Capture(UTF_8, true, environment);
  }

  static Capture ascii() {
    return new Capture(US_ASCII, true, Map.of());
  }

  Console console() {
    return console;
  }

  SettableClock clock() {
    return clock;
  }

  /** Runs a command line of the real commands. */
  int run(String... arguments) {
    return new Program(console, Commands.of(console)).run(arguments);
  }

  String out() {
    return out.toString(console.charset());
  }

  String err() {
    return err.toString(console.charset());
  }
}
