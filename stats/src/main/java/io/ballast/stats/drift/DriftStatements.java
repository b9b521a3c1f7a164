package io.ballast.stats.drift;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.interval.Influence;
import io.ballast.stats.test.ContingencyChiSquare;
import io.ballast.stats.weights.WeightedBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drafts the statement about one column: bins joined, effect and evidence computed, the data
 * counted. The verdict waits for the family ({@link Decisions}).
 */
public final class DriftStatements {
  private DriftStatements() {}

  /**
   * The plain statement: every row counts alike, those without a class included.
   *
   * @param counts the column's rows per class and bin
   * @param fromValues measures that need the values themselves (KS, Wasserstein); empty when none
   *     are asked for or the column has no numbers
   */
  public static Drafted plain(
      BinnedCounts counts, Map<DriftMetric, Measure> fromValues, DriftRule rule) {
    long[] reference = BinnedCounts.total(counts.reference());
    long[] current = BinnedCounts.total(counts.current());
    BinnedCounts joined = JoinedBins.plain(counts.bins(), reference, current).counts(counts);
    long n = Arrays.stream(reference).sum();
    long m = Arrays.stream(current).sum();
    List<String> lacking = new ArrayList<>();
    lack(lacking, n, rule.minimumRows(), "rows in the reference");
    lack(lacking, m, rule.minimumRows(), "rows in the window");
    if (n == 0 || m == 0) {
      return new Drafted(nothing(lacking, rule), joined);
    }
    long[] p = BinnedCounts.total(joined.reference());
    long[] q = BinnedCounts.total(joined.current());
    double pValue = ContingencyChiSquare.of(p, q).p();
    var evidence = new Evidence("chi_square", pValue, pValue, n, m, n, m);
    Statement statement = statement(Comparison.plain(p, q), evidence, lacking, fromValues, rule);
    return new Drafted(statement, joined);
  }

  /**
   * The statement under class weights. The last row of the counts (rows without a class), classes
   * without a row in the reference and classes of weight 0 are left out.
   *
   * @param counts the column's rows per class and bin
   * @param labels the classes, one less than the counts have rows
   * @param weights weight of each class, frozen with the reference
   * @param balanced whether the weights follow from the reference's own class counts; a user's list
   *     does not
   * @param fromValues measures of the weighted values (KS, Wasserstein)
   */
  public static DraftedWeighted classWeighted(
      BinnedCounts counts,
      List<String> labels,
      double[] weights,
      boolean balanced,
      Map<DriftMetric, Measure> fromValues,
      DriftRule rule) {
    if (labels.size() != weights.length || counts.reference().length != labels.size() + 1) {
      throw new IllegalArgumentException(
          "%d labels and %d weights for %d rows of counts, need one for each row but the last"
              .formatted(labels.size(), weights.length, counts.reference().length));
    }
    var classes = CountedClasses.of(counts, labels, weights);
    List<String> lacking = classes.lacking(rule);
    if (classes.rowsOfSmallerSide() == 0) {
      return nothingWeighted(counts, nothing(lacking, rule));
    }
    var reference = WeightedBins.of(classes.reference(), classes.weights());
    var current = WeightedBins.of(classes.current(), classes.weights());
    JoinedBins join = JoinedBins.weighted(counts.bins(), reference, current);
    BinnedCounts joined = join.counts(counts);
    var joinedClasses = CountedClasses.of(joined, labels, weights);
    var p = WeightedBins.of(joinedClasses.reference(), joinedClasses.weights());
    var q = WeightedBins.of(joinedClasses.current(), joinedClasses.weights());
    Influence influence =
        balanced
            ? new Influence.BalancedWeights(
                joinedClasses.reference(), joinedClasses.current(), joinedClasses.weights())
            : new Influence.FixedWeights(p, q);
    Comparison comparison = Comparison.weighted(p, q, influence);
    Statement statement =
        statement(comparison, weightedEvidence(comparison), lacking, fromValues, rule);
    return new DraftedWeighted(
        statement,
        joined,
        p.shares(),
        q.shares(),
        WhatMoved.parts(
            labels, joined.reference(), joined.current(), sharesP(joined, labels), rule));
  }

  /** p-value of the shares of all classes, also of those that do not weigh; NaN without a row. */
  private static double sharesP(BinnedCounts counts, List<String> labels) {
    return ClassShares.test(
            labels,
            CountedClasses.totals(Arrays.copyOf(counts.reference(), labels.size())),
            CountedClasses.totals(Arrays.copyOf(counts.current(), labels.size())))
        .p();
  }

