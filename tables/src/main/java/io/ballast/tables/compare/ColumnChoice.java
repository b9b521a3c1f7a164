package io.ballast.tables.compare;

import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnRecognition;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.compare.DriftReport.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns are compared, as which type, and which are left out for what reason. */
final class ColumnChoice {

  private final Table reference;
  private final Table current;
  private final ComparisonRequest request;
  private final List<Column> chosen = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  private ColumnChoice(Table reference, Table current, ComparisonRequest request) {
    this.reference = reference;
    this.current = current;
    this.request = request;
  }

  static ColumnChoice of(Table reference, Table current, ComparisonRequest request) {
    ColumnChoice choice = new ColumnChoice(reference, current, request);
    choice.checkRoles();
    choice.choose();
    if (choice.chosen.isEmpty()) {
      throw ProblemException.input(
          "no column of " + reference.name() + " can be compared with " + current.name(),
          choice.leftOut.isEmpty()
              ? "both tables need a column of the same name"
              : "all are left out ("
                  + choice.leftOut.get(0).name()
                  + ": "
                  + choice.leftOut.get(0).reason()
                  + ")",
          "name columns that both have with --columns");
    }
    choice.checkEdges();
    return choice;
  }

  private void checkEdges() {
    for (String name : request.binning().edges().keySet()) {
      if (chosen.stream().noneMatch(column -> column.name().equals(name) && isNumeric(column))) {
        throw ProblemException.usage(
            "--bins " + name + "=...",
            "edges are of a column that is compared and holds numbers",
            "name one of those, or leave the edges out");
      }
    }
  }

  private static boolean isNumeric(Column column) {
    return column.type().isNumeric();
  }

  /** The columns to compare, in the reference's order. */
  List<Column> chosen() {
    return chosen;
  }

  /** The columns that are not, in the reference's order. */
  List<LeftOut> leftOut() {
    return leftOut;
  }

  private void checkRoles() {
    Roles roles = request.roles();
    either("--target", roles.target());
    either("--prediction", roles.prediction());
    either("--score", roles.score());
    either("--id", roles.id());
    either("--timestamp", roles.timestamp());
    both("--by", request.by());
    if (request.weighting() instanceof Weighting.ByColumn byColumn) {
      both("--weights column:" + byColumn.name(), byColumn.name());
    }
    Every every = request.every();
    if (every != null && every.isOfTime()) {
      if (roles.timestamp() == null) {
        throw ProblemException.usage(
            "--every " + every.spelled(),
            "windows of time need a column that holds the time",
            "name it with --timestamp, or cut by rows: --every 1000rows");
      }
      has(current, "--timestamp", roles.timestamp());
    }
    request.exclude().forEach(name -> either("--exclude", name));
    request.columns().forEach(name -> both("--columns", name));
  }

  private void either(String flag, @Nullable String name) {
    if (name != null && current.schema().find(name).isEmpty()) {
      has(reference, flag, name);
    }
  }

  private void both(String flag, @Nullable String name) {
    if (name != null) {
      has(reference, flag, name);
      has(current, flag, name);
    }
  }

  private static void has(Table table, String flag, String name) {
    if (table.schema().find(name).isEmpty()) {
      throw ProblemException.input(
          flag + " names column " + name,
          table.name() + " has the columns " + abbreviated(table.schema().names()),
          "name one of them");
    }
  }

  private static String abbreviated(List<String> names) {
    int shown = 40;
    String list = String.join(", ", names.subList(0, Math.min(shown, names.size())));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }

  private void choose() {
    Set<String> asked = new LinkedHashSet<>(request.columns());
    Map<String, String> recognised =
        asked.isEmpty() ? ColumnRecognition.recognise(reference) : Map.of();
    for (Column column : reference.schema().columns()) {
      if (!asked.isEmpty() && !asked.contains(column.name())) {
        continue;
      }
      Optional<String> reason = reasonToLeaveOut(column.name(), !asked.isEmpty());
      if (reason.isPresent()) {
        leftOut.add(new LeftOut(column.name(), reason.get()));
        continue;
      }
      ColumnType type = type(column);
      String key = isRole(column.name()) ? null : recognised.get(column.name());
      if (key != null) {
        leftOut.add(new LeftOut(column.name(), key));
      } else {
        chosen.add(new Column(column.name(), type));
      }
    }
    for (Column column : current.schema().columns()) {
      if (asked.isEmpty() && reference.schema().find(column.name()).isEmpty()) {
        leftOut.add(new LeftOut(column.name(), reasonOrPlace(column.name(), current, reference)));
      }
    }
    unreadable(reference);
    unreadable(current);
  }

