package io.ballast.balance.measure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.structure.Role;
import io.ballast.balance.structure.Structure;
import io.ballast.stats.Workers;
import io.ballast.tables.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The real rows (table 0), the generated rows (table 1) and real rows that no model saw (table 2),
 * column by column. Keys are left out.
 */
final class Fields {

  /** Rows that the model was fitted on. */
  static final int REAL = 0;

  /** Rows that it drew. */
  static final int DRAWN = 1;

  /** Rows that it never saw. */
  static final int HELD_OUT = 2;

  private final List<Field> fields;
  private final int[] rows;

  private Fields(List<Field> fields, int[] rows) {
    this.fields = fields;
    this.rows = rows;
  }

  /**
   * Reads tables of the same columns.
   *
   * @param asNames column that is taken as names even if it holds numbers; empty: none
   */
  static Fields of(List<Frame> tables, Structure structure, String asNames, Workers workers) {
    List<Column> columns = tables.get(0).schema().columns();
    int[] measured =
        IntStream.range(0, columns.size())
            .filter(column -> !(structure.role(column) instanceof Role.Regenerated))
            .toArray();
    Field[] fields = new Field[measured.length];
    workers.each(
        measured.length,
        i -> {
          List<CodedColumn> coded =
              tables.stream()
                  .map(table -> CodedColumn.of(table.vector(measured[i]), table.size()))
                  .toList();
          Column column = columns.get(measured[i]);
          fields[i] =
              column.type().isNumeric() && !column.name().equals(asNames)
                  ? Field.ofNumbers(column, coded)
                  : Field.ofNames(column, coded);
        });
    return new Fields(List.of(fields), tables.stream().mapToInt(Frame::size).toArray());
  }

  int size() {
    return fields.size();
  }

  Field field(int index) {
    return fields.get(index);
  }

  List<Field> all() {
    return fields;
  }

  Optional<Integer> find(String name) {
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).name().equals(name))
        .boxed()
        .findFirst();
  }

  int rows(int table) {
    return rows[table];
  }

  /** The same fields with one more table, all of whose columns are given. */
  Fields with(List<Field> withMore, int moreRows) {
    int[] all = Arrays.copyOf(rows, rows.length + 1);
    all[rows.length] = moreRows;
    return new Fields(withMore, all);
  }

  /** Number of tables. */
  int tables() {
    return rows.length;
  }
}
