package io.ballast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second table of docs/reference/bad-input.md: what only a process can meet. */
class BadMachineTest {
  private static final Path PAGE = Finished.ROOT.resolve("docs/reference/bad-input.md");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  /** The jar and the unpacked library where a user without rights can read them. */
  @BeforeAll
  static void share() throws IOException {
    permit(shared, "rwxrwxrwx");
    Files.copy(Finished.ROOT.resolve("cli/target/ballast.jar"), shared.resolve("ballast.jar"));
    Path good = Files.writeString(shared.resolve("good.csv"), "a,b\n1.5,x\n2.5,y\n");
    List<String> command = new ArrayList<>(unprivileged());
    command.addAll(ballast("drift", good.toString(), good.toString()));
    Finished first = Finished.run(shared, environment(), command);
    assertThat(first.exitCode()).as(first.err()).isZero();
  }

  @BeforeEach
  void makeInputs() throws IOException {
    permit(folder, "rwxrwxrwx");
    String rows = "1.5,x\n2.5,y\n3.5,x\n".repeat(100);
    Files.writeString(folder.resolve("good.csv"), "a,b\n" + rows);
    Files.writeString(folder.resolve("locked.csv"), "a,b\n" + rows);
    Files.createDirectory(folder.resolve("locked"));
  }

  @Test
  void inputThatMayNotBeRead_isSaid() throws IOException {
    permit(folder.resolve("locked.csv"), "---------");
    assertAnswer("an input that may not be read", unprivileged());
  }

  @Test
  void folderThatMayNotBeWritten_isSaid() throws IOException {
    permit(folder.resolve("locked"), "r-xr-xr-x");
    assertAnswer("a folder that may not be written", unprivileged());
  }

  @Test
  void diskThatGetsFull_leavesNoHalfReport() throws IOException {
    // The limit on a file's size stands for the disk: writing fails behind that many bytes.
    assertAnswer(
        "a disk that is full behind 8 KiB",
        List.of("bash", "-c", "ulimit -f 8; exec \"$@\"", "bash"));
  }

  @Test
  void standardOutputThatIsFull_isSaid() throws IOException {
    assertAnswer(
        "a disk that is full, results on standard output",
        List.of("bash", "-c", "exec \"$@\" > /dev/full", "bash"));
  }

  private void assertAnswer(String what, List<String> around) throws IOException {
    String[] row =
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith("| " + what + " |"))
            .findFirst()
            .orElseThrow()
            .replace("`", "")
            .split(" *\\| *", -1);
    List<String> before = files();
    List<String> command = new ArrayList<>(around);
    command.addAll(ballast(row[2].replaceAll(" >.*", "").split(" ", -1)));
    Finished finished = Finished.run(folder, environment(), command);
    assertThat(finished.err()).isEqualTo("ballast: " + row[4] + "\n");
    assertThat(finished.exitCode()).isEqualTo(Integer.parseInt(row[3]));
    assertThat(files()).isEqualTo(before);
  }

  private static List<String> ballast(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:-UsePerfData", "-jar"));
    command.add(shared.resolve("ballast.jar").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Map<String, String> environment() {
    return Map.of("BALLAST_CACHE", shared.resolve("cache").toString());
  }

  /** What makes a command one of a user without rights: nothing unless this one is root. */
  private static List<String> unprivileged() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        : List.of();
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
