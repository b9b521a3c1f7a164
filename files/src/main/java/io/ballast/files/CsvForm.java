package io.ballast.files;

import io.ballast.files.Head.Compression;
import io.ballast.tables.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a delimited text with a header is written, told from its beginning: for callers that read it
 * by their own SQL.
 *
 * <p>Left to itself DuckDB's parser tells the form from bad rows too, and may find one in which the
 * whole text is one column.
 */
public final class CsvForm {

  /** Characters of a row, and twice that of the parser's buffer. */
  private static final int MAX_ROW = 16 << 20;

  private final Path file;
  private final Compression compression;
  private final CsvDialect dialect;
  private final List<String> names;

  private CsvForm(Path file, Compression compression, CsvDialect dialect, List<String> names) {
    this.file = file;
    this.compression = compression;
    this.dialect = dialect;
    this.names = names;
  }

  /**
   * Looks at a file, plain or packed by gzip or zstd.
   *
   * @throws ProblemException if it is missing, empty, or two columns have the same name
   */
  public static CsvForm of(DuckDb database, Path file) {
    String name = String.valueOf(file.getFileName());
    Head head = Head.read(file, name, Files::newInputStream);
    String sample =
        head.compression() == Compression.ZSTD
            ? TableFiles.zstandardSample(database, file, name)
            : TableFiles.wholeRows(head, TextEncoding.decode(head.bytes(), StandardCharsets.UTF_8));
    CsvDialect dialect = DialectSniffer.sniff(sample, new ReadOptions(null, null, null, '.', true));
    List<List<String>> rows = DialectSniffer.rows(sample, dialect);
    if (rows.isEmpty()) {
      throw TableFiles.noRows(name);
    }
    return new CsvForm(
        file, head.compression(), dialect, CsvFiles.names(rows.get(0), dialect, name));
  }

  /** The names of the columns as the header has them. */
  public List<String> names() {
    return names;
  }

  /** The name that a column has in SQL: names of the header may differ in case only. */
  public static String sqlName(int column) {
    return "c" + column;
  }

  /**
   * The rows as an item of FROM, all values as VARCHAR, an empty one that is not quoted as NULL.
   *
   * @param rejects the beginning of the names of two temporary tables, {@code _errors} and {@code
   *     _scans}, that take the rows that are none
   */
  public String source(String rejects) {
    StringBuilder columns = new StringBuilder();
    for (int index = 0; index < names.size(); index++) {
      columns.append(index == 0 ? "" : ", ").append("'").append(sqlName(index));
      columns.append("': 'VARCHAR'");
    }
    String quote = dialect.quotes() ? String.valueOf(dialect.quote()) : "";
    String escape = dialect.quotes() ? String.valueOf(dialect.escape()) : "";
    return "read_csv("
        + Sql.file(file)
        + ", auto_detect=false, header=true, hive_partitioning=false, allow_quoted_nulls=false,"
        + " compression="
        + Sql.text(compression.duckDbName())
        + ", delim="
        + Sql.text(String.valueOf(dialect.delimiter()))
        + ", quote="
        + Sql.text(quote)
        + ", escape="
        + Sql.text(escape)
        + ", max_line_size="
        + MAX_ROW
        + ", buffer_size="
        + 2 * MAX_ROW
        + ", ignore_errors=true, store_rejects=true, rejects_table="
        + Sql.text(rejects + "_errors")
        + ", rejects_scan="
        + Sql.text(rejects + "_scans")
        + ", columns={"
        + columns
        + "})";
  }
}
