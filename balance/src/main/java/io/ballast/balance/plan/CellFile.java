package io.ballast.balance.plan;

import io.ballast.balance.columns.Frame;
import io.ballast.balance.columns.LevelText;
import io.ballast.balance.columns.Levels;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads cells from a user's table: seeds, one row each, or shares. */
public final class CellFile {

  private static final int SHOWN_VALUES = 12;

  private final Frame file;
  private final BalanceColumns columns;

  /**
   * Takes the table.
   *
   * @throws ProblemException if a balance column is not in it
   */
  public CellFile(Frame file, BalanceColumns columns) {
    this.file = file;
    this.columns = columns;
    for (BalanceColumn column : columns.columns()) {
      if (file.schema().find(column.column().name()).isEmpty()) {
        throw ProblemException.input(
            file.name() + " has no column " + column.column().name(),
            "it needs each balance column",
            "add it, or leave it out of --columns");
      }
    }
  }

  /**
   * The columns of a seeds file, all of which are balance columns.
   *
   * @throws ProblemException if it is empty or one is not in the table
   */
  public static List<String> seedColumns(Frame seeds, Frame table) {
    if (seeds.size() == 0) {
      throw ProblemException.input(
          seeds.name() + " has no rows",
          "each row of a seeds file gives one output row",
          "add rows");
    }
    for (String name : seeds.schema().names()) {
      if (table.schema().find(name).isEmpty()) {
        throw ProblemException.input(
            "column " + name + " of " + seeds.name(),
            "is not in " + table.name(),
            "take it out of the seeds or choose among "
                + String.join(", ", table.schema().names()));
      }
    }
    return seeds.schema().names();
  }

  /**
   * The levels of each row.
   *
   * @throws ProblemException if a value is none of the table's
   */
  public List<int[]> cells() {
    List<int[]> cells = new ArrayList<>();
    int[][] levels = new int[columns.size()][];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = levels(columns.columns().get(i));
    }
    for (int row = 0; row < file.size(); row++) {
      int at = row;
      cells.add(IntStream.range(0, levels.length).map(i -> levels[i][at]).toArray());
    }
    return cells;
  }

  private int[] levels(BalanceColumn balanced) {
    int position = file.schema().indexOf(balanced.column().name());
    Column own = file.schema().columns().get(position);
    Vector vector = file.vector(position);
    boolean mayBeMissing = IntStream.of(balanced.codes()).anyMatch(code -> code < 0);
    Map<String, Integer> known = new HashMap<>();
    int[] levels = new int[file.size()];
    for (int row = 0; row < levels.length; row++) {
      if (vector.isMissing(row)) {
        if (!mayBeMissing) {
          throw problem(row, balanced, "no value");
        }
        levels[row] = -1;
        continue;
      }
      String text = text(own, vector, row);
      Integer level = known.computeIfAbsent(text, value -> level(balanced, value));
      if (level < 0) {
        throw problem(row, balanced, "'" + text + "'");
      }
      levels[row] = level;
    }
    return levels;
  }

  private static String text(Column column, Vector vector, int row) {
    if (vector instanceof CodeVector texts) {
      return texts.codes()[row] < 0 ? "" : texts.dictionary().value(texts.codes()[row]);
    }
    if (vector instanceof LongVector wholes) {
      ColumnType type = column.type();
      return LevelText.of(type, new Levels.Wholes(new long[] {wholes.values()[row]}), 0);
    }
    return vector instanceof DoubleVector numbers
        ? LevelText.of(ColumnType.FLOATING, numbers.values()[row])
        : "";
  }

  /** The level of a text; for bins a number in the bin will do. -1: none. */
  private static int level(BalanceColumn balanced, String text) {
    Integer level = balanced.levels().get(text);
    if (level != null) {
      return level;
    }
    double[] edges = balanced.condition().edges();
    @Nullable Double number = number(balanced.column().type(), text);
    if (number == null) {
      return -1;
    }
    if (edges != null) {
      return BalanceColumn.bin(edges, number);
    }
    return balanced.levels().getOrDefault(LevelText.of(balanced.column().type(), number), -1);
  }

  private static @Nullable Double number(ColumnType type, String text) {
    if (type == ColumnType.TIMESTAMP) {
      return BalanceColumn.instant(text);
    }
    if (type != ColumnType.INTEGER && type != ColumnType.FLOATING) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private ProblemException problem(int row, BalanceColumn balanced, String value) {
    List<String> texts = balanced.texts();
    String shown = String.join(", ", texts.subList(0, Math.min(SHOWN_VALUES, texts.size())));
    return ProblemException.input(
        "row %d of %s has %s for %s"
            .formatted(row + 1, file.name(), value, balanced.column().name()),
        "the table never has it there",
        "choose among " + shown + (texts.size() > SHOWN_VALUES ? ", ..." : ""));
  }

  /**
   * The file as shares or counts of cells.
   *
   * @throws ProblemException if it has neither, or a value is no share
   */
  public ShareFile shares() {
    boolean areCounts = file.schema().find("count").isPresent();
    String name = areCounts ? "count" : "share";
    if (file.schema().find(name).isEmpty()) {
      throw ProblemException.input(
          file.name() + " has neither a column share nor count",
          "shares of cells need one of them",
          "add a column share or count");
    }
    Vector vector = file.vector(file.schema().indexOf(name));
    double[] values = new double[file.size()];
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      values[row] = share(vector, row);
      if (!(values[row] >= 0) || (areCounts && values[row] != Math.rint(values[row]))) {
        throw ProblemException.input(
            "row %d of %s has no %s".formatted(row + 1, file.name(), name),
            areCounts ? "a count is a whole number of at least 0" : "a share is at least 0",
            "mend the value");
      }
      sum += values[row];
    }
    if (sum <= 0) {
      throw ProblemException.input(
          file.name() + " gives no cell a " + name, "one cell at least needs one", "add values");
    }
    List<int[]> cells = cells();
    checkOnce(cells);
    return new ShareFile(cells, values, areCounts);
  }

  private static double share(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return Double.NaN;
    }
    if (vector instanceof LongVector wholes) {
      return wholes.values()[row];
    }
    return vector instanceof DoubleVector numbers ? numbers.values()[row] : Double.NaN;
  }

  private void checkOnce(List<int[]> cells) {
    Set<List<Integer>> seen = new HashSet<>();
    for (int row = 0; row < cells.size(); row++) {
      if (!seen.add(IntStream.of(cells.get(row)).boxed().toList())) {
        throw ProblemException.input(
            "row %d of %s names a cell again".formatted(row + 1, file.name()),
            "each cell has one row",
            "take one of them out");
      }
    }
  }
}
