package io.ballast.files;

import io.ballast.files.FileTable.Columns;
import io.ballast.files.FileTable.Source;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns a text into a Parquet file in the temporary folder, which is then scanned as often as asked
 * for.
 *
 * <p>Parsing text costs several times what a scan of Parquet does, and a comparison scans more than
 * once.
 */
final class StagedTable {

  /** Values in a row group, which the writer holds in memory: fewer rows of a wider table. */
  private static final int ROW_GROUP_VALUES = 4_000_000;

  private static final int MIN_ROW_GROUP = 2048;
  private static final int MAX_ROW_GROUP = 122_880;

  /** Most threads that parse; each holds its own buffers. */
  private static final int MAX_THREADS = 4;

  private final DuckDb database;
  private final Path file;

  StagedTable(DuckDb database) {
    this.database = database;
    this.file = TemporaryFolder.ofProcess().newFile(".parquet");
  }

  /**
   * Writes the file anew.
   *
   * @param expressions SQL of each column
   * @param from SQL after FROM
   * @throws DuckDbException if DuckDB cannot read or write
   */
  void write(List<String> expressions, String from) {
    List<String> selected = new ArrayList<>();
    for (int index = 0; index < expressions.size(); index++) {
      selected.add(expressions.get(index) + " AS " + Sql.name("c" + index));
    }
    int rowGroup =
        Math.max(MIN_ROW_GROUP, Math.min(MAX_ROW_GROUP, ROW_GROUP_VALUES / expressions.size()));
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    database.execute("SET threads=" + threads);
    database.execute(
        "COPY (SELECT "
            + String.join(", ", selected)
            + " FROM "
            + from
            + ") TO "
            + Sql.text(file.toString())
            + " (FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 2000,"
            + " ROW_GROUP_SIZE "
            + rowGroup
            + ")");
    database.execute("SET threads=1");
  }

  /** One value of an aggregate over the file. */
  long aggregate(String expression) {
    return database
        .query("SELECT " + expression + " FROM " + from(), List.of(), row -> row.getLong(1))
        .get(0);
  }

  private String from() {
    return "read_parquet(" + Sql.text(file.toString()) + ", hive_partitioning=false)";
  }

  /**
   * The table; its columns are the first ones of the file.
   *
   * @throws ProblemException if it has no rows
   */
  FileTable table(
      String name, List<Column> columns, Map<String, String> leftOut, Runnable onClose) {
    List<Source> sources = new ArrayList<>();
    for (int index = 0; index < columns.size(); index++) {
      Column column = columns.get(index);
      sources.add(
          new Source(
              column,
              column.type() == ColumnType.MISSING ? "NULL::VARCHAR" : Sql.name("c" + index)));
    }
    long rows = aggregate("count(*)");
    if (rows == 0) {
      throw TableFiles.noRows(name);
    }
    return new FileTable(
        database,
        name,
        from(),
        new Columns(sources, leftOut, Map.of(), rows),
        () -> {
          delete();
          onClose.run();
        });
  }

  /** Removes the file. */
  void delete() {
    TemporaryFolder.delete(file);
  }
}
