package io.ballast.tables.compare;

import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.weights.ClassRule;
import io.ballast.tables.Column;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.Timestamps;
import io.ballast.tables.compare.DriftReport.LeftOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares a current table with a reference, column by column, for each window and segment.
 *
 * <p>The tables are scanned a few times and never held: first the roles, then each column into
 * ladders or tallies, then the few values that exact quantiles and distances depend on. Memory does
 * not grow with the rows.
 */
public final class Comparison {

  private final Table reference;
  private final Table current;
  private final ComparisonRequest request;
  private final Progress progress;
  private final List<String> warnings = new ArrayList<>();

  private Comparison(Table reference, Table current, ComparisonRequest request, Progress progress) {
    this.reference = reference;
    this.current = current;
    this.request = request;
    this.progress = progress;
  }

  /** Told how far a comparison is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some rows were read.
     *
     * @param done rows of all passes so far
     * @param expected rows of all passes, as far as known now
     */
    void rows(long done, long expected);
  }

  /**
   * Compares two tables.
   *
   * @param reference the frozen side
   * @param current the side under test
   * @param request what to compare and how
   * @param progress told about the rows read
   * @throws ProblemException if the request does not fit the tables, or a table cannot be read
   */
  public static DriftReport run(
      Table reference, Table current, ComparisonRequest request, Progress progress) {
    return new Comparison(reference, current, request, progress).run();
  }

  private DriftReport run() {
    ColumnChoice choice = ColumnChoice.of(reference, current, request);
    String timestamp = request.roles().timestamp();
    boolean dated = request.every() != null && request.every().isOfTime() && timestamp != null;
    Windows windows =
        new Windows(
            request.every(),
            timestamp,
            dated ? Timestamps.of(current, Objects.requireNonNull(timestamp)) : null);
    Survey survey = Survey.of(reference, current, request, windows);
    checkWeights(survey);
    warnAboutRows(survey);

    CellRules rules = CellRules.of(survey, request);
    CellResults results = new CellResults(request, survey, rules);
    List<LeftOut> leftOut = new ArrayList<>(choice.leftOut());
    int cells = survey.segments().size() * windows.size();
    for (ClassRule.Column column : ClassRule.Column.values()) {
      int[] ofColumn =
          IntStream.range(0, cells).filter(cell -> rules.column(cell) == column).toArray();
      if (ofColumn.length > 0) {
        compare(choice.chosen(), plan(survey, rules, column), survey, ofColumn, results, leftOut);
      }
    }
    warnAboutDistances(results);
    return new DriftReport(
        reference.name(),
        current.name(),
        request.seed(),
        request.rule().alpha(),
        request.rule().metric(),
        settings(),
        leftOut.stream().distinct().toList(),
        warnings,
        results.decide(),
        request.rule().control(),
        null);
  }

  private DriftReport.Settings settings() {
    Roles roles = request.roles();
    return new DriftReport.Settings(
        request.binning(),
        request.weighting().spelled(),
        request.every() == null ? null : request.every().spelled(),
        roles.target(),
        Stream.of(roles.score(), roles.prediction())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .toList());
  }

  private void checkWeights(Survey survey) {
    boolean byClass =
        request.weighting() instanceof Weighting.Balanced
            || request.weighting() instanceof Weighting.ByClass;
    if (!byClass) {
      return;
    }
    if (!request.roles().hasClasses()) {
      throw ProblemException.usage(
          "--weights " + request.weighting().spelled(),
          "class weights need a column that gives the class",
          "name it with --target, --prediction or --score");
    }
    if (survey.hasTooManyClasses()) {
      throw ProblemException.input(
          "the class column has more than " + Survey.MAX_CLASSES + " values",
          "class weights are for at most " + Survey.MAX_CLASSES + " classes",
          "name a column of classes, or use --weights column:NAME");
    }
    if (request.weighting() instanceof Weighting.ByClass list) {
      checkList(list, survey.classes());
    }
  }

  private static void checkList(Weighting.ByClass list, List<String> classes) {
    List<Double> weights = list.weights();
    String rule = null;
    if (weights.size() != classes.size()) {
      rule = "these are " + weights.size() + " weights for " + classes.size() + " classes";
    } else if (!weights.stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
      rule = "a weight is a number of at least 0";
    } else if (weights.stream().allMatch(weight -> weight == 0)) {
      rule = "one class at least weighs more than 0";
    }
    if (rule != null) {
      throw ProblemException.usage(
          "--weights " + list.spelled(),
          rule,
          "give one for each class in the order " + String.join(", ", classes));
    }
  }

  private void warnAboutRows(Survey survey) {
    if (survey.withoutInstant() > 0) {
      warnings.add(
          survey.withoutInstant()
              + " rows of "
              + current.name()
              + " have no time and are in no window");
    }
    if (survey.hasTooManyClasses()) {
      warnings.add(
          "the class column has more than "
              + Survey.MAX_CLASSES
              + " values: it is compared, and no class shares are");
    }
  }

  private Plan plan(Survey survey, CellRules rules, ClassRule.Column column) {
    boolean events = request.weighting() instanceof Weighting.ByColumn;
    boolean byClass =
        !events
            && !(request.weighting() instanceof Weighting.None)
            && column != ClassRule.Column.NONE;
    RowPlaces.Counting counting =
        new RowPlaces.Counting(
            byClass ? column : ClassRule.Column.NONE,
            byClass ? survey.classes().size() : 0,
            events);
    return Plan.of(
        request,
        reference.rows(),
        survey,
        counting,
        byClass ? rules.weights(column) : List.of(),
        byClass ? rules.countedWeights(column) : List.of());
  }

  private void compare(
      List<Column> columns,
      Plan plan,
      Survey survey,
      int[] cells,
      CellResults results,
      List<LeftOut> leftOut) {
    boolean[] included = new boolean[plan.cells()];
    for (int cell : cells) {
      included[cell] = true;
    }
    Passes passes = new Passes(reference, current, survey, plan, included, progress);
    for (int from = 0; from < columns.size(); from += plan.columnsAtOnce()) {
      List<Column> group =
          columns.subList(from, Math.min(columns.size(), from + plan.columnsAtOnce()));
      List<ColumnTask> tasks = passes.count(group);
      List<List<ColumnCounts>> counts =
          tasks.parallelStream().map(task -> counts(task, cells)).toList();
      for (int i = 0; i < group.size(); i++) {
        String obstacle = tasks.get(i).obstacle();
        if (obstacle != null) {
          leftOut.add(new LeftOut(group.get(i).name(), obstacle));
          continue;
        }
        for (int c = 0; c < cells.length; c++) {
          results.draft(group.get(i), counts.get(i).get(c), cells[c], plan);
        }
      }
    }
  }

  private static List<ColumnCounts> counts(ColumnTask task, int[] cells) {
    return task.obstacle() == null
        ? Arrays.stream(cells).mapToObj(task::counts).toList()
        : List.of();
  }

  private void warnAboutDistances(CellResults results) {
    if (results.greatestSlack() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s of %d %s is a lower bound, at most %.2g below the exact value",
              DriftMetric.KS.label(),
              results.inexactColumns(),
              results.inexactColumns() == 1 ? "column" : "columns",
              results.greatestSlack()));
    }
  }
}
