package io.ballast.report;

import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Markup;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.tables.ColumnType;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables behind a column's charts: counts by bin, and every distance.
 *
 * @param figures how numbers are written
 */
record FigureTables(Figures figures) {
  void write(Markup html, ColumnResult column, Result result) {
    distances(html, column);
    evidence(html, column);
    plainBins(html, column);
    Weighted weighted = column.weighted();
    if (weighted != null && weighted.bins() != null && weighted.referenceWeight().length > 0) {
      weightedBins(html, column, weighted, weighted.bins());
    }
    gaps(html, column, result);
  }

  private void distances(Markup html, ColumnResult column) {
    if (column.plain().measures().isEmpty() && column.weighted() == null) {
      return;
    }
    DataTable.open(html, "Distances of " + Names.spoken(column.name()));
    DataTable.heads(
        html, "Distance", "Measured", "By chance", "95% by chance", "Corrected", "95% interval");
    Weighted weighted = column.weighted();
    if (weighted != null) {
      measures(html, column, weighted.statement(), "weighted");
    }
    measures(html, column, column.plain(), weighted == null ? "" : "plain");
    if (weighted != null) {
      parts(html, weighted.perClass());
      parity(html, weighted.parity(), "weighted");
    }
    parity(html, column.parity(), weighted == null ? "" : "plain");
    DataTable.close(html);
    String dashes = dashes(column);
    if (!dashes.isEmpty()) {
      html.element("p", dashes, "class", "note");
    }
  }

  /** What a dash in the table of distances means; empty without one. */
  private static String dashes(ColumnResult column) {
    List<String> reasons = new ArrayList<>();
    column
        .plain()
        .measures()
        .forEach(
            (metric, measure) -> {
              if (!isMeant(column, measure)) {
                return;
              }
              if (!Double.isFinite(measure.value())) {
                String reason = Statements.undefined(metric);
                reasons.add(Words.capital(Words.sentence(reason)));
              } else if (Double.isNaN(measure.corrected()) || measure.interval() == null) {
                reasons.add(metric.label() + " has no figures by chance in closed form.");
              }
            });
    return reasons.isEmpty() ? "" : "A dash: " + String.join(" ", reasons);
  }

  private void measures(Markup html, ColumnResult column, Statement statement, String kind) {
    statement
        .measures()
        .forEach(
            (metric, measure) -> {
              if (isMeant(column, measure)) {
                measure(html, named(metric.label(), kind), measure);
              }
            });
  }

  /** A distance of numbers is not missed where there are none. */
  private static boolean isMeant(ColumnResult column, Measure measure) {
    boolean isText = column.type().isString() || column.type() == ColumnType.BOOLEAN;
    return !(isText && Double.isNaN(measure.value()));
  }

  private void parts(Markup html, List<ClassPart> parts) {
    for (ClassPart part : parts) {
      if (part.effect() != null) {
        String name = DriftMetric.PSI.label() + ", inside class " + Names.visible(part.label());
        measure(html, name, part.effect());
      }
    }
  }

  private void measure(Markup html, String name, Measure measure) {
    html.start("tr").element("th", name, "scope", "row");
    number(html, figures.fixed(measure.value(), 4));
    number(html, figures.fixed(measure.noiseFloor(), 4));
    number(html, figures.fixed(measure.noise95(), 4));
    number(html, figures.fixed(measure.corrected(), 4));
    number(
        html,
        measure.interval() == null ? figures.undefined() : figures.interval(measure.interval(), 4));
    html.end("tr").line();
  }

  private void parity(Markup html, @Nullable Parity parity, String kind) {
    if (parity == null) {
      return;
    }
    parity
        .metrics()
        .forEach(
            (name, value) -> {
              html.start("tr");
              html.element(
                  "th", named(name + " as " + parity.mode() + " counts it", kind), "scope", "row");
              number(html, figures.fixed(value, 4));
              for (int i = 0; i < 4; i++) {
                number(html, figures.undefined());
              }
              html.end("tr").line();
            });
  }

  private static String named(String name, String kind) {
    return kind.isEmpty() ? name : name + ", " + kind;
  }

