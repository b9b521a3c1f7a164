package io.ballast.files;

import io.ballast.tables.Column;
import io.ballast.tables.Dictionary;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import io.ballast.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A table in a Parquet file: one that a user named, or one that a text was turned into. */
final class FileTable implements Table {

  /**
   * A column and where it comes from.
   *
   * @param column its name and type
   * @param expression SQL of the type's DuckDB type over the file
   */
  record Source(Column column, String expression) {}

  private final DuckDb database;
  private final String name;
  private final String from;
  private final Columns columns;
  private final Schema schema;
  private final List<String> expressions;
  private final List<VectorReader> readers;
  private final Runnable onClose;

  /**
   * A table.
   *
   * @param database closed with the table
   * @param from SQL after FROM
   */
  FileTable(DuckDb database, String name, String from, Columns columns, Runnable onClose) {
    this(database, name, from, columns, Dictionary::new, onClose);
  }

  private FileTable(
      DuckDb database,
      String name,
      String from,
      Columns columns,
      Supplier<Dictionary> dictionaries,
      Runnable onClose) {
    this.database = database;
    this.name = name;
    this.from = from;
    this.columns = columns;
    this.schema = new Schema(columns.sources().stream().map(Source::column).toList());
    this.expressions = columns.sources().stream().map(Source::expression).toList();
    this.readers =
        columns.sources().stream()
            .map(source -> VectorReader.of(source.column().type(), dictionaries.get()))
            .toList();
    this.onClose = onClose;
  }

  /**
   * What a file holds.
   *
   * @param sources readable columns in their order
   * @param leftOut reason by name of the columns that cannot be read
   * @param storedTypes DuckDB's type by name where the file keeps types
   * @param rows how many
   */
  record Columns(
      List<Source> sources,
      Map<String, String> leftOut,
      Map<String, String> storedTypes,
      long rows) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long rows() {
    return columns.rows();
  }

  @Override
  public Map<String, String> leftOut() {
    return columns.leftOut();
  }

  @Override
  public Map<String, String> storedTypes() {
    return columns.storedTypes();
  }

  @Override
  public Table withAllTexts() {
    return new FileTable(database, name, from, columns, Dictionary::ofAll, onClose);
  }

  @Override
  public void scan(List<String> names, BatchConsumer consumer) {
    List<String> asked = new ArrayList<>();
    List<VectorReader> askedReaders = new ArrayList<>();
    for (String column : names) {
      int index = schema.indexOf(column);
      asked.add(expressions.get(index));
      askedReaders.add(readers.get(index));
    }
    String select = asked.isEmpty() ? "1" : String.join(", ", asked);
    try {
      database.scan("SELECT " + select + " FROM " + from, List.of(), askedReaders, consumer);
    } catch (DuckDbException e) {
      throw ProblemException.input(
          name + " cannot be read to its end",
          "each of its pages must be whole",
          "copy or write it again");
    }
  }

  @Override
  public void close() {
    database.close();
    onClose.run();
  }
}
