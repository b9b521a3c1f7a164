package io.ballast.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The types of docs/reference/files.md: the examples that stand there have the type of their row.
 */
class TypeRuleTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "files.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir private Path folder;

  /**
   * A row of the table.
   *
   * @param examples all of them together are one column of the type
   * @param others a value that makes it another type
   */
  private record Row(String type, List<String> examples, List<String> others) {
    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      return new Row(cells[1].strip(), codes(cells[3]), codes(cells[4]));
    }

    private static List<String> codes(String cell) {
      return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }
  }

  static Stream<Row> rows() throws IOException {
    String section = Files.readString(PAGE).split("\n## Types of text columns\n", -1)[1];
    List<Row> rows =
        section
            .substring(0, section.indexOf("\n## "))
            .lines()
            .filter(line -> line.startsWith("| "))
            .skip(2)
            .map(Row::of)
            .toList();
    assertThat(rows).extracting(Row::type).hasSize(6).contains("integer", "missing");
    return rows.stream();
  }

  private String typeOf(List<String> values) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "x\n" + String.join("\n", values));
    try (Table table = TableFiles.open(file, ReadOptions.sniffed().withDelimiter('|'))) {
      return table.schema().columns().get(0).type().name().toLowerCase(Locale.ROOT);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void examples_haveTheTypeOfTheirRow(Row row) throws IOException {
    assertThat(typeOf(row.examples())).isEqualTo(row.type());
    if (!row.others().isEmpty()) {
      List<String> mixed = Stream.concat(row.examples().stream(), row.others().stream()).toList();
      assertThat(typeOf(mixed)).isNotEqualTo(row.type());
    }
  }
}
