package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {

  private final Path folder;

  CsvFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Table open(String text) throws IOException {
    return open(text, ReadOptions.sniffed());
  }

  private Table open(String text, ReadOptions options) throws IOException {
    return TableFiles.open(Files.writeString(folder.resolve("a.csv"), text), options);
  }

  private String typeOf(String... values) throws IOException {
    try (Table table = open("x\n" + String.join("\n", values) + "\n")) {
      return table.schema().columns().get(0).type().name();
    }
  }

  private List<@Nullable Object> valuesOf(String... values) throws IOException {
    try (Table table =
        open("x\n" + String.join("\n", values) + "\n", ReadOptions.sniffed().withDelimiter('|'))) {
      return TableValues.of(table, "x");
    }
  }

  /** Rows beyond those that the guess is made from. */
  private static String many(String value) {
    return (value + "\n").repeat(150_000).strip();
  }

  @Test
  void open_eachType_isRead() throws IOException {
    try (Table table =
        open(
            """
            i,f,b,t,c,m
            1,0.5,true,2026-11-24T09:30:00Z,x,
            -2,,FALSE,2026-11-24,"a, ""b""\",NA
            """)) {
      assertThat(TableValues.types(table))
          .isEqualTo(
              Map.of(
                  "i",
                  "INTEGER",
                  "f",
                  "FLOATING",
                  "b",
                  "BOOLEAN",
                  "t",
                  "TIMESTAMP",
                  "c",
                  "CATEGORY",
                  "m",
                  "MISSING"));
      assertThat(table.rows()).isEqualTo(2);
      assertThat(table.schema().names()).containsExactly("i", "f", "b", "t", "c", "m");
      assertThat(TableValues.of(table, "i")).containsExactly(1L, -2L);
      assertThat(TableValues.of(table, "f")).containsExactly(0.5, null);
      assertThat(TableValues.of(table, "b")).containsExactly(1L, 0L);
      assertThat(TableValues.of(table, "t"))
          .containsExactly(1_795_512_600_000_000L, 1_795_478_400_000_000L);
      assertThat(TableValues.of(table, "c")).containsExactly("x", "a, \"b\"");
      assertThat(TableValues.of(table, "m")).containsExactly(null, null);
    }
  }

  @Test
  void type_wholeNumbers_isInteger() throws IOException {
    assertThat(typeOf("1", "0", "-17", "9223372036854775807")).isEqualTo("INTEGER");
    assertThat(typeOf("+5", " 6 ")).isEqualTo("INTEGER");
    assertThat(valuesOf("+5", " 6 ", " NA")).containsExactly(5L, 6L, null);
  }

  @Test
  void type_leadingZeros_areACode() throws IOException {
    assertThat(typeOf("00123", "45")).isEqualTo("CATEGORY");
    assertThat(typeOf("2024_01", "2024_02")).isEqualTo("CATEGORY");
    assertThat(typeOf("0x1F", "0x20")).isEqualTo("CATEGORY");
    assertThat(typeOf(many("5"), "007")).isEqualTo("CATEGORY");
    assertThat(typeOf("00123", "0.5")).isEqualTo("FLOATING");
  }

  @Test
  void type_decimals_isFloating() throws IOException {
    assertThat(valuesOf("1.5", ".5", "5.", "1e3", "-2"))
        .containsExactly(1.5, 0.5, 5.0, 1000.0, -2.0);
    assertThat(valuesOf(many("5"), "0.5").subList(149_999, 150_001)).containsExactly(5.0, 0.5);
    assertThat(typeOf("9223372036854775808", "1")).isEqualTo("FLOATING");
  }

  @Test
  void value_infiniteOrTooLarge_isInfinite() throws IOException {
    assertThat(valuesOf("inf", "-Infinity", "1e400", "-1e400", "1e-400", "NaN"))
        .containsExactly(
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            null);
  }

  @Test
  void type_trueAndFalse_isBoolean() throws IOException {
    assertThat(typeOf("true", "False", "TRUE")).isEqualTo("BOOLEAN");
    assertThat(typeOf("t", "f")).isEqualTo("CATEGORY");
    assertThat(typeOf("yes", "no")).isEqualTo("CATEGORY");
    assertThat(typeOf(many("true"), "t")).isEqualTo("CATEGORY");
  }

  @Test
  void type_instants_isTimestamp() throws IOException {
    assertThat(
            valuesOf(
                "1970-01-01T00:00:01",
                "1970-01-01 02:00:00+02:00",
                "1970-01-01T00:00:00.000002Z",
                "1969-12-31"))
        .containsExactly(1_000_000L, 0L, 2L, -86_400_000_000L);
    assertThat(typeOf("2026-02-30")).isEqualTo("CATEGORY");
    assertThat(typeOf("30000-01-01")).isEqualTo("CATEGORY");
    assertThat(typeOf("24.11.2026")).isEqualTo("CATEGORY");
    assertThat(typeOf(many("2026-01-01"), "2026-1-1")).isEqualTo("CATEGORY");
  }

  @Test
  void type_mixed_isCategory() throws IOException {
    assertThat(typeOf("1", "x")).isEqualTo("CATEGORY");
    assertThat(typeOf("1", "true")).isEqualTo("CATEGORY");
    assertThat(typeOf(many("1.5"), "x")).isEqualTo("CATEGORY");
    assertThat(typeOf("x", "1.50", "1.5")).isEqualTo("CATEGORY");
  }

  @Test
  void type_valueAfterManyMissing_isFound() throws IOException {
    assertThat(typeOf(many("NA"), "1.5")).isEqualTo("FLOATING");
    assertThat(typeOf(many("NA"), "")).isEqualTo("MISSING");
  }

  @Test
  void sniff_delimiters_areFound() throws IOException {
    for (String delimiter : List.of(",", "\t", ";", "|")) {
      try (Table table = open("a,b,c\n1,x,y\n2,z,w\n".replace(",", delimiter))) {
        assertThat(table.schema().names()).containsExactly("a", "b", "c");
      }
    }
  }

  @Test
  void sniff_decimalComma_isFound() throws IOException {
    try (Table table = open("a;b\n1,5;x\n2,25;y\n3;z\n")) {
      assertThat(TableValues.of(table, "a")).containsExactly(1.5, 2.25, 3.0);
    }
  }

  @Test
  void sniff_singleQuotes_areFound() throws IOException {
    try (Table table = open("a,b\n1,'x, y'\n2,'z'\n")) {
      assertThat(TableValues.of(table, "b")).containsExactly("x, y", "z");
    }
  }

  @Test
  void sniff_backslashBeforeQuotes_isFound() throws IOException {
    try (Table table = open("a,b\n1,\"x \\\"y\\\", z\"\n2,\"w\"\n")) {
      assertThat(TableValues.of(table, "b")).containsExactly("x \"y\", z", "w");
    }
  }

  @Test
  void sniff_noHeader_namesColumnsByPosition() throws IOException {
    try (Table table = open("1,x\n2,y\n")) {
      assertThat(table.schema().names()).containsExactly("column_1", "column_2");
      assertThat(table.rows()).isEqualTo(2);
    }
    try (Table table = open("x,y\nz,w\n")) {
      assertThat(table.schema().names()).containsExactly("x", "y");
    }
    try (Table table = open(",a\n0,1\n1,2\n")) {
      assertThat(table.schema().names()).containsExactly("column_1", "a");
    }
  }

  @Test
  void options_eachOverride_changesTheReading() throws IOException {
    ReadOptions sniffed = ReadOptions.sniffed();
    try (Table table = open("a,b;c\n1,2;3\n", sniffed.withDelimiter(';'))) {
      assertThat(table.schema().names()).containsExactly("a,b", "c");
    }
    try (Table table = open("a,b\n'1,2\n", sniffed.withQuote(ReadOptions.NO_QUOTE))) {
      assertThat(TableValues.of(table, "a")).containsExactly("'1");
    }
    try (Table table = open("a;b\n1,5;x\n", sniffed.withDecimal('.'))) {
      assertThat(TableValues.of(table, "a")).containsExactly("1,5");
    }
    try (Table table = open("1,2\n3,4\n", sniffed.withHeader(true))) {
      assertThat(table.schema().names()).containsExactly("1", "2");
    }
    try (Table table = open("x,y\nz,w\n", sniffed.withHeader(false))) {
      assertThat(TableValues.of(table, "column_1")).containsExactly("x", "z");
    }
    Path latin = folder.resolve("l.csv");
    Files.write(latin, "a\nö\n".getBytes(StandardCharsets.UTF_8));
    try (Table table = TableFiles.open(latin, sniffed.withEncoding(StandardCharsets.ISO_8859_1))) {
      assertThat(TableValues.of(table, "a")).containsExactly("Ã¶");
    }
  }

  @Test
  void sniff_encodings_areFound() throws IOException {
    String text = "a,b\n1,größer\n2,é\n";
    for (String name : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1")) {
      for (String mark : name.equals("ISO-8859-1") ? List.of("") : List.of("", "\uFEFF")) {
        Path file = folder.resolve("e.csv");
        Files.write(file, (mark + text).getBytes(Charset.forName(name)));
        try (Table table = TableFiles.open(file, ReadOptions.sniffed())) {
          assertThat(table.schema().names()).as(name).containsExactly("a", "b");
          assertThat(TableValues.of(table, "b")).as(name).containsExactly("größer", "é");
        }
      }
    }
  }

  @Test
  void open_lineEnds_areAllTaken() throws IOException {
    for (String text :
        List.of(
            "a,b\r\n1,x\r\n2,y\r\n",
            "a,b\r1,x\r2,y\r",
            "a,b\r\n1,x\n2,y\r\n",
            "a,b\n1,x\n2,y",
            "a,b\n\n1,x\n\n\n2,y\n\n")) {
      try (Table table = open(text)) {
        assertThat(TableValues.of(table, "b")).containsExactly("x", "y");
      }
    }
    try (Table table = open("a,b\r\n1,\"x\ny\"\r\n2,z\r\n")) {
      assertThat(TableValues.of(table, "b")).containsExactly("x\ny", "z");
    }
  }

  @Test
  void open_lineEndsThatChangeAfterTheSample_areTaken() throws IOException {
    try (Table table = open("a,b\n" + many("1,x") + "\n1,y\r\n1,z\n")) {
      assertThat(TableValues.of(table, "b").subList(149_999, 150_002))
          .containsExactly("x", "y", "z");
    }
  }

  @Test
  void open_gzip_isUnpacked() throws IOException {
    Path file = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
    }
    try (Table table = TableFiles.open(file, ReadOptions.sniffed())) {
      assertThat(TableValues.of(table, "b")).containsExactly("x");
    }
  }

  @Test
  void open_moreThanOneMaskOfColumns_checksEach() throws IOException {
    StringBuilder names = new StringBuilder("c0");
    StringBuilder numbers = new StringBuilder("0");
    for (int column = 1; column < 130; column++) {
      names.append(",c").append(column);
      numbers.append(',').append(column);
    }
    String last = numbers.toString().replaceAll(",129$", ",x").replaceAll(",61,", ",0.5,");
    try (Table table =
        open(
            names
                + "\n"
                + many(numbers.toString()).lines().limit(3000).reduce("", (a, b) -> a + b + "\n")
                + last
                + "\n")) {
      Map<String, String> types = TableValues.types(table);
      assertThat(types).containsEntry("c129", "CATEGORY").containsEntry("c61", "FLOATING");
      assertThat(types.values().stream().filter("INTEGER"::equals)).hasSize(128);
    }
  }

  @Test
  void close_table_leavesNoTemporaryFile() throws IOException {
    Path temporary = TemporaryFolder.ofProcess().path();
    Table table = open("a,b\n1,x\n");
    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(2);
    }
    table.close();
    try (var files = Files.list(temporary)) {
      assertThat(files)
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .containsExactly("lock");
    }
  }

  @Test
  void texts_ofWhichMoreDifferThanADictionaryHolds_areAllThereWhenAskedFor() throws IOException {
    int rows = Dictionary.MAX_SIZE + 100;
    StringBuilder text = new StringBuilder("x\n");
    for (int row = 0; row < rows; row++) {
      text.append('k').append(row).append('\n');
    }
    List<String> last = new ArrayList<>();
    try (Table table = open(text.toString())) {
      table
          .withAllTexts()
          .scan(
              List.of("x"),
              batch -> {
                CodeVector codes = (CodeVector) batch.vector(0);
                last.add(codes.dictionary().value(codes.codes()[batch.rows() - 1]));
                return true;
              });
      assertThat(last.get(last.size() - 1)).isEqualTo("k" + (rows - 1));
      table.scan(
          List.of("x"),
          batch -> {
            int code = ((CodeVector) batch.vector(0)).codes()[batch.rows() - 1];
            last.add(code == CodeVector.OVERFLOW ? "none" : "some");
            return true;
          });
      assertThat(last.get(last.size() - 1)).isEqualTo("none");
    }
  }
}
