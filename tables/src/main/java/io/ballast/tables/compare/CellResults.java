package io.ballast.tables.compare;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.Decisions;
import io.ballast.stats.drift.Drafted;
import io.ballast.stats.drift.DraftedWeighted;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftStatements;
import io.ballast.stats.drift.EventWeighted;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.stats.weights.ClassRule;
import io.ballast.tables.Column;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns counts into statements, and the statements of a window into verdicts. */
final class CellResults {

  private final ComparisonRequest request;
  private final Survey survey;
  private final CellRules rules;
  private final List<List<Draft>> drafts = new ArrayList<>();
  private final Set<String> inexactColumns = new HashSet<>();
  private double greatestSlack;

  CellResults(ComparisonRequest request, Survey survey, CellRules rules) {
    this.request = request;
    this.survey = survey;
    this.rules = rules;
    int cells = survey.segments().size() * survey.windows().size();
    for (int cell = 0; cell < cells; cell++) {
      drafts.add(new ArrayList<>());
    }
  }

  /**
   * One column of one cell, its verdict open.
   *
   * @param weighting null without a weighted statement
   */
  private record Draft(
      Column column,
      ColumnCounts counts,
      Drafted plain,
      @Nullable Parity parity,
      @Nullable DraftedWeighting weighting) {}

  private record DraftedWeighting(
      String by,
      List<Double> weights,
      Statement statement,
      @Nullable DraftedWeighted drafted,
      @Nullable Parity parity) {}

  /** Columns whose Kolmogorov-Smirnov distance is a lower bound. */
  int inexactColumns() {
    return inexactColumns.size();
  }

  /** By how much such a bound may be below the exact value. */
  double greatestSlack() {
    return greatestSlack;
  }

  /**
   * Drafts the statements about a column in a cell. Those about the truth are of the rows that have
   * one: labels that have not come yet are no drift.
   */
  void draft(Column column, ColumnCounts counts, int cell, Plan plan) {
    Drafted plain =
        DriftStatements.plain(
            stated(column, counts.plain()), measures(column, counts.distances()), request.rule());
    BinnedCounts parity = counts.parity();
    Parity figures =
        parity == null
            ? null
            : FiddlerParity.of(
                parity.bins(),
                FiddlerParity.plain(parity.reference()),
                FiddlerParity.plain(parity.current()));
    drafts
        .get(cell)
        .add(new Draft(column, counts, plain, figures, weighting(column, counts, cell, plan)));
  }

  private BinnedCounts stated(Column column, BinnedCounts counts) {
    return isTruth(column) ? counts.withoutMissing() : counts;
  }

  private boolean isTruth(Column column) {
    return column.name().equals(request.truth());
  }

  private Map<DriftMetric, Measure> measures(
      Column column, ColumnCounts.@Nullable Distances distances) {
    Map<DriftMetric, Measure> measures = new EnumMap<>(DriftMetric.class);
    if (distances == null) {
      return measures;
    }
    double slack = distances.kolmogorovSmirnov().bound() - distances.kolmogorovSmirnov().value();
    if (slack > 0) {
      inexactColumns.add(column.name());
      greatestSlack = Math.max(greatestSlack, slack);
    }
    measures.put(DriftMetric.KS, measured(distances.kolmogorovSmirnov().value()));
    if (request.rule().metrics().contains(DriftMetric.WASSERSTEIN)) {
      measures.put(DriftMetric.WASSERSTEIN, measured(distances.wasserstein()));
    }
    if (request.rule().metrics().contains(DriftMetric.DENSITY_DISTANCE)) {
      measures.put(DriftMetric.DENSITY_DISTANCE, measured(distances.density()));
    }
    return measures;
  }

  private static Measure measured(double value) {
    return new Measure(value, Double.NaN, Double.NaN, Double.NaN, null);
  }

  private @Nullable DraftedWeighting weighting(
      Column column, ColumnCounts counts, int cell, Plan plan) {
    if (request.weighting() instanceof Weighting.None) {
      return null;
    }
    if (request.weighting() instanceof Weighting.ByColumn) {
      return byEvent(column, counts);
    }
    ClassRule.Column rule = rules.column(cell);
    if (rule == ClassRule.Column.NONE) {
      Statement none =
          new Statement(
              Verdict.NOT_ENOUGH_DATA,
              null,
              rules.reason(cell),
              request.rule().metric(),
              Map.of(),
              null);
      return new DraftedWeighting(rule.word(), List.of(), none, null, null);
    }
    Roles roles = request.roles();
    boolean givesClass =
        column.name().equals(rule == ClassRule.Column.TARGET ? roles.target() : roles.prediction());
    if (givesClass || counts.weighted() == null) {
      return null;
    }
    double[] weights = plan.weights(plan.segmentOf(cell));
    boolean balanced = request.weighting() instanceof Weighting.Balanced;
    DraftedWeighted drafted =
        DriftStatements.classWeighted(
            stated(column, counts.weighted()),
            survey.classes(),
            weights,
            balanced,
            measures(column, counts.weightedDistances()),
            request.rule());
    BinnedCounts parity = counts.parity();
    Parity figures =
        parity == null
            ? null
            : FiddlerParity.of(
                parity.bins(),
                FiddlerParity.weighted(parity.reference(), weights),
                FiddlerParity.weighted(parity.current(), weights));
    List<Double> listed = Arrays.stream(weights).boxed().toList();
    return new DraftedWeighting(rule.word(), listed, drafted.statement(), drafted, figures);
  }