  private void evidence(Markup html, ColumnResult column) {
    Weighted weighted = column.weighted();
    if (column.plain().evidence() == null
        && (weighted == null || weighted.statement().evidence() == null)) {
      return;
    }
    DataTable.open(html, "Evidence for " + Names.spoken(column.name()));
    List<String> heads =
        new ArrayList<>(List.of("Test", "p", "Adjusted p", "Reference rows", "Window rows"));
    if (weighted != null) {
      heads.add("Reference rows of equal worth");
      heads.add("Window rows of equal worth");
    }
    DataTable.heads(html, heads.toArray(String[]::new));
    if (weighted != null) {
      evidence(html, "Weighted chi-square", weighted.statement().evidence(), true);
      for (ClassPart part : weighted.perClass()) {
        String name = "Chi-square inside class " + Names.visible(part.label());
        evidence(html, name, part.evidence(), true);
      }
    }
    String name = weighted == null ? "Chi-square" : "Chi-square, plain";
    evidence(html, name, column.plain().evidence(), weighted != null);
    DataTable.close(html);
  }

  private void evidence(Markup html, String name, @Nullable Evidence evidence, boolean isWeighted) {
    if (evidence == null) {
      return;
    }
    html.start("tr").element("th", name, "scope", "row");
    number(html, figures.p(evidence.p()));
    number(html, figures.p(evidence.pAdjusted()));
    number(html, figures.count(evidence.n()));
    number(html, figures.count(evidence.m()));
    if (isWeighted) {
      number(html, figures.count(Math.round(evidence.nEffective())));
      number(html, figures.count(Math.round(evidence.mEffective())));
    }
    html.end("tr").line();
  }

  private void plainBins(Markup html, ColumnResult column) {
    BinnedCounts bins = column.plainBins();
    if (bins.bins().isEmpty()) {
      return;
    }
    long[] reference = BinnedCounts.total(bins.reference());
    long[] current = BinnedCounts.total(bins.current());
    double[] before = Shapes.shares(reference);
    double[] after = Shapes.shares(current);
    Edges edges = Edges.of(column.type(), bins.bins());
    DataTable.open(html, "Rows of " + Names.spoken(column.name()) + " by bin, every row alike");
    DataTable.heads(html, "Bin", "Reference rows", "Share", "Window rows", "Share");
    for (int b = 0; b < reference.length; b++) {
      html.start("tr").start("th", "scope", "row");
      html.name(edges.name(bins.bins().get(b))).end("th");
      number(html, figures.count(reference[b]));
      number(html, figures.share(before[b]));
      number(html, figures.count(current[b]));
      number(html, figures.share(after[b]));
      html.end("tr").line();
    }
    DataTable.close(html);
  }

  private void weightedBins(
      Markup html, ColumnResult column, Weighted weighted, BinnedCounts bins) {
    Edges edges = Edges.of(column.type(), bins.bins());
    List<ClassPart> parts = weighted.perClass();
    List<String> heads = new ArrayList<>();
    heads.add("Bin");
    for (ClassPart part : parts) {
      heads.add("Class " + Names.visible(part.label()) + " reference");
      heads.add("Class " + Names.visible(part.label()) + " window");
    }
    heads.add("Weighted share, reference");
    heads.add("Weighted share, window");
    DataTable.open(html, "Rows of " + Names.spoken(column.name()) + " by weighted bin");
    DataTable.heads(html, heads.toArray(String[]::new));
    for (int b = 0; b < bins.bins().size(); b++) {
      html.start("tr").start("th", "scope", "row");
      html.name(edges.name(bins.bins().get(b))).end("th");
      for (int k = 0; k < parts.size(); k++) {
        number(html, figures.count(bins.reference()[k][b]));
        number(html, figures.count(bins.current()[k][b]));
      }
      number(html, figures.share(weighted.referenceWeight()[b]));
      number(html, figures.share(weighted.currentWeight()[b]));
      html.end("tr").line();
    }
    DataTable.close(html);
  }

  private void gaps(Markup html, ColumnResult column, Result result) {
    DataTable.open(html, "Rows of " + Names.spoken(column.name()) + " without a known value");
    DataTable.heads(html, "Rows", "Reference", "Share", "Window", "Share");
    html.start("tr").element("th", "Missing", "scope", "row");
    count(html, column.referenceMissing(), result.referenceRows());
    count(html, column.currentMissing(), result.currentRows());
    html.end("tr").start("tr").element("th", "Not in the reference", "scope", "row");
    number(html, figures.undefined());
    number(html, figures.undefined());
    count(html, column.unseen(), result.currentRows());
    html.end("tr");
    DataTable.close(html);
  }

  private void count(Markup html, long count, long rows) {
    number(html, figures.count(count));
    number(html, rows == 0 ? figures.undefined() : figures.share(count / (double) rows));
  }

  private static void number(Markup html, String text) {
    html.element("td", text);
  }
}