  /** Names the columns of a source that no type fits. */
  private void unreadable(Table table) {
    table
        .leftOut()
        .forEach(
            (name, reason) -> {
              if (leftOut.stream().noneMatch(other -> other.name().equals(name))) {
                leftOut.add(new LeftOut(name, reason));
              }
            });
  }

  /** Why the other table lacks a column that one has: it cannot be read there, or is not there. */
  private static String reasonOrPlace(String name, Table one, Table other) {
    String reason = other.leftOut().get(name);
    return reason == null ? "only in " + one.name() : reason + " in " + other.name();
  }

  private Optional<String> reasonToLeaveOut(String name, boolean asked) {
    if (request.exclude().contains(name)) {
      return Optional.of("excluded");
    }
    if (reference.schema().find(name).orElseThrow().type() == ColumnType.NUMBERS) {
      return Optional.of("it holds lists of numbers");
    }
    if (asked) {
      return Optional.empty();
    }
    if (name.equals(request.roles().timestamp())) {
      return Optional.of("it is the timestamp");
    }
    if (name.equals(request.roles().id())) {
      return Optional.of("it is the id");
    }
    if (name.equals(request.by())) {
      return Optional.of("it names the segments");
    }
    if (current.schema().find(name).isEmpty()) {
      return Optional.of(reasonOrPlace(name, reference, current));
    }
    return Optional.empty();
  }

  private boolean isRole(String name) {
    return name.equals(request.roles().target())
        || name.equals(request.roles().prediction())
        || name.equals(request.roles().score());
  }

  /** The type in which both sides are compared. */
  private ColumnType type(Column column) {
    ColumnType left = column.type();
    ColumnType right = current.schema().find(column.name()).orElseThrow().type();
    if (left == right || right == ColumnType.MISSING) {
      return left;
    }
    if (left == ColumnType.MISSING) {
      return right;
    }
    if (left.isString() && right.isString()) {
      return ColumnType.CATEGORY;
    }
    if (isNumber(left) && isNumber(right)) {
      return ColumnType.FLOATING;
    }
    throw ProblemException.input(
        "column "
            + column.name()
            + " is "
            + words(left)
            + " in "
            + reference.name()
            + " and "
            + words(right)
            + " in "
            + current.name()
            + (isNumber(left) && right.isString() ? misfit(current, column.name()) : "")
            + (isNumber(right) && left.isString() ? misfit(reference, column.name()) : ""),
        "a column has one type on both sides",
        "mend the values that do not fit, or leave it out with --exclude " + column.name());
  }

  /** The first value of a text column that is no number, with its row. */
  private static String misfit(Table table, String column) {
    long[] row = {0};
    String[] found = {""};
    table.scan(
        List.of(column),
        batch -> {
          CodeVector codes = (CodeVector) batch.vector(0);
          for (int at = 0; at < batch.rows(); at++) {
            row[0]++;
            int code = codes.codes()[at];
            String value = code < 0 ? "0" : codes.dictionary().value(code);
            if (!value
                .strip()
                .matches("[+-]?([0-9._,]+([eE][+-]?[0-9]+)?|(?i:inf|infinity|nan))")) {
              found[0] = ": row " + row[0] + " holds '" + value + "'";
              return false;
            }
          }
          return true;
        });
    return found[0];
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.FLOATING;
  }

  private static String words(ColumnType type) {
    return switch (type) {
      case INTEGER, FLOATING -> "a number";
      case BOOLEAN -> "true or false";
      case TIMESTAMP -> "a time";
      case CATEGORY, TEXT -> "text";
      case NUMBERS -> "lists of numbers";
      case MISSING -> "empty";
    };
  }
}
