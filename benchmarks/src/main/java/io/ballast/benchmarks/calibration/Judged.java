package io.ballast.benchmarks.calibration;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.drift.Decisions;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.DriftRule;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that stands alone in its family, and the distance that it is about. */
final class Judged {

  /** The default rule; metrics that no bar asks for are left out. */
  static final DriftRule RULE = ruleWith(List.of());

  /** The same with the JS distance. */
  static final DriftRule RULE_WITH_JS = ruleWith(List.of(DriftMetric.JS_DISTANCE));

  private Judged() {}

  private static DriftRule ruleWith(List<DriftMetric> metrics) {
    DriftRule rule = DriftRule.defaults();
    return new DriftRule(
        rule.metric(), metrics, rule.alpha(), rule.minimumRows(), rule.minimumMinorityRows());
  }

  /**
   * Decides a draft.
   *
   * @param truth shares of both populations in the statement's bins; null when nothing has changed
   *     and no interval is asked about
   */
  static Trial.Seen of(Statement draft, @Nullable Truth truth) {
    Statement statement = Decisions.decide(List.of(draft), RULE).get(0);
    Measure psi = statement.measures().get(DriftMetric.PSI);
    double corrected = psi == null ? Double.NaN : psi.corrected();
    Evidence evidence = statement.evidence();
    boolean judged = statement.verdict() != Verdict.NOT_ENOUGH_DATA;
    boolean unproven = judged && evidence != null && evidence.pAdjusted() >= RULE.alpha();
    double distance = truth == null ? Double.NaN : truth.psi();
    Trial.Seen seen =
        new Trial.Seen(EnumSet.noneOf(Event.class), corrected, distance)
            .with(Event.DRIFT, statement.verdict() == Verdict.DRIFT)
            .with(Event.NO_VERDICT, statement.verdict() == Verdict.NOT_ENOUGH_DATA)
            .with(Event.UNPROVEN, unproven)
            .with(Event.SMALL_EFFECT, judged && corrected < DriftMetric.PSI.warning());
    if (truth == null) {
      return seen;
    }
    Measure js = statement.measures().get(DriftMetric.JS_DISTANCE);
    double root = JensenShannon.distance(truth.reference, truth.window);
    return seen.with(Event.PSI_COVERED, covers(psi, distance))
        .with(Event.JS_COVERED, covers(js, root));
  }

  private static boolean covers(@Nullable Measure measure, double truth) {
    Interval interval = measure == null ? null : measure.interval();
    return interval != null && interval.lower() <= truth && truth <= interval.upper();
  }

  /**
   * Shares of two populations in the bins of a statement.
   *
   * @param reference of the reference's population; owned by this record
   * @param window of the window's population; owned by this record
   */
  record Truth(double[] reference, double[] window) {

    /** Every row alike. */
    static Truth plain(List<Bin> bins, Scenario scenario) {
      return new Truth(
          mixed(bins, scenario.reference(), scenario.reference().shares()),
          mixed(bins, scenario.window(), scenario.window().shares()));
    }

    /** Balanced weights of the reference population's class shares. */
    static Truth balanced(List<Bin> bins, Scenario scenario) {
      double[] classes = scenario.reference().classShares();
      return new Truth(
          mixed(bins, scenario.reference(), balanced(scenario.reference(), classes)),
          mixed(bins, scenario.window(), balanced(scenario.window(), classes)));
    }

    /** The rows of one class. */
    static Truth ofClass(List<Bin> bins, Scenario scenario, int rowClass) {
      return new Truth(
          mixed(bins, scenario.reference(), within(scenario.reference(), rowClass)),
          mixed(bins, scenario.window(), within(scenario.window(), rowClass)));
    }

    private static double[] within(Population population, int rowClass) {
      double whole = population.classShares()[rowClass];
      return population.groups().stream()
          .mapToDouble(group -> group.rowClass() == rowClass ? group.share() / whole : 0)
          .toArray();
    }

    /** PSI of the two populations; bins that neither reaches add nothing. */
    double psi() {
      return Psi.of(reference, window);
    }

    private static double[] balanced(Population population, double[] classes) {
      double[] weights =
          population.groups().stream()
              .mapToDouble(group -> group.share() / classes[group.rowClass()])
              .toArray();
      double total = Arrays.stream(weights).sum();
      return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    private static double[] mixed(List<Bin> bins, Population population, double[] weights) {
      double[] shares = new double[bins.size()];
      for (int g = 0; g < weights.length; g++) {
        Population.Group group = population.groups().get(g);
        double[] own = shares(bins, group);
        for (int b = 0; b < shares.length; b++) {
          shares[b] += weights[g] * own[b];
        }
      }
      return shares;
    }

    /** Shares of one group; what has no bin of its own is Other. */
    private static double[] shares(List<Bin> bins, Population.Group group) {
      double[] shares = new double[bins.size()];
      double rest = 1;
      int other = -1;
      for (int b = 0; b < shares.length; b++) {
        Bin bin = bins.get(b);
        if (bin.kind() == BinKind.OTHER) {
          other = b;
          continue;
        }
        shares[b] =
            bin.kind() == BinKind.MISSING
                ? group.missing()
                : (1 - group.missing()) * share(bins, bin, group.values());
        rest -= shares[b];
      }
      if (other >= 0) {
        shares[other] = rest > 1e-12 ? rest : 0;
      }
      return shares;
    }

    private static double share(List<Bin> bins, Bin bin, Values values) {
      if (values instanceof Levels levels) {
        return levels.share(bin.label());
      }
      Distribution numbers = (Distribution) values;
      if (bin.kind() != BinKind.INTERVAL) {
        return numbers.at(bin.lower());
      }
      double share = numbers.below(bin.upper()) - numbers.below(bin.lower());
      for (Bin point : bins) {
        if (point.kind() == BinKind.POINT
            && point.lower() >= bin.lower()
            && point.lower() < bin.upper()) {
          share -= numbers.at(point.lower());
        }
      }
      return Math.max(0, share);
    }
  }
}
