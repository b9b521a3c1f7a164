package io.ballast.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has; a command takes them in with {@code @Mixin}. */
final class SharedOptions {

  /** The forms of a result. */
  enum Format {
    /** For people; may change. */
    TEXT,
    /** One object on one line; may only grow. */
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Form of the result: text (default) or json, one object on one line.")
  Format format = Format.TEXT;

  @Option(names = "--quiet", description = "No progress.")
  boolean quiet;

  @Option(names = "--no-color", description = "No colours; the same as NO_COLOR=1.")
  boolean noColor;

  @Option(names = "--verbose", description = "A stack trace with each error.")
  boolean verbose;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file; default ballast.toml in the working folder when it is there.")
  @Nullable String config;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This page.")
  boolean help;

  /** Whether the result is JSON. */
  boolean json() {
    return format == Format.JSON;
  }
}
