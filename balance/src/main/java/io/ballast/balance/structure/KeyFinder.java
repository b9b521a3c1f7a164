package io.ballast.balance.structure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Role.Regenerated.Kind;
import io.ballast.tables.ColumnRecognition;
import io.ballast.tables.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises columns whose values name rows or groups of rows.
 *
 * <p>Beyond {@link ColumnRecognition}: texts of which at least 95% differ, and all texts that
 * differ in a small table. A group key repeats, at most {@value #MOST_GROUPS_SHARE} of the rows
 * have a value of their own, and either looks like an identifier (by its values, or by its name)
 * and decides at least two other columns, or decides at least half of the others and no fewer than
 * four.
 */
final class KeyFinder {

  private static final int FEW_VALUES = 20;
  private static final double NEARLY_ALL = 0.95;
  private static final double MOST_GROUPS_SHARE = 0.95;
  private static final int LEAST_GROUPS = 20;
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile("(?i).*(?:^|[_\\- .])(?:id|uuid|guid|key|number|no|nr)$|.*(?:ID|Id|Key)$");
  private static final Pattern IDENTIFIER_VALUE =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}");

  private final CodedTable table;

  KeyFinder(CodedTable table) {
    this.table = table;
  }

  /** Columns that name rows: index-like, keys, free text. */
  Map<Integer, Kind> rowKeys(Frame frame) {
    Map<String, String> recognised = ColumnRecognition.recognise(frame);
    Map<Integer, Kind> keys = new HashMap<>();
    for (int column = 0; column < table.size(); column++) {
      CodedColumn coded = table.column(column);
      int present = table.rows() - coded.missing();
      ColumnType type = table.declared(column).type();
      if (isSteady(coded) && recognised.containsKey(table.name(column))) {
        keys.put(column, Kind.INDEX);
      } else if (type == ColumnType.TEXT || isFreeText(recognised.get(table.name(column)))) {
        keys.put(column, Kind.FREE_TEXT);
      } else if (recognised.containsKey(table.name(column))
          || (type.isString()
              && present >= FEW_VALUES
              && coded.levels().size() >= NEARLY_ALL * present)) {
        keys.put(column, Kind.KEY);
      }
    }
    return keys;
  }

  private static boolean isFreeText(@Nullable String reason) {
    return reason != null && reason.equals("free text");
  }

  private static boolean isSteady(CodedColumn column) {
    if (!(column.levels() instanceof Levels.Wholes wholes)
        || column.codes().length < 2
        || wholes.size() != column.codes().length) {
      return false;
    }
    int[] codes = column.codes();
    long step = wholes.values()[codes[1]] - wholes.values()[codes[0]];
    for (int row = 1; row < codes.length; row++) {
      if (wholes.values()[codes[row]] - wholes.values()[codes[row - 1]] != step) {
        return false;
      }
    }
    return true;
  }

  /**
   * Columns that name groups of rows.
   *
   * @param functions those among the columns that are no row keys
   * @param given columns that the user balances: never keys
   * @param candidates number of columns that could be decided
   */
  Map<Integer, Kind> groupKeys(List<Function> functions, Set<Integer> given, int candidates) {
    Map<Integer, Integer> decided = new HashMap<>();
    for (Function function : functions) {
      boolean oneToOne =
          functions.stream().anyMatch(f -> f.from() == function.to() && f.to() == function.from());
      decided.merge(function.from(), oneToOne ? 0 : 1, Integer::sum);
    }
    Map<Integer, Kind> keys = new HashMap<>();
    decided.forEach(
        (column, count) -> {
          if (!given.contains(column) && isGroupKey(column, count, candidates)) {
            keys.put(column, Kind.GROUP_KEY);
          }
        });
    for (Function function : functions) {
      if (keys.containsKey(function.from())
          && !given.contains(function.to())
          && isNearlyUnique(function)) {
        keys.put(function.to(), Kind.GROUP_KEY);
      }
    }
    return keys;
  }

  /** Whether nearly each group has a value of its own, where it has one. */
  private boolean isNearlyUnique(Function function) {
    ColumnType type = table.declared(function.to()).type();
    int values = table.column(function.to()).levels().size();
    long present = IntStream.of(function.levels()).filter(level -> level >= 0).count();
    return (type == ColumnType.INTEGER || type.isString())
        && values >= LEAST_GROUPS
        && values >= NEARLY_ALL * present;
  }

  private boolean isGroupKey(int column, int decided, int candidates) {
    CodedColumn coded = table.column(column);
    ColumnType type = table.declared(column).type();
    int groups = coded.levels().size();
    if (!(type == ColumnType.INTEGER || type.isString())
        || groups < LEAST_GROUPS
        || groups > MOST_GROUPS_SHARE * table.rows()) {
      return false;
    }
    boolean looksLikeOne =
        IDENTIFIER_NAME.matcher(table.name(column)).matches() || valuesLookLikeIdentifiers(coded);
    return looksLikeOne ? decided >= 2 : decided >= 4 && decided * 2 >= candidates - 1;
  }

  private static boolean valuesLookLikeIdentifiers(CodedColumn column) {
    if (!(column.levels() instanceof Levels.Texts texts)) {
      return false;
    }
    return texts.values().stream()
        .limit(100)
        .allMatch(value -> IDENTIFIER_VALUE.matcher(value).matches());
  }
}
