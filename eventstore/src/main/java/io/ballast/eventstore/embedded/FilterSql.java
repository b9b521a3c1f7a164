package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventSet;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.Filter.Operator;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a filter as a condition. Constants become parameters; columns become the expressions that
 * the scan gives for them.
 *
 * <p>SQL knows a third truth value for comparisons with NULL. A negation is therefore pushed down
 * to the comparisons, where it also takes the rows without a value.
 */
final class FilterSql {

  private final EventSet set;
  private final Function<ColumnRef, ColumnType> types;
  private final Function<ColumnRef, String> expressions;
  private final List<Object> parameters;

  /**
   * A writer.
   *
   * @param types the type of a column; throws for one that is not there
   * @param expressions the SQL of a column
   * @param parameters takes the constants in order
   */
  FilterSql(
      EventSet set,
      Function<ColumnRef, ColumnType> types,
      Function<ColumnRef, String> expressions,
      List<Object> parameters) {
    this.set = set;
    this.types = types;
    this.expressions = expressions;
    this.parameters = parameters;
  }

  String write(Filter filter) {
    return write(filter, true);
  }

  private String write(Filter filter, boolean holds) {
    if (filter instanceof Filter.Not not) {
      return write(not.part(), !holds);
    }
    if (filter instanceof Filter.And and) {
      return join(and.parts(), holds ? " AND " : " OR ", holds);
    }
    if (filter instanceof Filter.Or or) {
      return join(or.parts(), holds ? " OR " : " AND ", holds);
    }
    if (filter instanceof Filter.IsMissing missing) {
      return "(" + expressions.apply(missing.column()) + (holds ? " IS NULL)" : " IS NOT NULL)");
    }
    if (filter instanceof Filter.In in) {
      return write(in, holds);
    }
    return write((Filter.Comparison) filter, holds);
  }

  private String join(List<Filter> parts, String word, boolean holds) {
    if (parts.isEmpty()) {
      return word.equals(" AND ") ? "true" : "false";
    }
    return parts.stream()
        .map(part -> write(part, holds))
        .collect(Collectors.joining(word, "(", ")"));
  }

  private String write(Filter.In in, boolean holds) {
    String column = expressions.apply(in.column());
    if (in.values().isEmpty()) {
      return holds ? "false" : "true";
    }
    String list =
        in.values().stream()
            .map(value -> constant(in.column(), value))
            .collect(Collectors.joining(", "));
    return holds
        ? "(" + column + " IN (" + list + "))"
        : "(" + column + " IS NULL OR " + column + " NOT IN (" + list + "))";
  }

  private String write(Filter.Comparison comparison, boolean holds) {
    String column = expressions.apply(comparison.column());
    Operator operator = holds ? comparison.operator() : opposite(comparison.operator());
    String condition = column + word(operator) + constant(comparison.column(), comparison.value());
    return holds ? "(" + condition + ")" : "(" + column + " IS NULL OR " + condition + ")";
  }

  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case EQUAL -> Operator.NOT_EQUAL;
      case NOT_EQUAL -> Operator.EQUAL;
      case LESS -> Operator.AT_LEAST;
      case AT_MOST -> Operator.GREATER;
      case GREATER -> Operator.AT_MOST;
      case AT_LEAST -> Operator.LESS;
    };
  }

  private static String word(Operator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case AT_MOST -> " <= ";
      case GREATER -> " > ";
      case AT_LEAST -> " >= ";
    };
  }

  private String constant(ColumnRef column, Object value) {
    ColumnType type = types.apply(column);
    switch (type) {
      case INTEGER, FLOATING -> {
        if (value instanceof Number number) {
          parameters.add(
              number instanceof Double || number instanceof Float
                  ? (Object) number.doubleValue()
                  : number.longValue());
          return "?";
        }
      }
      case BOOLEAN -> {
        if (value instanceof Boolean) {
          parameters.add(value);
          return "?";
        }
      }
      case TIMESTAMP -> {
        if (value instanceof Instant instant) {
          return Sql.timestamp(TimeWindow.micros(instant));
        }
      }
      case CATEGORY, TEXT, MISSING -> {
        if (value instanceof String) {
          parameters.add(value);
          return "?";
        }
      }
      case NUMBERS -> {}
    }
    throw ProblemException.input(
        "the filter compares column " + ScanSql.label(column) + " with " + value,
        "in " + set.label() + " it holds values of the type " + type,
        "give a value of that type");
  }
}
