package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class ProgramTest {
  private final Capture capture = Capture.files();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "versoin                 | versoin, is not a command, did you mean version? ballast help lists all",
        "zzz                     | zzz, is not a command, see ballast help",
        "help zzz                | zzz, is not a command, see ballast help",
        "--quiet version         | --quiet, stands before the command's name, begin with the command, see ballast help",
        "version --xyz           | --xyz, is not a flag of this command, see ballast help version",
        "version --quite         | --quite, is not a flag of this command, did you mean --quiet? see ballast help version",
        "version --format xml    | --format xml, must be one of text~json, see ballast help version",
        "version --format        | --format, needs a value, see ballast help version",
        "version --quiet --quiet | --quiet, is given twice, give it once",
        "version extra           | extra, is one argument too many, see ballast help version",
        "completion              | bash~zsh~fish, must be given, see ballast help completion",
        "completion tcsh         | tcsh, must be one of bash~zsh~fish, see ballast help completion",
        "demo --seed x           | --seed x, must be a whole number, see ballast help demo",
      })
  void wrongUsage_isOneLineAndExitCode2(String arguments, String message) {
    assertThat(capture.run(arguments.split(" "))).isEqualTo(2);
    assertThat(capture.err()).isEqualTo("ballast: " + message.replace('~', '|') + "\n");
    assertThat(capture.out()).isEmpty();
  }

  @Test
  void severalMistakes_areToldTogether() {
    assertThat(capture.run("demo", "--seed", "x", "--port", "y")).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            """
            ballast: --seed x, must be a whole number, see ballast help demo
            ballast: --port y, must be a whole number, see ballast help demo
            """);
  }

  @Test
  void noCommand_showsAllCommandsAndExitCode2() {
    assertThat(capture.run()).isEqualTo(2);
    assertThat(capture.err()).contains("Usage: ballast COMMAND").contains("  demo  ");
    assertThat(capture.out()).isEmpty();
  }

  @Test
  void version_hasAllItsForms() {
    String line = VersionCommand.text() + "\n";
    assertThat(capture.run("version")).isZero();
    assertThat(capture.run("--version")).isZero();
    assertThat(capture.out()).isEqualTo(line + line).startsWith("ballast " + Version.current());
    Capture json = Capture.files();
    assertThat(json.run("version", "--format", "json")).isZero();
    assertThat(json.out()).matches("\\{\"version\":\"[^\"]+\",\"java\":\"[^\"]+\"\\}\n");
  }

  static Stream<String> commandNames() {
    return Commands.of(Capture.files().console()).names().stream();
  }

  @ParameterizedTest
  @MethodSource("commandNames")
  void helpPage_endsWithTwoExamplesOfTheCommand(String name) {
    assertThat(capture.run("help", name)).isZero();
    String page = capture.out();
    assertThat(page.lines()).allMatch(line -> line.length() <= 100);
    String[] parts = page.split("Examples:\n");
    assertThat(parts).hasSize(2);
    assertThat(parts[1].lines())
        .hasSize(2)
        .allMatch(line -> line.matches("  ballast " + Pattern.quote(name) + "(?: .*)?"));
    Capture flag = Capture.files();
    assertThat(flag.run(name, "--help")).isZero();
    assertThat(flag.out()).isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("commandNames")
  void programPage_namesTheCommand(String name) {
    assertThat(capture.run("help")).isZero();
    assertThat(capture.out().lines()).anyMatch(line -> line.startsWith("  " + name + " "));
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh", "fish"})
  void completion_knowsCommandsAndFlags(String shell) {
    assertThat(capture.run("completion", shell)).isZero();
    assertThat(capture.out()).contains("version").contains("no-color").contains("as-published");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            ProblemException.input("a.csv", "has no rows", "give one with rows"),
            1,
            "a.csv, has no rows, give one with rows"),
        Arguments.of(
            ProblemException.environment("port 80", "is in use", "choose\nanother"),
            3,
            "port 80, is in use, choose another"),
        Arguments.of(
            new NoSuchFileException("x"),
            3,
            "x, does not exist, check the path, its permissions and the free space"),
        Arguments.of(
            new AccessDeniedException("x"),
            3,
            "x, may not be read or written, check the path, its permissions and the free space"),
        Arguments.of(
            new FileSystemException("x", null, "No space left on device"),
            3,
            "x, cannot be read or written (No space left on device), check the path, its"
                + " permissions and the free space"),
        Arguments.of(
            new IOException("Broken pipe"),
            3,
            "a file, cannot be read or written (Broken pipe), check permissions and free space"),
        Arguments.of(
            new IllegalStateException("count is negative"),
            1,
            "java.lang.IllegalStateException: count is negative, is a fault of Ballast, report it"
                + " with what --verbose prints"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failure_isOneLineAndItsExitCode(Exception failure, int exitCode, String message) {
    assertThat(failing(failure).run("fail")).isEqualTo(exitCode);
    assertThat(capture.err()).isEqualTo("ballast: " + message + "\n");
  }

  @Test
  void failure_underVerbose_hasItsTrace() {
    assertThat(failing(new IllegalStateException("x")).run("fail", "--verbose")).isEqualTo(1);
    assertThat(capture.err()).contains("\tat io.ballast.cli.ProgramTest");
  }

  @Test
  void outOfMemory_namesTheSetting() {
    assertThat(failing(new OutOfMemoryError("Java heap space")).run("fail")).isEqualTo(3);
    assertThat(capture.err())
        .matches(
            "ballast: a Java heap of \\d+ MB, is too small for this,"
                + " give more with BALLAST_MAX_HEAP=\\d+g\n");
    assertThat(Program.tooSmall(512))
        .endsWith(" 512 MB, is too small for this, give more with BALLAST_MAX_HEAP=2g");
    assertThat(Program.tooSmall(1979)).endsWith("BALLAST_MAX_HEAP=4g");
  }

  private Program failing(Throwable failure) {
    return new Program(
        capture.console(), Commands.of(Map.of("fail", () -> new FailCommand(failure))));
  }

  @CommandLine.Command(name = "fail")
  private static final class FailCommand implements Command {
    private final Throwable failure;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private final SharedOptions options = new SharedOptions();

    FailCommand(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public int run() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
  }
}