  /**
   * The statement under a weight for each row.
   *
   * @param counts weights per bin of both sides
   * @param fromValues measures of the weighted values (KS, Wasserstein)
   */
  public static DraftedWeighted eventWeighted(
      EventWeighted counts, Map<DriftMetric, Measure> fromValues, DriftRule rule) {
    WeightedBins reference = counts.reference();
    WeightedBins current = counts.current();
    List<String> lacking = new ArrayList<>();
    lackWeighted(lacking, reference, "reference", rule);
    lackWeighted(lacking, current, "window", rule);
    if (reference.rows() == 0 || current.rows() == 0) {
      return nothingWeighted(counts.counts(), nothing(lacking, rule));
    }
    JoinedBins join = JoinedBins.weighted(counts.counts().bins(), reference, current);
    WeightedBins p = join.weights(reference);
    WeightedBins q = join.weights(current);
    Comparison comparison = Comparison.weighted(p, q, new Influence.FixedWeights(p, q));
    Statement statement =
        statement(comparison, weightedEvidence(comparison), lacking, fromValues, rule);
    return new DraftedWeighted(
        statement, join.counts(counts.counts()), p.shares(), q.shares(), List.of());
  }

  private static Evidence weightedEvidence(Comparison comparison) {
    double p = comparison.test().p();
    WeightedBins reference = comparison.reference();
    WeightedBins current = comparison.current();
    return new Evidence(
        "weighted_chi_square",
        p,
        p,
        reference.rows(),
        current.rows(),
        reference.effectiveRows(),
        current.effectiveRows());
  }

  private static Statement statement(
      Comparison comparison,
      Evidence evidence,
      List<String> lacking,
      Map<DriftMetric, Measure> fromValues,
      DriftRule rule) {
    List<String> reasons = new ArrayList<>(lacking);
    Map<DriftMetric, Measure> measures = new EnumMap<>(DriftMetric.class);
    for (DriftMetric metric : rule.metrics()) {
      Measure measure = comparison.measure(metric);
      measure = measure == null ? fromValues.get(metric) : measure;
      measures.put(metric, measure == null ? Measure.UNDEFINED : measure);
    }
    DriftMetric leading = rule.metric();
    if (!isDefined(measures.get(leading))) {
      reasons.add(leading.label() + " is not defined for this column, PSI leads");
      leading = DriftMetric.PSI;
      measures.put(leading, comparison.psi());
    }
    if (comparison.hasOneBin()) {
      reasons.add("all rows are in one bin, distances have no interval");
    } else if (comparison.isOpen() && measures.containsKey(DriftMetric.PSI)) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "PSI has no upper end: bins that one side lacks hold %.0f%% of the other",
              100 * comparison.shareOfOneSidedBins()));
    }
    return new Statement(
        lacking.isEmpty() ? Verdict.NO_DRIFT : Verdict.NOT_ENOUGH_DATA,
        null,
        reasons.isEmpty() ? null : String.join("; ", reasons),
        leading,
        measures,
        evidence);
  }

  private static boolean isDefined(@Nullable Measure measure) {
    return measure != null && !Double.isNaN(measure.judged());
  }

  private static Statement nothing(List<String> lacking, DriftRule rule) {
    return new Statement(
        Verdict.NOT_ENOUGH_DATA, null, String.join("; ", lacking), rule.metric(), Map.of(), null);
  }

  private static DraftedWeighted nothingWeighted(BinnedCounts counts, Statement statement) {
    double[] undefined = new double[counts.bins().size()];
    Arrays.fill(undefined, Double.NaN);
    return new DraftedWeighted(statement, counts, undefined, undefined, List.of());
  }

  static void lack(List<String> lacking, long rows, long needed, String what) {
    if (rows < needed) {
      lacking.add(rows + " of " + needed + " " + what);
    }
  }

  private static void lackWeighted(
      List<String> lacking, WeightedBins side, String name, DriftRule rule) {
    lack(lacking, side.rows(), rule.minimumRows(), "rows with a weight in the " + name);
    if (side.effectiveRows() < rule.minimumRows()) {
      lacking.add(
          String.format(
              Locale.ROOT,
              "%.1f of %d effective rows in the %s",
              side.effectiveRows(),
              rule.minimumRows(),
              name));
    }
  }
}
