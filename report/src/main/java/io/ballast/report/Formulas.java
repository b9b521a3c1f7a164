package io.ballast.report;

import io.ballast.report.chart.Markup;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Weighted;
import org.jspecify.annotations.Nullable;

/**
 * The formulas in words, with this column's numbers filled in.
 *
 * @param figures how numbers are written
 */
record Formulas(Figures figures) {
  void write(Markup html, ColumnResult column) {
    Weighted weighted = column.weighted();
    html.start("div", "class", "formula");
    html.element("p", metric(column.plain().metric()));
    if (weighted != null) {
      paragraph(html, "Weighted", weighted.statement(), null);
    }
    paragraph(html, weighted == null ? "Here" : "Plain", column.plain(), column.plainBins());
    html.end("div").line();
  }

  private static String metric(DriftMetric metric) {
    return switch (metric) {
      case PSI ->
          "PSI: over all bins, the sum of (window share less reference share) times the natural"
              + " logarithm of (window share over reference share); each bin counts half a row"
              + " more on both sides.";
      case JS_DISTANCE ->
          "Jensen-Shannon distance: the root of the mean Kullback-Leibler divergence, base 2, of"
              + " both sides from their mean; from 0 (equal) to 1 (nothing in common).";
      case JS_DIVERGENCE ->
          "Jensen-Shannon divergence: the mean Kullback-Leibler divergence, base 2, of both sides"
              + " from their mean; from 0 (equal) to 1 (nothing in common).";
      case HELLINGER ->
          "Hellinger distance: the root of half the sum of (root of reference share less root of"
              + " window share) squared; from 0 (equal) to 1 (nothing in common).";
      case KS ->
          "Kolmogorov-Smirnov distance: the largest difference of the shares below any value.";
      case CRAMERS_V ->
          "Cram\u00e9r's V: the root of chi-square over its largest possible value, corrected for"
              + " its bias after Bergsma.";
      case WASSERSTEIN ->
          "Wasserstein distance: how far a row must be moved on average to turn one side into the"
              + " other, over the reference's interquartile range / 1.349.";
      case KL ->
          "Kullback-Leibler divergence: over all bins, the sum of reference share times the natural"
              + " logarithm of (reference share over window share); each bin counts half a row more"
              + " on both sides.";
      case TOTAL_VARIATION ->
          "Total variation: half the sum of the differences of the bins' shares; from 0 (equal) to"
              + " 1 (nothing in common).";
      case L_INFINITY -> "L-infinity: the largest difference of the shares of a bin.";
      case DENSITY_DISTANCE ->
          "Density distance: the area between both densities over that under both, each estimated"
              + " with a Gaussian kernel of Scott's width; from 0 (equal) to 1 (nothing in common).";
    };
  }

  private void paragraph(
      Markup html, String kind, Statement statement, @Nullable BinnedCounts bins) {
    Measure measure = statement.effect();
    if (measure == null || Double.isNaN(measure.value())) {
      return;
    }
    String name = statement.metric().label();
    StringBuilder text = new StringBuilder(kind + ": " + name + " " + four(measure.value()) + ".");
    if (!Double.isNaN(measure.noiseFloor())) {
      text.append(" Chance alone would give ").append(four(measure.noiseFloor()));
      text.append(floor(statement, measure, bins)).append(" on average and stay below ");
      text.append(four(measure.noise95())).append(" in 95% of windows. ");
      text.append(corrected(statement.metric(), measure));
    }
    html.element("p", text.toString());
  }

  /** The plain noise floor from its parts, when these numbers are the ones that made it. */
  private String floor(Statement statement, Measure measure, @Nullable BinnedCounts bins) {
    Evidence evidence = statement.evidence();
    if (bins == null || evidence == null || statement.metric() != DriftMetric.PSI) {
      return "";
    }
    long[] reference = BinnedCounts.total(bins.reference());
    long[] current = BinnedCounts.total(bins.current());
    int filled = 0;
    for (int b = 0; b < reference.length; b++) {
      if (reference[b] + current[b] > 0) {
        filled++;
      }
    }
    double floor = (filled - 1) * (1.0 / evidence.n() + 1.0 / evidence.m());
    if (Math.abs(floor - measure.noiseFloor()) > 1e-9 * floor) {
      return "";
    }
    return " = ("
        + filled
        + " bins \u2212 1) \u00d7 (1/"
        + figures.count(evidence.n())
        + " + 1/"
        + figures.count(evidence.m())
        + ")";
  }

  private String corrected(DriftMetric metric, Measure measure) {
    String value = four(measure.corrected());
    return switch (metric) {
      case PSI, JS_DIVERGENCE ->
          "Corrected: "
              + four(measure.value())
              + " \u2212 "
              + four(measure.noiseFloor())
              + " = "
              + value
              + ".";
      case JS_DISTANCE, HELLINGER ->
          "Corrected: the root of ("
              + four(measure.value())
              + "\u00b2 \u2212 "
              + four(measure.noiseFloor())
              + "\u00b2), at least 0, = "
              + value
              + ".";
      case KS, CRAMERS_V, WASSERSTEIN, KL, TOTAL_VARIATION, L_INFINITY, DENSITY_DISTANCE -> "";
    };
  }

  private String four(double value) {
    return figures.fixed(value, 4);
  }
}