  private @Nullable DraftedWeighting byEvent(Column column, ColumnCounts counts) {
    if (counts.weighted() == null
        || counts.referenceSums() == null
        || counts.currentSums() == null) {
      return null;
    }
    BinnedCounts weighed =
        new BinnedCounts(
            counts.weighted().bins(),
            new long[][] {counts.weighted().reference()[0]},
            new long[][] {counts.weighted().current()[0]});
    EventWeighted events = new EventWeighted(weighed, counts.referenceSums(), counts.currentSums());
    DraftedWeighted drafted =
        DriftStatements.eventWeighted(
            isTruth(column) ? events.withoutMissing() : events,
            measures(column, counts.weightedDistances()),
            request.rule());
    Parity figures =
        counts.parity() == null
                || counts.referenceParitySums() == null
                || counts.currentParitySums() == null
            ? null
            : FiddlerParity.of(
                counts.parity().bins(),
                counts.referenceParitySums().sums(),
                counts.currentParitySums().sums());
    return new DraftedWeighting(
        request.weighting().spelled(), List.of(), drafted.statement(), drafted, figures);
  }

  /**
   * Decides all drafts. A family is what one window says of one kind, over columns and segments:
   * plain and weighted statements apart, and what the model made apart from its inputs
   * (statistics.md 3.6), so that many inputs do not hide a score that moved.
   */
  List<Result> decide() {
    Result[] results = new Result[drafts.size()];
    int windows = survey.windows().size();
    for (int window = 0; window < windows; window++) {
      IdentityHashMap<Draft, ColumnResult> decided = new IdentityHashMap<>();
      List<Draft> outputs = new ArrayList<>();
      List<Draft> inputs = new ArrayList<>();
      for (int cell = window; cell < drafts.size(); cell += windows) {
        drafts.get(cell).forEach(draft -> (isOutput(draft) ? outputs : inputs).add(draft));
      }
      decide(outputs, decided);
      decide(inputs, decided);
      for (int cell = window; cell < drafts.size(); cell += windows) {
        List<ColumnResult> columns = new ArrayList<>();
        drafts.get(cell).forEach(draft -> columns.add(Objects.requireNonNull(decided.get(draft))));
        results[cell] = result(cell, columns);
      }
    }
    return List.of(results);
  }

  private boolean isOutput(Draft draft) {
    String name = draft.column().name();
    return name.equals(request.roles().score()) || name.equals(request.roles().prediction());
  }

  private void decide(List<Draft> family, IdentityHashMap<Draft, ColumnResult> decided) {
    List<Statement> plain =
        Decisions.decide(
            family.stream().map(draft -> draft.plain().statement()).toList(), request.rule());
    List<Statement> weighted =
        Decisions.decide(
            family.stream()
                .filter(draft -> draft.weighting() != null)
                .map(draft -> Objects.requireNonNull(draft.weighting()).statement())
                .toList(),
            request.rule());
    int nextWeighted = 0;
    for (int i = 0; i < family.size(); i++) {
      Draft draft = family.get(i);
      Statement weightedStatement = draft.weighting() == null ? null : weighted.get(nextWeighted++);
      decided.put(draft, column(draft, plain.get(i), weightedStatement));
    }
  }

  private static ColumnResult column(Draft draft, Statement plain, @Nullable Statement weighted) {
    int missing = draft.counts().plain().bins().size() - 1;
    DraftedWeighting weighting = draft.weighting();
    DraftedWeighted drafted = weighting == null ? null : weighting.drafted();
    return new ColumnResult(
        draft.column().name(),
        draft.column().type(),
        plain,
        draft.plain().joined(),
        weighting == null || weighted == null
            ? null
            : new Weighted(
                weighting.by(),
                weighting.weights(),
                weighted,
                drafted == null ? null : drafted.joined(),
                drafted == null ? new double[0] : drafted.referenceShare(),
                drafted == null ? new double[0] : drafted.currentShare(),
                drafted == null ? List.of() : drafted.perClass(),
                weighting.parity()),
        draft.parity(),
        BinnedCounts.total(draft.counts().plain().reference())[missing],
        BinnedCounts.total(draft.counts().plain().current())[missing],
        draft.counts().unseen());
  }

  private Result result(int cell, List<ColumnResult> columns) {
    int windows = survey.windows().size();
    columns.sort(
        Comparator.comparing(ColumnResult::verdict)
            .thenComparingDouble(CellResults::adjusted)
            .thenComparing(Comparator.comparingDouble(CellResults::effect).reversed())
            .thenComparing(ColumnResult::name));
    Verdict verdict = Verdict.NOT_ENOUGH_DATA;
    for (ColumnResult column : columns) {
      verdict = column.verdict().compareTo(verdict) < 0 ? column.verdict() : verdict;
    }
    String by = request.by();
    return new Result(
        survey.windows().window(cell % windows),
        by == null ? null : new Segment(by, survey.segments().get(cell / windows)),
        rules.referenceRows(cell),
        rules.currentRows(cell),
        verdict,
        rules.classes(cell),
        rules.predicted(cell),
        columns);
  }

  private static double adjusted(ColumnResult column) {
    Evidence evidence = column.leading().evidence();
    return evidence == null ? 2 : evidence.pAdjusted();
  }

  private static double effect(ColumnResult column) {
    Measure effect = column.leading().effect();
    return effect == null || Double.isNaN(effect.judged())
        ? Double.NEGATIVE_INFINITY
        : effect.judged();
  }
}
