package io.ballast.balance.plan;

import io.ballast.balance.structure.Function;
import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides how many rows each cell gets. */
public final class Planner {

  /** Generated rows per real row of a cell above which the plan warns. */
  static final double THIN = 20;

  private static final int NAMED = 5;

  private final BalanceColumns columns;
  private final CellCounts counts;
  private final PlanSettings settings;
  private final List<Function> functions;
  private final int inputRows;
  private final List<String> warnings = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param counts cells of the input
   * @param functions between balance columns: combinations that break one are no cells
   * @param inputRows rows of the input
   */
  public Planner(
      BalanceColumns columns,
      CellCounts counts,
      PlanSettings settings,
      List<Function> functions,
      int inputRows) {
    this.columns = columns;
    this.counts = counts;
    this.settings = settings;
    this.functions = functions;
    this.inputRows = inputRows;
  }

  /**
   * The plan.
   *
   * @param seed of the order of the rows
   * @throws ProblemException if it cannot be met
   */
  public Plan plan(long seed) {
    warnings.addAll(columns.notes());
    if (counts.leftOut() > 0) {
      warnings.add(
          "%d rows have no value in a balance column and are in no cell; --missing keep makes it a value of its own."
              .formatted(counts.leftOut()));
    }
    List<Cell> cells = cells();
    int[] wanted =
        switch (settings.mode()) {
          case REPLACE -> replace(cells);
          case AUGMENT -> augment(cells);
          case MARGINAL -> marginal(cells);
        };
    List<Cell> planned = new ArrayList<>();
    for (int cell = 0; cell < wanted.length; cell++) {
      planned.add(limited(cells.get(cell), wanted[cell]));
    }
    warn(planned);
    return new Plan(planned, order(planned, seed), warnings);
  }

  /** The plan of a seeds file: one row for each of its rows, in its order. */
  public Plan seeded(List<int[]> seeds) {
    warnings.addAll(columns.notes());
    List<int[]> levels = new ArrayList<>();
    int[] cellOfRow = new int[seeds.size()];
    CellIndex index = new CellIndex();
    for (int cell = 0; cell < counts.size(); cell++) {
      levels.add(counts.levels(cell));
      index.position(counts.levels(cell));
    }
    int[] generated = new int[counts.size() + seeds.size()];
    for (int row = 0; row < cellOfRow.length; row++) {
      cellOfRow[row] = index.position(seeds.get(row));
      if (cellOfRow[row] == levels.size()) {
        levels.add(seeds.get(row));
      }
      generated[cellOfRow[row]]++;
    }
    List<Cell> cells = new ArrayList<>();
    for (int cell = 0; cell < levels.size(); cell++) {
      cells.add(cell(levels.get(cell)).with(generated[cell], false));
    }
    warn(cells);
    return new Plan(cells, cellOfRow, warnings);
  }

  private Cell cell(int[] levels) {
    int real = counts.find(levels).map(counts::count).orElse(0);
    return new Cell(levels, counts.values(levels), real, 0, false);
  }

  /** The observed cells, or all combinations that break no function. */
  private List<Cell> cells() {
    List<int[]> all = new ArrayList<>();
    if (settings.allCells()) {
      combine(new int[columns.size()], 0, all);
    } else {
      IntStream.range(0, counts.size()).forEach(cell -> all.add(counts.levels(cell)));
    }
    ShareFile file = settings.file();
    if (file != null) {
      CellIndex index = new CellIndex();
      all.forEach(index::position);
      for (int[] cell : file.cells()) {
        if (index.position(cell) == all.size()) {
          all.add(cell);
        }
      }
    }
    return all.stream().map(this::cell).toList();
  }

  private void combine(int[] levels, int next, List<int[]> into) {
    if (next == levels.length) {
      if (functions.stream().allMatch(function -> keeps(levels, function))) {
        into.add(levels.clone());
      }
      if (into.size() > CellCounts.MOST_CELLS) {
        throw ProblemException.usage(
            "--cells all",
            "makes more than " + CellCounts.MOST_CELLS + " cells",
            "use --cells observed or fewer columns");
      }
      return;
    }
    BalanceColumn column = columns.columns().get(next);
    int size = column.texts().size();
    boolean missing =
        settings.keepMissing() && IntStream.of(column.codes()).anyMatch(code -> code < 0);
    for (int level = 0; level < size; level++) {
      levels[next] = level;
      combine(levels, next + 1, into);
    }
    if (missing) {
      levels[next] = -1;
      combine(levels, next + 1, into);
    }
  }

  private static boolean keeps(int[] levels, Function function) {
    return levels[function.to()] == function.of(levels[function.from()]);
  }

