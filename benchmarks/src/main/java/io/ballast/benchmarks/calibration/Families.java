package io.ballast.benchmarks.calibration;

import io.ballast.stats.Workers;
import io.ballast.stats.drift.Control;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A family of plain statements of which some columns have moved: how many of those found are false.
 *
 * @param name what the columns are
 * @param columns of each segment
 * @param segments that the rows fall into; each column is compared in each and in total, if there
 *     are several
 * @param rows of a segment of the reference
 * @param windowRows of a segment of the window
 * @param moved columns that are shifted by half a standard deviation, the first ones
 */
record Families(
    String name, FactorColumns columns, int segments, int rows, int windowRows, int moved) {

  private static final double SHIFT = 0.5;

  /** The cells of statistics.md 4.3. */
  static List<Families> all() {
    List<Families> all = new ArrayList<>();
    for (double correlation : new double[] {0, 0.5, 0.9}) {
      FactorColumns fifty = new FactorColumns(50, 0, 0, correlation);
      String words = "50 features, correlation " + Bar.percent(correlation / 100);
      all.add(new Families(words + ", 5 moved", fifty, 1, 5_000, 500, 5));
      all.add(new Families(words + ", none moved", fifty, 1, 5_000, 500, 0));
    }
    all.add(
        new Families(
            "10 features in 9 segments and in total, 2 moved",
            new FactorColumns(0, 0, 10, 0),
            9,
            1_500,
            150,
            2));
    return all;
  }

  /**
   * What was found with one control of false discoveries.
   *
   * @param discoveryRates share of false ones among those found in each window, 0 when none was
   *     found; before the effect floor; owned by this record
   * @param afterFloor the same after the effect floor; owned by this record
   * @param power share of the moved statements that were found, before the floor; NaN if none moved
   * @param falseWindows windows with a false one after the floor
   */
  record Found(
      Control control,
      double[] discoveryRates,
      double[] afterFloor,
      double power,
      long falseWindows) {

    private static final double ONE_SIDED = 3.0902;

    double rate() {
      return Arrays.stream(discoveryRates).average().orElse(Double.NaN);
    }

    double rateAfterFloor() {
      return Arrays.stream(afterFloor).average().orElse(Double.NaN);
    }

    /** Standard error of {@link #rate}. */
    double error() {
      double mean = rate();
      double squares = Arrays.stream(discoveryRates).map(r -> (r - mean) * (r - mean)).sum();
      int n = discoveryRates.length;
      return Math.sqrt(squares / (n - 1.0) / n);
    }

    /** Whether the rate is not above the bar by more than chance at p &lt; 0.001. */
    boolean isMet(double bar) {
      return rate() <= bar + ONE_SIDED * error();
    }
  }

  /**
   * Tests of one window: p-value, effect, whether the column has moved.
   *
   * @param p owned by this record
   * @param effects owned by this record
   * @param moved owned by this record
   */
  private record Tested(double[] p, double[] effects, boolean[] moved) {}

  /** Runs windows and adjusts their p-values by each control. */
  List<Found> run(long seed, int windows, double alpha, Workers workers) {
    Tested[] tested = new Tested[windows];
    workers.each(
        windows, window -> tested[window] = window(Draws.of(seed, "family, " + name, window)));
    List<Found> found = new ArrayList<>();
    for (Control control : Control.values()) {
      found.add(found(control, tested, alpha));
    }
    return found;
  }

  private Tested window(Draws draws) {
    double[][][] reference = new double[segments][][];
    double[][][] current = new double[segments][][];
    for (int segment = 0; segment < segments; segment++) {
      reference[segment] = columns.draw(draws, rows, 0, 0);
      current[segment] = columns.draw(draws, windowRows, moved, SHIFT);
    }
    List<Statement> drafts = new ArrayList<>();
    int all = columns.size() * (segments > 1 ? segments + 1 : 1);
    boolean[] hasMoved = new boolean[all];
    for (int column = 0; column < columns.size(); column++) {
      for (int segment = 0; segment < segments; segment++) {
        hasMoved[drafts.size()] = column < moved;
        drafts.add(
            Features.FrozenColumn.of(reference[segment][column]).against(current[segment][column]));
      }
      if (segments > 1) {
        hasMoved[drafts.size()] = column < moved;
        drafts.add(
            Features.FrozenColumn.of(joined(reference, column)).against(joined(current, column)));
      }
    }
    return new Tested(
        drafts.stream().mapToDouble(Families::p).toArray(),
        drafts.stream().mapToDouble(Families::effect).toArray(),
        hasMoved);
  }

  private static double[] joined(double[][][] segments, int column) {
    return Arrays.stream(segments).flatMapToDouble(rows -> Arrays.stream(rows[column])).toArray();
  }

  private static double p(Statement draft) {
    Evidence evidence = draft.evidence();
    return evidence == null ? 1 : evidence.p();
  }

  private static double effect(Statement draft) {
    Measure effect = draft.effect();
    return effect == null ? 0 : effect.judged();
  }

  private static Found found(Control control, Tested[] tested, double alpha) {
    double[] before = new double[tested.length];
    double[] after = new double[tested.length];
    long hits = 0;
    long toFind = 0;
    long falseWindows = 0;
    for (int window = 0; window < tested.length; window++) {
      double[] adjusted = control.adjust(tested[window].p);
      int[] found = new int[2];
      int[] kept = new int[2];
      for (int i = 0; i < adjusted.length; i++) {
        int truth = tested[window].moved[i] ? 1 : 0;
        toFind += truth;
        if (adjusted[i] < alpha) {
          found[truth]++;
          kept[truth] += tested[window].effects[i] >= DriftMetric.PSI.warning() ? 1 : 0;
        }
      }
      hits += found[1];
      before[window] = (double) found[0] / Math.max(1, found[0] + found[1]);
      after[window] = (double) kept[0] / Math.max(1, kept[0] + kept[1]);
      falseWindows += kept[0] > 0 ? 1 : 0;
    }
    double power = toFind == 0 ? Double.NaN : (double) hits / toFind;
    return new Found(control, before, after, power, falseWindows);
  }
}
