package io.ballast.balance.plan;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Frame;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that are balanced, checked and put into levels. */
public final class BalanceColumns {

  /** Numbers with more values than this are put into bins. */
  public static final int MOST_VALUES = 20;

  /** Into so many, when the user does not say. */
  public static final int USUAL_BINS = 10;

  private static final int MOST_LEVELS = 5_000;
  private static final double NEARLY_ALL = 0.95;

  private final List<BalanceColumn> columns;
  private final List<String> notes;

  private BalanceColumns(List<BalanceColumn> columns, List<String> notes) {
    this.columns = List.copyOf(columns);
    this.notes = List.copyOf(notes);
  }

  /**
   * Bins that the user asked for.
   *
   * @param count of equal width; 0: the edges
   * @param edges inner edges, ascending; none: the count
   * @param areDates whether the edges are microseconds since 1970 instead of numbers
   */
  public record Bins(int count, List<Double> edges, boolean areDates) {
    public Bins {
      edges = List.copyOf(edges);
    }

    /** Bins of equal width. */
    public static Bins of(int count) {
      return new Bins(count, List.of(), false);
    }
  }

  /**
   * Looks at the columns.
   *
   * @param names columns of the frame, each once
   * @param bins by column
   * @throws ProblemException if a column is not there or cannot be balanced
   */
  public static BalanceColumns of(Frame frame, List<String> names, Map<String, Bins> bins) {
    return of(frame, names, bins, false);
  }

  /**
   * The same for the columns of a seeds file: numbers are set as they are, whatever their number.
   */
  public static BalanceColumns ofSeeds(Frame frame, List<String> names, Map<String, Bins> bins) {
    return of(frame, names, bins, true);
  }

  private static BalanceColumns of(
      Frame frame, List<String> names, Map<String, Bins> bins, boolean areSeeds) {
    List<BalanceColumn> columns = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, Bins> left = new HashMap<>(bins);
    for (String name : names) {
      int position = position(frame, name);
      if (columns.stream().anyMatch(column -> column.column().name().equals(name))) {
        throw ProblemException.usage(
            "column " + name, "is named twice", "name each balance column once");
      }
      columns.add(column(frame, position, left.remove(name), areSeeds, notes));
    }
    if (!left.isEmpty()) {
      throw ProblemException.usage(
          "--bins " + left.keySet().iterator().next(),
          "names no balance column",
          "name it in --columns too");
    }
    return new BalanceColumns(columns, notes);
  }

  private static int position(Frame frame, String name) {
    Schema schema = frame.schema();
    if (schema.find(name).isEmpty()) {
      throw ProblemException.input(
          "column " + name,
          "is not in " + frame.name(),
          "choose among " + String.join(", ", schema.names()));
    }
    return schema.indexOf(name);
  }

  private static BalanceColumn column(
      Frame frame, int position, @Nullable Bins bins, boolean areSeeds, List<String> notes) {
    Column column = frame.schema().columns().get(position);
    if (column.type() == ColumnType.NUMBERS) {
      throw problem(column, "holds lists of numbers", "a balance column has single values");
    }
    CodedColumn coded = CodedColumn.of(frame.vector(position), frame.size());
    int levels = coded.levels().size();
    if (levels == 0) {
      throw problem(column, "has no value in any row", "a balance column has at least two values");
    }
    if (levels == 1 && coded.missing() == 0) {
      throw problem(
          column, "has one value in all rows", "a balance column has at least two values");
    }
    if (bins != null) {
      return binned(column, position, coded, bins);
    }
    if (areSeeds) {
      return BalanceColumn.ofValues(column, position, coded);
    }
    if (column.type().isNumeric() && levels > MOST_VALUES) {
      notes.add(
          "%s has %d values and is balanced by %d bins of equal width; --bins %s=N sets another number."
              .formatted(column.name(), levels, USUAL_BINS, column.name()));
      return binned(column, position, coded, Bins.of(USUAL_BINS));
    }
    int present = frame.size() - coded.missing();
    if (levels > MOST_VALUES && levels >= NEARLY_ALL * present) {
      throw problem(
          column,
          "has " + levels + " different values in " + present + " rows",
          "a balance column groups rows, this one names them");
    }
    if (levels > MOST_LEVELS) {
      throw problem(
          column, "has " + levels + " values", "a balance column has at most " + MOST_LEVELS);
    }
    return BalanceColumn.ofValues(column, position, coded);
  }

  private static BalanceColumn binned(Column column, int position, CodedColumn coded, Bins bins) {
    if (!column.type().isNumeric()) {
      throw ProblemException.usage(
          "--bins " + column.name(),
          "is for numbers and dates, this column holds " + words(column.type()),
          "leave it out, its values are the cells");
    }
    boolean holdsDates = column.type() == ColumnType.TIMESTAMP;
    if (!bins.edges().isEmpty() && bins.areDates() != holdsDates) {
      throw ProblemException.usage(
          "--bins " + column.name(),
          holdsDates
              ? "has numbers as edges, this column holds dates"
              : "has dates as edges, this column holds numbers",
          "write for example --bins "
              + column.name()
              + (holdsDates ? "=2010-01-01:2020-01-01" : "=30:50:65"));
    }
    double[] edges =
        bins.count() > 0
            ? BalanceColumn.equalWidth(column, coded.levels(), bins.count())
            : bins.edges().stream().mapToDouble(Double::doubleValue).toArray();
    return BalanceColumn.ofBins(column, position, coded, edges);
  }

  private static String words(ColumnType type) {
    return type == ColumnType.BOOLEAN ? "true and false" : "text";
  }

  private static ProblemException problem(Column column, String found, String rule) {
    return ProblemException.input(
        "balance column " + column.name() + " " + found, rule, "choose another with --columns");
  }

  /** The columns in the order in which they were named. */
  public List<BalanceColumn> columns() {
    return columns;
  }

  /** What was decided on the way, in words. */
  public List<String> notes() {
    return notes;
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }
}
