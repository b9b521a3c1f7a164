package io.ballast.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises columns that no statement should be made of, from the first 100,000 values of each:
 *
 * <ul>
 *   <li>index-like: whole numbers with one and the same step from each row to the next;
 *   <li>key: at least 100 whole numbers or texts, no two of them the same;
 *   <li>free text: texts of which more than half differ and that are 30 characters or longer on
 *       average.
 * </ul>
 *
 * <p>A floating column is none of them.
 */
public final class ColumnRecognition {

  private static final int VALUES = 100_000;
  private static final int KEY_VALUES = 100;
  private static final int TEXT_LENGTH = 30;

  private ColumnRecognition() {}

  /**
   * The recognised columns.
   *
   * @param table scanned once, no further than needed
   * @return reason in words by column, in table order
   */
  public static Map<String, String> recognise(Table table) {
    List<Candidate> candidates = new ArrayList<>();
    for (Column column : table.schema().columns()) {
      if (column.type() == ColumnType.INTEGER || column.type().isString()) {
        candidates.add(new Candidate(column));
      }
    }
    if (!candidates.isEmpty()) {
      table.scan(
          candidates.stream().map(candidate -> candidate.column.name()).toList(),
          batch -> {
            boolean goOn = false;
            for (int i = 0; i < candidates.size(); i++) {
              goOn |= candidates.get(i).watch(batch.vector(i), batch.rows());
            }
            return goOn;
          });
    }
    Map<String, String> reasons = new LinkedHashMap<>();
    candidates.forEach(
        candidate ->
            candidate.reason().ifPresent(why -> reasons.put(candidate.column.name(), why)));
    return reasons;
  }

  private static final class Candidate {
    private final Column column;
    private final Set<Object> distinct = new HashSet<>();
    private int values;
    private boolean repeats;
    private long last;
    private long step;
    private boolean steady;
    private long characters;

    Candidate(Column column) {
      this.column = column;
      this.steady = column.type() == ColumnType.INTEGER;
    }

    /** Looks at rows; returns whether more could change the result. */
    boolean watch(Vector vector, int rows) {
      for (int row = 0; row < rows && undecided(); row++) {
        if (!vector.isMissing(row)) {
          if (vector instanceof LongVector longs) {
            number(longs.values()[row]);
          } else if (vector instanceof CodeVector codes) {
            text(codes, codes.codes()[row]);
          }
          values++;
        }
      }
      return undecided();
    }

    private boolean undecided() {
      boolean mayBeText =
          column.type().isString() && (values < 1_000 || distinct.size() * 2 > values);
      return values < VALUES && (!repeats || mayBeText);
    }

    private void number(long value) {
      if (values == 1) {
        step = value - last;
      }
      steady &= values < 1 || (value - last == step && step != 0);
      last = value;
      repeats |= !distinct.add(value);
    }

    private void text(CodeVector codes, int code) {
      repeats |= !distinct.add(code) && code >= 0;
      characters += code < 0 ? 0 : codes.dictionary().value(code).length();
    }

    Optional<String> reason() {
      if (column.type() == ColumnType.TEXT
          || (column.type() == ColumnType.CATEGORY
              && values >= KEY_VALUES
              && distinct.size() * 2 > values
              && characters >= (long) TEXT_LENGTH * values)) {
        return Optional.of("free text");
      }
      if (values >= KEY_VALUES && steady) {
        return Optional.of("index-like: each value is " + step + " more than the one before");
      }
      if (values >= KEY_VALUES && !repeats) {
        return Optional.of("a key: no value is there twice");
      }
      return Optional.empty();
    }
  }
}