  private int[] replace(List<Cell> cells) {
    double[] weights = weights(cells);
    ShareFile file = settings.file();
    long fromFile =
        file != null && file.areCounts() ? (long) Arrays.stream(file.values()).sum() : inputRows;
    long rows = settings.rows().isPresent() ? settings.rows().getAsInt() : fromFile;
    long filled = Arrays.stream(weights).filter(weight -> weight > 0).count();
    if (settings.shares() == PlanSettings.Shares.EQUAL && rows < filled) {
      throw ProblemException.usage(
          rows + " rows for " + filled + " cells",
          "each cell needs at least one",
          "raise --rows or name fewer columns");
    }
    return Apportionment.of(weights, rows);
  }

  private double[] weights(List<Cell> cells) {
    double[] weights = new double[cells.size()];
    ShareFile file = settings.file();
    switch (settings.shares()) {
      case EQUAL -> Arrays.fill(weights, 1);
      case OBSERVED -> Arrays.setAll(weights, cell -> cells.get(cell).real());
      case FILE -> {
        CellIndex index = new CellIndex();
        cells.forEach(cell -> index.position(cell.levels()));
        for (int i = 0; file != null && i < file.values().length; i++) {
          weights[index.position(file.cells().get(i))] = file.values()[i];
        }
      }
    }
    return weights;
  }

  private int[] augment(List<Cell> cells) {
    ShareFile file = settings.file();
    int[] wanted = new int[cells.size()];
    if (file != null && file.areCounts()) {
      double[] counts = weights(cells);
      Arrays.setAll(wanted, cell -> Math.max(0, (int) counts[cell] - cells.get(cell).real()));
      return wanted;
    }
    double[] weights = weights(cells);
    double scale = 0;
    for (int cell = 0; cell < wanted.length; cell++) {
      if (weights[cell] > 0) {
        scale = Math.max(scale, cells.get(cell).real() / weights[cell]);
      }
    }
    for (int cell = 0; cell < wanted.length; cell++) {
      double target = Math.rint(settings.targetRatio() * scale * weights[cell]);
      wanted[cell] = (int) Math.max(0, target - cells.get(cell).real());
    }
    return wanted;
  }

  private int[] marginal(List<Cell> cells) {
    MarginalPlanner planner = new MarginalPlanner(columns, cells);
    int[] wanted = planner.plan();
    warnings.addAll(planner.warnings());
    return wanted;
  }

  private Cell limited(Cell cell, int wanted) {
    if (settings.maxRatio().isEmpty()) {
      return cell.with(wanted, false);
    }
    double limit = Math.floor(settings.maxRatio().getAsDouble() * cell.real());
    return wanted > limit ? cell.with((int) limit, true) : cell.with(wanted, false);
  }

  private void warn(List<Cell> cells) {
    name(
        cells.stream().filter(Cell::cut).toList(),
        "1 cell was cut short by --max-ratio: ",
        "%d cells were cut short by --max-ratio: ");
    name(
        cells.stream().filter(Cell::isExtrapolated).toList(),
        "1 cell has no real row, its rows are extrapolated: ",
        "%d cells have no real row, their rows are extrapolated: ");
    name(
        cells.stream()
            .filter(cell -> cell.real() > 0 && cell.generated() > THIN * cell.real())
            .toList(),
        "1 cell gets more than 20 generated rows for each real one and repeats the little that is known of it: ",
        "%d cells get more than 20 generated rows for each real one and repeat the little that is known of them: ");
    if (cells.stream().noneMatch(cell -> cell.generated() > 0)) {
      warnings.add("No row is added: the cells have what they shall have.");
    }
  }

  private void name(List<Cell> cells, String one, String several) {
    if (!cells.isEmpty()) {
      String named = String.join("; ", cells.stream().limit(NAMED).map(Planner::words).toList());
      warnings.add(
          (cells.size() == 1 ? one : several.formatted(cells.size()))
              + named
              + (cells.size() > NAMED ? "; ..." : "."));
    }
  }

  private static String words(Cell cell) {
    List<String> values = new ArrayList<>();
    for (@Nullable String value : cell.values()) {
      values.add(value == null ? "(missing)" : value);
    }
    return "%s (%d real, %d generated)"
        .formatted(String.join(", ", values), cell.real(), cell.generated());
  }

  /** All rows in random order. */
  private static int[] order(List<Cell> cells, long seed) {
    int[] order = new int[cells.stream().mapToInt(Cell::generated).sum()];
    int at = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      int end = at + cells.get(cell).generated();
      Arrays.fill(order, at, end, cell);
      at = end;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
