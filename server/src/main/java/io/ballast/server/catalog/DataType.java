package io.ballast.server.catalog;

import io.ballast.tables.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The types of columns on the wire. */
public enum DataType {
  /** Real numbers. */
  FLOAT(ColumnType.FLOATING),
  /** Whole numbers. */
  INT(ColumnType.INTEGER),
  /** True or false. */
  BOOL(ColumnType.BOOLEAN),
  /** Free text. */
  STR(ColumnType.TEXT),
  /** Text that names a group. */
  CATEGORY(ColumnType.CATEGORY),
  /** Instants. */
  TIMESTAMP(ColumnType.TIMESTAMP),
  /** Lists of numbers. */
  VECTOR(ColumnType.NUMBERS);

  private final ColumnType columnType;

  DataType(ColumnType columnType) {
    this.columnType = columnType;
  }

  /** The type in the event store. */
  public ColumnType columnType() {
    return columnType;
  }

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are numbers that are put into intervals. */
  public boolean isNumber() {
    return this == FLOAT || this == INT;
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DataType::word).toList();
  }

  /** The type of a word that is one of {@link #words()}. */
  public static DataType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
