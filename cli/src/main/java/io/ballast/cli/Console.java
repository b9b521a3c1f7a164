package io.ballast.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.Map;

/**
 * The outside world of a command: streams, environment, clock.
 *
 * @param out results; written in {@code charset}, characters that it lacks become {@code ?}
 * @param err progress, logs, warnings and errors
 * @param charset of both streams: UTF-8, or ASCII when the locale has no more
 * @param outIsTerminal whether results go to a terminal
 * @param errIsTerminal whether progress goes to a terminal
 * @param environment the environment variables
 * @param clock the time of day; also paces progress
 */
record Console(
    PrintStream out,
    PrintStream err,
    Charset charset,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    InstantSource clock) {

  /** The console of this process. */
  static Console ofSystem() {
    Charset charset =
        System.getProperty("native.encoding", "UTF-8").equalsIgnoreCase("UTF-8") ? UTF_8 : US_ASCII;
    // The launcher asks the shell, as the JVM cannot tell one stream from the other.
    String terminal = System.getProperty("ballast.terminal");
    boolean both = terminal == null && bothAreTerminals();
    return new Console(
        stream(FileDescriptor.out, charset),
        stream(FileDescriptor.err, charset),
        charset,
        both || (terminal != null && terminal.contains("out")),
        both || (terminal != null && terminal.contains("err")),
        System.getenv(),
        InstantSource.system());
  }

  /** What the JVM knows by itself; it has one answer for standard input and output together. */
  @SuppressWarnings("SystemConsoleNull") // null tells no terminal up to JDK 21, isTerminal later
  private static boolean bothAreTerminals() {
    java.io.Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
    OutputStream file = new FileOutputStream(descriptor);
    return new PrintStream(new BufferedOutputStream(file, 1 << 13), true, charset);
  }

  /** Whether marks outside ASCII may be written. */
  boolean unicode() {
    return charset.equals(UTF_8);
  }

  /** Prints one line of {@code ballast: VALUE, RULE, REMEDY}; the text never has a second line. */
  void problem(String text) {
    err.println("ballast: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /**
   * The exit code once all results are out.
   *
   * @return {@code exitCode}, or 3 when the results could not be written (disk full)
   */
  int flushed(int exitCode) {
    if (!out.checkError()) {
      return exitCode;
    }
    problem("standard output, cannot take the results, free some space or send them elsewhere");
    return 3;
  }
}
