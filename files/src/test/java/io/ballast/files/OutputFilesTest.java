package io.ballast.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  private final Path folder;
  private final Path table;
  private final Path report;

  OutputFilesTest(@TempDir Path folder) {
    this.folder = folder;
    this.table = folder.resolve("table.csv");
    this.report = folder.resolve("report.json");
  }

  private static Table numbers() {
    return MemoryTable.named("numbers").longs("n", new long[] {1, 2}).build();
  }

  @Test
  void files_haveTheirNamesOnceAllAreWhole() {
    try (OutputFiles all = new OutputFiles(false)) {
      all.write(table, numbers());
      all.write(report, target -> target.write("{}".getBytes(UTF_8)));
      assertThat(table).doesNotExist();
      all.publish();
    }
    assertThat(table).hasContent("n\n1\n2\n");
    assertThat(report).hasContent("{}");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("table.csv", "report.json");
  }

  @Test
  void fullDisk_atTheLastFile_leavesNone() throws IOException {
    Files.writeString(table, "old");
    assertThatThrownBy(
            () -> {
              try (OutputFiles all = new OutputFiles(true)) {
                all.write(table, numbers());
                all.write(
                    report,
                    target -> {
                      target.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    });
                all.publish();
              }
            })
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(report + ", cannot be written (No space left on device), ");
    assertThat(table).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("table.csv");
  }

  @Test
  void unpublishedFiles_areTakenAway() {
    try (OutputFiles all = new OutputFiles(false)) {
      all.write(table, numbers());
    }
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void closedFiles_takeNoMore() {
    OutputFiles all = new OutputFiles(false);
    all.close();
    assertThatThrownBy(() -> all.write(report, target -> target.write(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void missingFolder_isToldBeforeTheWork() {
    Path file = folder.resolve("none/report.json");
    assertThatThrownBy(() -> OutputFile.check(file, false))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            file + ", cannot be written (no such folder), make the folder first or choose another");
  }
}
