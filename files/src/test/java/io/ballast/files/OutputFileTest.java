package io.ballast.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private final Path folder;

  OutputFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void content_standsUnderItsNameAlone() throws IOException {
    Path file = folder.resolve("report.html");
    OutputFile.write(file, false, target -> target.write("whole".getBytes(UTF_8)));
    assertThat(file).hasContent("whole");
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void existingFile_isKept() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");
    assertThatThrownBy(() -> OutputFile.write(file, false, target -> target.write(1)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(file + ", already exists, choose another name or overwrite it with --force");
    assertThat(file).hasContent("old");
  }

  @Test
  void existingFile_underForce_isReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");
    OutputFile.write(file, true, target -> target.write("new".getBytes(UTF_8)));
    assertThat(file).hasContent("new");
  }

  @Test
  void fullDisk_leavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");
    assertThatThrownBy(
            () ->
                OutputFile.write(
                    file,
                    true,
                    target -> {
                      target.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            file
                + ", cannot be written (No space left on device), free some space, or choose a"
                + " folder that you may write to")
        .extracting(problem -> ((ProblemException) problem).kind().exitCode())
        .isEqualTo(3);
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void missingFolder_isTold() {
    Path file = folder.resolve("none").resolve("report.html");
    assertThatThrownBy(() -> OutputFile.write(file, false, target -> target.write(1)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            file + ", cannot be written (no such folder), make the folder first or choose another");
  }
}
