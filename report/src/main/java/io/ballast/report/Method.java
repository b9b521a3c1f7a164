package io.ballast.report;

import io.ballast.report.chart.Markup;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.tables.compare.Binning;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.LeftOut;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Settings;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was left out, what to know, and how everything was computed. */
final class Method {
  private static final Figures FIGURES = Figures.PAGE;

  private final DriftReport report;
  private final HtmlOptions options;

  Method(DriftReport report, HtmlOptions options) {
    this.report = report;
    this.options = options;
  }

  void write(Markup html) {
    notes(html);
    html.start("section").start("div", "class", "head");
    html.element("h2", "How this was computed").end("div").start("dl", "class", "method");
    item(html, "Verdict", verdict());
    item(html, "Distance", distance());
    item(html, "Bins", bins());
    item(html, "Evidence", evidence());
    item(html, "Interval", interval());
    weighted().ifPresent(weighted -> item(html, "Weights", weights(weighted)));
    Settings settings = report.settings();
    item(
        html,
        "Settings",
        "metric "
            + report.metric().id()
            + ", bins "
            + settings.binning().spelled()
            + ", weights "
            + Names.visible(settings.weights())
            + (settings.every() == null ? "" : ", every " + settings.every())
            + ", alpha "
            + FIGURES.significant(report.alpha(), 3)
            + ", control "
            + report.control().word()
            + ", seed "
            + report.seed()
            + ". Ballast "
            + options.version()
            + ".");
    html.end("dl").end("section").line();
  }

  private void notes(Markup html) {
    if (report.leftOut().isEmpty() && report.warnings().isEmpty()) {
      return;
    }
    html.start("section").start("div", "class", "head");
    html.element("h2", "Left out, and to know").end("div").start("ul", "class", "notes");
    for (LeftOut column : report.leftOut()) {
      html.start("li").start("b").name(Names.column(column.name())).end("b");
      html.text(": " + Words.sentence(Names.visible(column.reason()))).end("li").line();
    }
    for (String warning : report.warnings()) {
      html.element("li", Words.capital(Words.sentence(Names.visible(warning))));
      html.line();
    }
    html.end("ul").end("section").line();
  }

  private static void item(Markup html, String term, String text) {
    html.element("dt", term).element("dd", text).line();
  }

  private String verdict() {
    DriftMetric metric = report.metric();
    String text =
        "Drift needs both: an adjusted p below "
            + FIGURES.significant(report.alpha(), 3)
            + " and a "
            + (hasFloor(metric) ? "corrected " : "")
            + metric.label()
            + " of at least "
            + FIGURES.significant(metric.warning(), 3)
            + "; from "
            + FIGURES.significant(metric.critical(), 3)
            + " on it is critical. Below 100 rows on either side there is no verdict.";
    if (weighted().isPresent()) {
      text +=
          " A weighted verdict needs 30 rows of the rarest class in the reference, and 30 expected"
              + " or seen in the window; an event weight needs 100 rows of equal worth.";
    }
    return text;
  }

  private String distance() {
    String text =
        switch (report.metric()) {
          case PSI -> "Population stability index in nats; each bin counts half a row more.";
          case JS_DISTANCE -> "Jensen-Shannon distance, base 2.";
          case JS_DIVERGENCE -> "Jensen-Shannon divergence, base 2.";
          case HELLINGER -> "Hellinger distance.";
          case KS -> "Kolmogorov-Smirnov distance of the values.";
          case CRAMERS_V -> "Cram\u00e9r's V, corrected after Bergsma.";
          case WASSERSTEIN ->
              "Wasserstein distance over the reference's interquartile range / 1.349.";
          case KL -> "Kullback-Leibler divergence in nats; each bin counts half a row more.";
          case TOTAL_VARIATION -> "Total variation: half the sum of the differences of shares.";
          case L_INFINITY -> "L-infinity: the largest difference of a bin's shares.";
          case DENSITY_DISTANCE ->
              "Density distance: the area between both densities over that under both (Gaussian kernel, Scott's"
                  + " width); values between two split values are taken to lie in their middle.";
        };
    return hasFloor(report.metric())
        ? text + " From each one what chance alone would give on average is taken off: corrected."
        : text;
  }

  private String bins() {
    boolean isWeightedApart =
        weighted().isPresent() && report.settings().binning().rule() == Binning.Rule.QUANTILES;
    return "Numbers: "
        + report.settings().binning().inWords()
        + " Categories: the 200 most"
        + " frequent of the reference; what is too rare to compare joins Other, together with"
        + " values that the reference lacks. Missing is a bin of its own."
        + (isWeightedApart ? " A weighted statement has bins of equal weight instead." : "");
  }

  private String evidence() {
    String text = "Chi-square test of both sides' counts by bin.";
    if (weighted().isPresent()) {
      text +=
          " Weighted: a chi-square test that knows the variance of the weighted counts (Rao and"
              + " Scott, second order; of two estimates the more careful one). Inside a class: the"
              + " plain test, adjusted over the parts after Holm.";
    }
    return text
        + " Adjusted p: over the columns of a window, "
        + switch (report.control()) {
          case BH -> "false discoveries controlled after Benjamini and Hochberg.";
          case BY -> "false discoveries controlled after Benjamini and Yekutieli.";
          case HOLM -> "the chance of any false discovery controlled after Holm.";
        };
  }

  private String interval() {
    return "95%, a matched noncentral chi-square. It belongs to the corrected value and is cut at"
        + " 0. Its upper end is open (\"at least\") when bins that are empty on one side hold 5% or"
        + " more of the other. The noise area holds 95% of windows in which nothing changed.";
  }

  private String weights(Weighted weighted) {
    Classes classes = classes();
    String text = Hero.weights(weighted, classes) + " Weights are frozen with the reference.";
    if (classes != null) {
      text += " The class of a row is its " + classes.rule() + ", on both sides.";
    }
    return text + " Rows of equal worth: (sum of weights)\u00b2 over the sum of squared weights.";
  }

  private static boolean hasFloor(DriftMetric metric) {
    return switch (metric) {
      case PSI, JS_DISTANCE, JS_DIVERGENCE, HELLINGER -> true;
      case KS, CRAMERS_V, WASSERSTEIN, KL, TOTAL_VARIATION, L_INFINITY, DENSITY_DISTANCE -> false;
    };
  }

  private Optional<Weighted> weighted() {
    return report.results().stream()
        .flatMap(result -> result.columns().stream())
        .map(ColumnResult::weighted)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private @Nullable Classes classes() {
    return report.results().stream()
        .map(Result::classes)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
