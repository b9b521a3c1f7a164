package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not whole must never be read as a shorter table. */
class DamagedFilesTest {

  private static final int ROWS = 100_000;

  private final Path folder;

  DamagedFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** More than what is looked at to tell the format, in several blocks. */
  private byte[] written(String name) throws IOException {
    Random random = new Random(7);
    double[] values = new double[ROWS];
    Arrays.setAll(values, row -> random.nextDouble());
    Path file = folder.resolve(name);
    TableFiles.write(MemoryTable.named("t").doubles("x", values).build(), file, true);
    return Files.readAllBytes(file);
  }

  private void assertDamaged(String name, byte[] bytes, String kind) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.open(file, ReadOptions.sniffed()).close())
        .withMessage(
            file
                + " begins as a "
                + kind
                + " file and is damaged, a file is read only when it is whole,"
                + " copy or write it again");
  }

  @Test
  void zstandard_cutAnywhere_isDamaged() throws IOException {
    byte[] whole = written("t.csv.zst");
    for (int length : List.of(5, 300, whole.length / 2, whole.length - 3, whole.length - 1)) {
      assertDamaged("cut.csv.zst", Arrays.copyOf(whole, length), "Zstandard");
    }
  }

  @Test
  void zstandard_somethingBehindIt_isDamaged() throws IOException {
    byte[] whole = written("t.csv.zst");
    assertDamaged("more.csv.zst", Arrays.copyOf(whole, whole.length + 9), "Zstandard");
  }

  @Test
  void zstandard_twoFramesAndOneToSkip_areWhole() throws IOException {
    byte[] whole = written("t.csv.zst");
    byte[] skipped = {0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3};
    Path file = folder.resolve("frames.zst");
    try (var out = Files.newOutputStream(file)) {
      out.write(whole);
      out.write(skipped);
      out.write(whole);
    }
    ZstandardFrames.requireWhole(file, "frames.zst", Files::newInputStream);
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void gzip_cutAnywhere_isDamaged() throws IOException {
    byte[] whole = written("t.csv.gz");
    for (int length : List.of(40, whole.length / 2, whole.length - 9, whole.length - 3)) {
      assertDamaged("cut.csv.gz", Arrays.copyOf(whole, length), "gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 60_000})
  void text_nulByteEarlyOrLate_isRefused(int rowsBefore) throws IOException {
    Path file = folder.resolve("nul.csv");
    Files.writeString(file, "x,y\n" + "1.5,abc\n".repeat(rowsBefore) + "1.5,a\0c\n");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.open(file, ReadOptions.sniffed()).close())
        .withMessageContaining(" holds a NUL byte, text has none, ");
  }

  @Test
  void text_openQuote_isShownWithItsLine() throws IOException {
    Path file = folder.resolve("quotes.csv");
    Files.writeString(
        file, "x,y\n" + "1.5,abc\n".repeat(48) + "1.5,\"a\"b\n" + "1.5,abc\n".repeat(5));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.open(file, ReadOptions.sniffed()).close())
        .withMessage(
            "line 50 of "
                + file
                + " has a quote (\") that is not closed: <1.5,\"a\"b>, a value that begins with one"
                + " ends with one, before the delimiter or the line end, write quotes within a value"
                + " twice, or name another quote or none with --quote");
  }

  @Test
  void text_onlyAHeader_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("header.csv"), "x,y\n");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.open(file, ReadOptions.sniffed()).close())
        .withMessageStartingWith(file + " has a header and no rows, ");
  }

  @Test
  void parquet_byNameOnly_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("t.parquet"), "x,y\n1,2\n3,4\n");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.open(file, ReadOptions.sniffed()).close())
        .withMessageStartingWith(file + " does not begin as a Parquet file, ");
  }

  @Test
  void wholeFiles_areRead() throws IOException {
    for (String name : List.of("t.csv.gz", "t.csv.zst", "t.parquet")) {
      assertThat(written(name)).isNotEmpty();
      try (Table table = TableFiles.open(folder.resolve(name), ReadOptions.sniffed())) {
        assertThat(table.rows()).as(name).isEqualTo(ROWS);
      }
    }
  }
}
