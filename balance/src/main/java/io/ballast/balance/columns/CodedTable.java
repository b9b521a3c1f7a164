package io.ballast.balance.columns;

import io.ballast.stats.Workers;
import io.ballast.tables.Column;
import io.ballast.tables.Schema;
import java.util.List;

/**
 * A table as levels and codes.
 *
 * @param schema the columns
 * @param rows number of rows
 * @param columns one for each column of the schema
 */
public record CodedTable(Schema schema, int rows, List<CodedColumn> columns) {
  public CodedTable {
    columns = List.copyOf(columns);
  }

  /** Codes all columns of a frame. */
  public static CodedTable of(Frame frame, Workers workers) {
    int size = frame.schema().columns().size();
    CodedColumn[] columns = new CodedColumn[size];
    workers.each(size, i -> columns[i] = CodedColumn.of(frame.vector(i), frame.size()));
    return new CodedTable(frame.schema(), frame.size(), List.of(columns));
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  /** The coded column at that position. */
  public CodedColumn column(int index) {
    return columns.get(index);
  }

  /** The codes of the column at that position. */
  public int[] codes(int index) {
    return columns.get(index).codes();
  }

  /** The name and type of the column at that position. */
  public Column declared(int index) {
    return schema.columns().get(index);
  }

  /** The name of the column at that position. */
  public String name(int index) {
    return declared(index).name();
  }
}
