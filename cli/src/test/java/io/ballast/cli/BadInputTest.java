package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first table of docs/reference/bad-input.md: what is written there is what happens. */
class BadInputTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "bad-input.md");

  @TempDir private static Path folder;

  @BeforeAll
  static void makeInputs() throws IOException {
    BadInputs.make(folder);
  }

  /**
   * A row of the table.
   *
   * @param command the arguments of ballast
   * @param says the whole error line, or a part of the answer when the exit code is 0
   */
  private record Row(String what, String command, int exitCode, String says) {
    static Row of(String line) {
      String[] cells = line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|");
      assertThat(cells).as(line).hasSize(4);
      List<String> texts =
          Arrays.stream(cells).map(cell -> cell.strip().replace("\\|", "|")).toList();
      return new Row(
          texts.get(0),
          texts.get(1).replace("`", ""),
          Integer.parseInt(texts.get(2)),
          texts.get(3).replaceAll("^`+ ?| ?`+$", ""));
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Row> rows() throws IOException {
    String table = Files.readString(PAGE).split("\n## ", -1)[1];
    List<Row> rows =
        table.lines().filter(line -> line.startsWith("| ")).skip(2).map(Row::of).toList();
    assertThat(rows).hasSizeGreaterThan(60);
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void badInput_isAnsweredAsDocumented(Row row) throws IOException {
    List<String> before = files();
    Capture capture = Capture.files();
    String[] arguments =
        Arrays.stream(row.command().split(" ")).map(BadInputTest::resolve).toArray(String[]::new);
    int exitCode = capture.run(arguments);
    String out = capture.out().replace(folder + "/", "");
    String err = capture.err().replace(folder + "/", "");
    assertThat(exitCode).as(err).isEqualTo(row.exitCode());
    if (exitCode == 0) {
      assertThat(out + err).contains(row.says());
    } else {
      assertThat(err).isEqualTo("ballast: " + row.says() + "\n");
      assertThat(out).isEmpty();
    }
    assertThat(files()).as("files in the folder").isEqualTo(before);
  }

  private static String resolve(String argument) {
    boolean isFile = argument.matches("[a-z0-9-]+(\\.[a-z0-9]+)+") || argument.equals("folder");
    return isFile || argument.equals("nowhere/report.html")
        ? folder.resolve(argument).toString()
        : argument;
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
