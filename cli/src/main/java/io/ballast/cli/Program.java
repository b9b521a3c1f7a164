package io.ballast.cli;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Reads the command line, runs the command, and turns what goes wrong into one line each. */
final class Program {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private final Console console;
  private final Commands commands;

  Program(Console console, Commands commands) {
    this.console = console;
    this.commands = commands;
  }

  /**
   * Runs one command.
   *
   * @return the exit code (interfaces.md section 2)
   */
  int run(String... arguments) {
    try {
      return dispatch(arguments);
    } catch (ProblemException e) {
      return failed(e.getMessage(), e, e.kind().exitCode(), arguments);
    } catch (FileSystemException e) {
      return failed(
          "%s, %s, check the path, its permissions and the free space"
              .formatted(e.getFile(), reason(e)),
          e,
          ENVIRONMENT,
          arguments);
    } catch (IOException | UncheckedIOException e) {
      return failed(
          "a file, cannot be read or written (%s), check permissions and free space"
              .formatted(e.getMessage()),
          e,
          ENVIRONMENT,
          arguments);
    } catch (OutOfMemoryError e) {
      return failed(tooSmall(Runtime.getRuntime().maxMemory() >> 20), e, ENVIRONMENT, arguments);
    } catch (RuntimeException e) {
      return failed(
          "%s, is a fault of Ballast, report it with what --verbose prints".formatted(e),
          e,
          FAILED,
          arguments);
    }
  }

  static String tooSmall(long heapMebibytes) {
    return "a Java heap of %d MB, is too small for this, give more with BALLAST_MAX_HEAP=%dg"
        .formatted(heapMebibytes, Math.max(2, (2 * heapMebibytes + 1023) / 1024));
  }

  private int dispatch(String... arguments) throws IOException {
    if (arguments.length == 0) {
      console.err().print(Usage.page(commands.all(), console, true));
      return WRONG_USAGE;
    }
    String first = arguments[0];
    if (first.equals("--version")) {
      console.out().println(VersionCommand.text());
      return DONE;
    }
    if (first.equals("--help") || first.equals("-h")) {
      console.out().print(Usage.page(commands.all(), console, false));
      return DONE;
    }
    if (first.startsWith("-")) {
      throw ProblemException.usage(
          first, "stands before the command's name", "begin with the command, see ballast help");
    }
    if (!commands.has(first)) {
      throw Usage.unknownCommand(first, commands);
    }
    Settings settings = Settings.load(console, commands, first, config(arguments));
    CommandLine line = commands.command(first);
    line.setDefaultValueProvider(settings);
    ParseResult parsed = line.getParent().parseArgs(arguments).subcommand();
    if (parsed.isUsageHelpRequested()) {
      console.out().print(Usage.page(line, console, has("--no-color", arguments)));
      return DONE;
    }
    List<String> problems = new ArrayList<>(settings.problems());
    problems.addAll(Usage.explain(parsed.errors()));
    if (!problems.isEmpty()) {
      problems.forEach(console::problem);
      return WRONG_USAGE;
    }
    Command command = line.getCommand();
    return command.run();
  }

  private int failed(@Nullable String text, Throwable cause, int exitCode, String... arguments) {
    console.problem(String.valueOf(text));
    if (has("--verbose", arguments)) {
      cause.printStackTrace(console.err());
    }
    return exitCode;
  }

  private static boolean has(String flag, String... arguments) {
    return List.of(arguments).contains(flag);
  }

  /** The value of {@code --config}, which must be known before the other flags are read. */
  private static @Nullable String config(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) {
        return arguments[i].substring("--config=".length());
      }
      if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        return arguments[i + 1];
      }
    }
    return null;
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read or written";
    }
    return e.getReason() == null
        ? "cannot be read or written"
        : "cannot be read or written (" + e.getReason() + ")";
  }
}
