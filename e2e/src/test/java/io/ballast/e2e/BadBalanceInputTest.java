package io.ballast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of docs/reference/bad-input-balance.md is so. */
class BadBalanceInputTest {
  private static final Pattern ROW =
      Pattern.compile("\\| (.+?) \\| `(.+?)` \\| (\\d+) \\| (?:`(.+)` )?\\|");

  private static final int INTERRUPTED = 130;

  @TempDir private static Path folder;

  /**
   * A row of the page.
   *
   * @param what what is wrong
   * @param command as a shell takes it
   * @param exitCode its exit code
   * @param said what it prints
   */
  private record Case(String what, String command, int exitCode, String said) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Case> cases() throws IOException {
    String page = Files.readString(Finished.ROOT.resolve("docs/reference/bad-input-balance.md"));
    return ROW.matcher(page)
        .results()
        .map(
            row ->
                new Case(
                    row.group(1),
                    row.group(2),
                    Integer.parseInt(row.group(3)),
                    row.group(4) == null ? "" : row.group(4)))
        .toList();
  }

  @Test
  void everyRowOfThePage_isRead() throws IOException {
    String page = Files.readString(Finished.ROOT.resolve("docs/reference/bad-input-balance.md"));
    long rows = page.lines().filter(line -> line.startsWith("| ") && line.contains("`")).count();
    assertThat(cases()).hasSize((int) rows).hasSizeGreaterThan(40);
  }

  @BeforeAll
  static void makeFiles() throws IOException {
    write(
        "table",
        "group,class,value,amount",
        400,
        i -> (i % 2 == 0 ? "a," + i % 10 / 8 : "b,0") + "," + (1 + i * 7 % 5) + "," + 0.37 * i);
    write("constant", "group,value", 100, i -> "a," + i % 7);
    write("missing", "group,value", 100, i -> "," + i % 7);
    write(
        "gaps", "group,value", 400, i -> (i % 8 == 0 ? "" : i % 2 == 0 ? "a" : "b") + "," + i % 7);
    write("levels", "amount,value", 50_000, i -> 1.7 * i + "," + i % 7);
    write("unique", "name,value", 400, i -> "name" + i + "," + i % 7);
    write("one_row", "group,value", 1, i -> "a,1");
    write("empty", "group,value", 0, i -> "");
    write("one_each", "group,value", 12, i -> "abcdefghijkl".charAt(i) + "," + i * 3 % 5);
    write("rare", "group,value", 400, i -> (i < 3 ? "b," : "a,") + i % 7);
    write("marked", "group,ballast_provenance", 100, i -> (i % 3 == 0 ? "a," : "b,") + i % 7);
    write("seeds_unseen", "group,class", 2, i -> i == 0 ? "a,0" : "b,1");
    write("seeds_ragged", "group,class", 3, i -> List.of("a,1", "b", "a,0,7,8").get(i));
    write("seeds_column", "group,colour", 1, i -> "a,red");
    write("seeds_value", "group,class", 2, i -> i == 0 ? "a,1" : "c,0");
    write("seeds_empty", "group,class", 0, i -> "");
    write("shares_neither", "group,part", 1, i -> "a,1");
    write("shares_negative", "group,share", 2, i -> i == 0 ? "a,1" : "b,-1");
    write("shares_twice", "group,share", 2, i -> "a," + (i + 1));
    Finished fitted =
        Finished.ballast(
            folder,
            "balance table.csv -o fitted.csv --columns group --no-report --save-model group.model"
                .split(" ", -1));
    assertThat(fitted.exitCode()).as(fitted.err()).isZero();
    byte[] model = Files.readAllBytes(folder.resolve("group.model"));
    Files.write(folder.resolve("short.model"), Arrays.copyOf(model, model.length / 2));
  }

  private static void write(String name, String head, int rows, IntFunction<String> row) {
    try {
      Files.write(
          folder.resolve(name + ".csv"),
          Stream.concat(Stream.of(head), IntStream.range(0, rows).mapToObj(row)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void input_isToldAsThePageSays(Case row) throws Exception {
    List<String> before = files();
    Finished finished = row.exitCode() == INTERRUPTED ? interrupted(row) : shell(row);
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(row.exitCode());
    if (row.exitCode() == 0) {
      assertThat(finished.out().replaceAll("\\s+", " ")).contains("Beware: " + row.said());
      clean();
    } else {
      assertThat(finished.out()).isEmpty();
      assertThat(files()).isEqualTo(before);
    }
    if (row.exitCode() != 0 && row.exitCode() != INTERRUPTED) {
      assertThat(finished.err()).isEqualTo("ballast: " + row.said() + "\n");
    }
  }

  /** Runs the command in a shell that knows ballast. */
  private static Finished shell(Case row) {
    String jar =
        Finished.jar().stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    String script = "ballast() { " + jar + " \"$@\" --quiet; }; " + row.command();
    return Finished.run(folder, Map.of(), List.of("sh", "-c", script));
  }

  /** Starts the command and interrupts it once it tells of its progress. */
  private static Finished interrupted(Case row) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    List<String> listening = List.of("env", "--default-signal=INT", "true");
    if (Finished.run(folder, Map.of(), listening).exitCode() == 0) {
      command.addAll(List.of("env", "--default-signal=INT")); // a shell's background jobs ignore it
    }
    List<String> jar = Finished.jar(row.command().substring("ballast ".length()).split(" ", -1));
    command.add(jar.get(0));
    command.add("-Dballast.terminal=err");
    command.addAll(jar.subList(1, jar.size()));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream progress = process.getErrorStream()) {
      assertThat(progress.read()).as("the first letter of the progress bar").isPositive();
      Finished.run(folder, Map.of(), List.of("sh", "-c", "kill -INT " + process.pid()));
      return new Finished(process.waitFor(), "", "");
    }
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void clean() throws IOException {
    for (String name : files()) {
      if (name.startsWith("out.")) {
        Files.delete(folder.resolve(name));
      }
    }
  }
}
