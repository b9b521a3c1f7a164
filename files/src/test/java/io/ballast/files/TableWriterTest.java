package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {

  private final Path folder;

  TableWriterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static MemoryTable everyType() {
    return MemoryTable.named("t")
        .longs("whole", new @Nullable Long[] {Long.MAX_VALUE, null, -7L, 0L})
        .doubles("floating", 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
        .doubles("precise", 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, -0.0)
        .booleans("boolean", new @Nullable Boolean[] {true, null, false, true})
        .timestamps("instant", new @Nullable Long[] {1_795_512_600_000_001L, null, -1L, 0L})
        .timestamps("second", 1_795_512_600_000_000L, 0L, 1_000_000L, -1_000_000L)
        .timestamps("day", 0L, 86_400_000_000L, -86_400_000_000L, 1_795_478_400_000_000L)
        .strings(
            "text, with \"comma\"", "größer, \"als\" 🦆", null, "two\nlines", "tab\there, ; | '")
        .strings("code", "00123", "045", null, "1_000")
        .missing("nothing", 4)
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"t.csv", "t.csv.gz", "t.csv.zst", "t.tsv", "t.ndjson", "t.jsonl.gz", "t.parquet"})
  void write_everyType_isReadBackAsItWas(String name) {
    MemoryTable table = everyType();
    Path file = folder.resolve(name);
    TableFiles.write(table, file, false);

    try (Table read = TableFiles.open(file, ReadOptions.sniffed())) {
      assertThat(read.schema()).isEqualTo(table.schema());
      for (String column : table.schema().names()) {
        assertThat(TableValues.of(read, column))
            .as(column)
            .isEqualTo(TableValues.of(table, column));
      }
    }
    assertThat(folder.toFile().list()).containsExactly(name);
  }

  @Test
  void write_csv_isSpelledPlainly() throws IOException {
    Path file = folder.resolve("t.csv");
    TableFiles.write(everyType(), file, false);

    assertThat(file)
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(
            """
            whole,floating,precise,boolean,instant,second,day,"text, with ""comma\""",code,nothing
            9223372036854775807,0.1,0.3333333333333333,true,2026-11-24T09:30:00.000001Z,2026-11-24T09:30:00Z,1970-01-01,"größer, ""als"" 🦆",00123,
            ,,5e-324,,,1970-01-01T00:00:00Z,1970-01-02,,045,
            -7,inf,1.7976931348623157e+308,false,1969-12-31T23:59:59.999999Z,1970-01-01T00:00:01Z,1969-12-31,"two
            lines",,
            0,-inf,-0.0,true,1970-01-01T00:00:00.000000Z,1969-12-31T23:59:59Z,2026-11-24,"tab	here, ; | '",1_000,
            """);
    assertThat(Files.readString(file)).endsWith("\n");
  }

  @Test
  void write_manyRows_keepsTheirOrder() {
    int rows = 300_000;
    MemoryTable table =
        MemoryTable.named("t")
            .longs("n", LongStream.range(0, rows).toArray())
            .strings(
                "s", IntStream.range(0, rows).mapToObj(i -> "v" + i % 1000).toArray(String[]::new))
            .build();
    Path file = folder.resolve("t.parquet");
    TableFiles.write(table, file, false);

    try (Table read = TableFiles.open(file, ReadOptions.sniffed())) {
      assertThat(read.rows()).isEqualTo(rows);
      assertThat(TableValues.of(read, "n")).isEqualTo(TableValues.of(table, "n"));
      assertThat(TableValues.of(read, "s")).isEqualTo(TableValues.of(table, "s"));
    }
  }

  @Test
  void write_existingFile_isRefusedUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    MemoryTable table = MemoryTable.named("t").longs("n", 1).build();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.write(table, file, false))
        .withMessage(file + ", already exists, choose another name or overwrite it with --force");
    assertThat(file).hasContent("old");

    TableFiles.write(table, file, true);
    assertThat(file).hasContent("n\n1");
  }

  @Test
  void write_unknownEnding_isRefused() {
    Path file = folder.resolve("t.xlsx");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> TableFiles.write(MemoryTable.named("t").longs("n", 1).build(), file, false))
        .withMessage(
            file
                + " ends in no known way, the ending chooses the format: .csv, .tsv, .ndjson (each"
                + " also .gz or .zst), .parquet, choose one of them");
  }

  @Test
  void write_namesThatDifferInCaseOnly_areRefused() {
    MemoryTable table = MemoryTable.named("t").longs("a", 1).longs("A", 1).build();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.write(table, folder.resolve("t.csv"), false))
        .withMessage(
            "columns a and A of t differ in case only, written names differ otherwise, rename one of"
                + " them");
  }

  /** A table that cannot be read beyond its first rows. */
  private record Broken(MemoryTable inner) implements Table {
    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public Schema schema() {
      return inner.schema();
    }

    @Override
    public long rows() {
      return inner.rows();
    }

    @Override
    public void scan(List<String> columns, BatchConsumer consumer) {
      inner.scan(columns, consumer);
      throw ProblemException.input("t cannot be read to its end", "it is broken", "mend it");
    }

    @Override
    public void close() {}
  }

  @Test
  void write_sourceFailsHalfWay_leavesNothingAndSaysWhy() {
    Table table = new Broken(MemoryTable.named("t").longs("n", new long[100_000]).build());
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TableFiles.write(table, folder.resolve("t.csv"), false))
        .withMessage("t cannot be read to its end, it is broken, mend it");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void write_folderIsMissing_saysSo() {
    Path file = folder.resolve("none").resolve("t.csv");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> TableFiles.write(MemoryTable.named("t").longs("n", 1).build(), file, false))
        .withMessage(
            file + ", cannot be written (no such folder), make the folder first or choose another");
  }

  @Test
  void write_parquet_hasTheTypesOfTheFileThatItReplacesWhereValuesFit() throws IOException {
    Path first = folder.resolve("first.parquet");
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      database.execute(
          "COPY (SELECT DATE '2026-01-01' + i::INTEGER AS day, i::TINYINT AS small, i / 4::FLOAT AS"
              + " single, (i / 8)::DECIMAL(6, 3) AS exact, TIMESTAMP '2026-01-01 10:00' AS local,"
              + " i::SMALLINT AS grows, i::BIGINT AS large FROM range(100) t(i)) TO "
              + Sql.text(first.toString())
              + " (FORMAT parquet)");
    }
    Path second = folder.resolve("second.parquet");
    try (Table read = TableFiles.open(first, ReadOptions.sniffed())) {
      MemoryTable.Builder more = MemoryTable.named("more");
      more.timestamps("day", 0L, 86_400_000_000L);
      more.longs("small", -3, 127).doubles("single", 0.25, 1.0 / 3).doubles("exact", 0.125, 7);
      more.timestamps("local", 1L, 2L).longs("grows", 5, 40_000).longs("large", 1, 2);
      try (OutputFiles all = new OutputFiles(false)) {
        all.write(second, more.build(), read.storedTypes());
        all.publish();
      }
    }
    try (Table read = TableFiles.open(second, ReadOptions.sniffed())) {
      assertThat(read.storedTypes())
          .containsExactly(
              Map.entry("day", "DATE"),
              Map.entry("small", "TINYINT"),
              Map.entry("single", "FLOAT"),
              Map.entry("exact", "DECIMAL(6,3)"),
              Map.entry("local", "TIMESTAMP"),
              Map.entry("grows", "BIGINT"),
              Map.entry("large", "BIGINT"));
      assertThat(TableValues.of(read, "grows")).containsExactly(5L, 40_000L);
      assertThat(TableValues.of(read, "exact")).containsExactly(0.125, 7.0);
    }
  }
}
