package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonFilesTest {

  private final Path folder;

  NdjsonFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Table open(String text) throws IOException {
    return TableFiles.open(
        Files.writeString(folder.resolve("a.ndjson"), text), ReadOptions.sniffed());
  }

  @Test
  void open_eachType_isThatOfItsValues() throws IOException {
    try (Table table =
        open(
            """
            {"i": 9223372036854775807, "f": 1, "b": true, "t": "2026-11-24", "c": "1", "m": 1, "n": null, "x": {"y": 1}, "l": 1}
            {"i": -1, "f": 0.5, "b": null, "t": "2026-11-24T09:30:00.000001+01:00", "c": "NA", "m": "x", "l": [1]}

            {"i": null, "f": 1e400, "b": false, "c": "", "m": true, "late": 18446744073709551616}
            """)) {
      assertThat(TableValues.types(table))
          .containsAllEntriesOf(
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
                  "CATEGORY",
                  "n",
                  "MISSING",
                  "late",
                  "FLOATING"))
          .hasSize(8);
      assertThat(table.leftOut())
          .isEqualTo(
              Map.of("x", "nested: an object or an array", "l", "nested: an object or an array"));
      assertThat(TableValues.of(table, "i")).containsExactly(Long.MAX_VALUE, -1L, null);
      assertThat(TableValues.of(table, "f")).containsExactly(1.0, 0.5, Double.POSITIVE_INFINITY);
      assertThat(TableValues.of(table, "b")).containsExactly(1L, null, 0L);
      assertThat(TableValues.of(table, "t"))
          .containsExactly(1_795_478_400_000_000L, 1_795_509_000_000_001L, null);
      assertThat(TableValues.of(table, "c")).containsExactly("1", "NA", "");
      assertThat(TableValues.of(table, "m")).containsExactly("1", "x", "true");
      assertThat(TableValues.of(table, "late")).containsExactly(null, null, 0x1p64);
    }
  }

  @Test
  void open_manyDifferentMembers_areColumns() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int member = 0; member < 300; member++) {
      text.append("{\"m").append(member).append("\": ").append(member).append("}\n");
    }
    try (Table table = open(text.toString())) {
      assertThat(table.schema().columns()).hasSize(300);
      assertThat(table.rows()).isEqualTo(300);
    }
  }

  @Test
  void open_brokenLine_isNamed() {
    String good = "{\"a\": 1}\n";
    for (int line : new int[] {1, 2, 700_000}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> open(good.repeat(line - 1) + "{\"a\": nul}\n" + good).close())
          .withMessage(
              "line "
                  + line
                  + " of "
                  + folder.resolve("a.ndjson")
                  + " is no JSON object, each line holds one, such as {\"age\": 41, \"sex\": \"F\"},"
                  + " mend the line");
    }
  }

  @Test
  void open_lineThatIsNoObject_isRefused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> open("{\"a\": 1}\n[1, 2]\n").close())
        .withMessageStartingWith(
            "line 2 of " + folder.resolve("a.ndjson") + " is no JSON object, ");
  }
}
