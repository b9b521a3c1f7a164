package io.ballast.tables;

/**
 * Strings as codes into a dictionary.
 *
 * @param codes one for each row, possibly longer than the batch: an index into the dictionary,
 *     {@link #MISSING} or {@link #OVERFLOW}; owned by the table, valid until the consumer returns
 * @param dictionary of the column; grows while the table is scanned, never changes a code, the same
 *     for each scan
 */
public record CodeVector(int[] codes, Dictionary dictionary) implements Vector {

  /** The code of a row without a value. */
  public static final int MISSING = -1;

  /** The code of a value that came after the dictionary was full. */
  public static final int OVERFLOW = -2;

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }
}
