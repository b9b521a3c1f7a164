package io.ballast.tables;

/** The type of a column, as declared by a file or inferred from text. */
public enum ColumnType {
  /** Whole numbers; a {@link LongVector}. */
  INTEGER,
  /** Floating-point numbers; a {@link DoubleVector}. */
  FLOATING,
  /** True or false; a {@link LongVector} of 1 and 0. */
  BOOLEAN,
  /** Instants; a {@link LongVector} of microseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP,
  /** Strings that name a group; a {@link CodeVector}. */
  CATEGORY,
  /** Free text, which no drift statement is made of; a {@link CodeVector}. */
  TEXT,
  /** Lists of numbers, such as an embedding; a {@link NumbersVector}. */
  NUMBERS,
  /** A column without a single value; a {@link CodeVector} of missing values. */
  MISSING;

  /** Whether the values are numbers (instants count as numbers of microseconds). */
  public boolean isNumeric() {
    return this == INTEGER || this == FLOATING || this == TIMESTAMP;
  }

  /** Whether the values are strings. */
  public boolean isString() {
    return this == CATEGORY || this == TEXT || this == MISSING;
  }
}
