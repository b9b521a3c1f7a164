package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A condition on an event, as a tree.
 *
 * <p>A comparison with a missing value does not hold, and {@link Not} is the exact opposite of its
 * condition: {@code not (age < 30)} holds for an event without age. Values are of the column's
 * type: {@link Long} for whole numbers, {@link Double}, {@link Boolean}, {@link String}, {@link
 * java.time.Instant}.
 */
public sealed interface Filter {

  /** How two values are compared. */
  enum Operator {
    /** Equal. */
    EQUAL,
    /** Not equal, both there. */
    NOT_EQUAL,
    /** Smaller. */
    LESS,
    /** Smaller or equal. */
    AT_MOST,
    /** Larger. */
    GREATER,
    /** Larger or equal. */
    AT_LEAST
  }

  /**
   * A value compared with a constant.
   *
   * @param column what is compared
   * @param operator how
   * @param value a number for a column of numbers, a string for a column of strings
   */
  record Comparison(ColumnRef column, Operator operator, Object value) implements Filter {
    public Comparison {
      requireNonNull(column, "column");
      requireNonNull(operator, "operator");
      requireNonNull(value, "value");
    }
  }

  /**
   * A value is one of some.
   *
   * @param column what is looked up
   * @param values empty: holds never
   */
  record In(ColumnRef column, List<?> values) implements Filter {
    public In {
      requireNonNull(column, "column");
      values = List.copyOf(values);
    }
  }

  /**
   * The value is missing.
   *
   * @param column of which
   */
  record IsMissing(ColumnRef column) implements Filter {}

  /**
   * All hold.
   *
   * @param parts none: holds always
   */
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One at least holds.
   *
   * @param parts none: holds never
   */
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The opposite.
   *
   * @param part of what
   */
  record Not(Filter part) implements Filter {}

  /** Shorthand for a comparison with a column of the schema. */
  static Filter compare(String column, Operator operator, Object value) {
    return new Comparison(ColumnRef.of(column), operator, value);
  }

  /** Shorthand for equality with a column of the schema. */
  static Filter equal(String column, Object value) {
    return compare(column, Operator.EQUAL, value);
  }
}
