package io.ballast.balance;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumn;
import io.ballast.balance.plan.BalanceColumns;
import io.ballast.balance.plan.CellCounts;
import io.ballast.balance.plan.CellFile;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.Plan;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.Planner;
import io.ballast.balance.structure.Function;
import io.ballast.balance.structure.StructureFinder;
import io.ballast.balance.synthesis.Condition;
import io.ballast.balance.synthesis.FitSettings;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.Privacy;
import io.ballast.balance.synthesis.Wanted;
import io.ballast.stats.Workers;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The balance columns of a table, its cells and what is planned for them. */
final class Preparation {

  private final BalanceRequest request;
  private final Frame table;
  private final BalanceColumns columns;
  private final CellCounts counts;
  private final Workers workers;

  Preparation(BalanceRequest request, Frame table, Workers workers) {
    this.request = request;
    this.table = table;
    this.workers = workers;
    Frame seeds = request.seeds();
    this.columns =
        seeds == null
            ? BalanceColumns.of(table, request.columns(), request.bins())
            : BalanceColumns.ofSeeds(
                table, CellFile.seedColumns(seeds, request.input()), request.bins());
    boolean keepMissing = request.plan().keepMissing() || seeds != null;
    this.counts = new CellCounts(columns.columns(), table.size(), keepMissing);
  }

  BalanceColumns columns() {
    return columns;
  }

  /** What the request asks for. */
  Plan plan() {
    Frame seeds = request.seeds();
    PlanSettings settings = request.plan();
    if (seeds != null) {
      return planner(settings).seeded(new CellFile(seeds, columns).cells());
    }
    Frame shares = request.shares();
    if (shares != null) {
      settings = settings.with(new CellFile(shares, columns).shares());
    }
    return planner(settings).plan(request.seed());
  }

  /** As many rows as the table has, with its shares. */
  Plan copy() {
    return planner(PlanSettings.copy()).plan(request.seed());
  }

  private Planner planner(PlanSettings settings) {
    return new Planner(columns, counts, settings, functions(), table.size());
  }

  /** Functions between balance columns, in their numbering. */
  private List<Function> functions() {
    List<BalanceColumn> balanced = columns.columns();
    if (!request.plan().allCells() || balanced.size() < 2) {
      return List.of();
    }
    List<CodedColumn> coded = new ArrayList<>();
    for (BalanceColumn column : balanced) {
      coded.add(column.coded());
    }
    CodedTable own =
        new CodedTable(
            new Schema(balanced.stream().map(BalanceColumn::column).toList()), table.size(), coded);
    return StructureFinder.functions(
        own, IntStream.range(0, balanced.size()).boxed().toList(), workers);
  }

  /** What a model is fitted for. */
  FitSettings fitSettings() {
    List<Condition> conditions = columns.columns().stream().map(BalanceColumn::condition).toList();
    boolean replaces = request.plan().mode() == Mode.REPLACE;
    Privacy privacy =
        request.isPrivate() ? Privacy.PRIVATE : replaces ? Privacy.USUAL : Privacy.CLOSE;
    int label = request.target().isEmpty() ? -1 : table.schema().names().indexOf(request.target());
    return new FitSettings(conditions, label, privacy);
  }

  /**
   * The rows of a plan in the model's levels.
   *
   * @throws ProblemException if the model was fitted for other columns or knows no such value
   */
  Wanted wanted(Plan plan, Model model) {
    check(model);
    int[][] levels = plan.levels(columns.size());
    for (int condition = 0; condition < levels.length; condition++) {
      int[] known = levelsOf(model, condition);
      for (int row = 0; row < levels[condition].length; row++) {
        int level = levels[condition][row];
        levels[condition][row] = level < 0 ? -1 : known[level];
      }
    }
    boolean replaces = request.plan().mode() == Mode.REPLACE;
    int before = replaces ? 0 : table.size();
    return new Wanted(levels, plan.cellOfRow(), plan.cells().size(), plan.rows(), before);
  }

  private void check(Model model) {
    if (!model.schema().equals(table.schema())) {
      throw ProblemException.input(
          table.name() + " has other columns than the model's table",
          "a model draws rows of the table that it was fitted to",
          "fit again without --model");
    }
    List<Condition> own = columns.columns().stream().map(BalanceColumn::condition).toList();
    if (!model.settings().conditions().equals(own)) {
      List<String> names =
          model.settings().conditions().stream()
              .map(condition -> model.schema().names().get(condition.column()))
              .toList();
      throw ProblemException.input(
          "the model was fitted for the balance columns " + String.join(",", names),
          "it draws rows for these columns and bins only",
          "name them in --columns or fit again without --model");
    }
  }

  /** The model's level of each level of a balance column. */
  private int[] levelsOf(Model model, int condition) {
    BalanceColumn column = columns.columns().get(condition);
    if (column.condition().edges() != null) {
      return IntStream.range(0, column.texts().size()).toArray();
    }
    List<String> texts = BalanceColumn.texts(column.column(), model.conditionLevels(condition));
    Map<String, Integer> known = new HashMap<>();
    for (int level = 0; level < texts.size(); level++) {
      known.put(texts.get(level), level);
    }
    int[] levels = new int[column.texts().size()];
    Arrays.setAll(
        levels,
        level -> {
          Integer found = known.get(column.texts().get(level));
          if (found == null) {
            throw ProblemException.input(
                "'" + column.texts().get(level) + "' in column " + column.column().name(),
                "is no value that the model has seen",
                "fit again without --model");
          }
          return found;
        });
    return levels;
  }
}
