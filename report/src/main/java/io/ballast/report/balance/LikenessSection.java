package io.ballast.report.balance;

import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.measure.ColumnShape;
import io.ballast.balance.measure.Fidelity;
import io.ballast.balance.measure.Measures;
import io.ballast.balance.measure.SqsDistances;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.chart.CategoryBars;
import io.ballast.report.chart.DataTable;
import io.ballast.report.chart.Histogram;
import io.ballast.report.chart.Key;
import io.ballast.report.chart.Markup;
import io.ballast.report.chart.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How like the input a copy with the input's shares is: figures, columns, associations. */
final class LikenessSection {
  /** Columns that are drawn before the rest is folded away; least alike first. */
  private static final int SHOWN = 6;

  private static final int MOST_DRAWN = 120;
  private static final int MOST_ASSOCIATED = 60;
  private static final int MOST_PAIRS = 40;

  /** Letters of a day in ISO 8601. */
  private static final int DAY = 10;

  private static final List<Double> SIZES = List.of(0.1, 0.25, 0.5, 0.75);
  private static final List<Double> DIFFERENCES = List.of(0.02, 0.05, 0.1, 0.2);
  private static final Figures FIGURES = Figures.PAGE;

  private final Measured measured;
  private final Measures measures;

  LikenessSection(Measured measured) {
    this.measured = measured;
    this.measures = measured.measures();
  }

  void write(Markup html) {
    figures(html);
    shapes(html);
    if (measures.fidelity().names().size() > 1) {
      associations(html);
    }
  }

  private void figures(Markup html) {
    html.start("section").start("div", "class", "head").element("h2", "How like real rows");
    html.start("span", "class", "note");
    html.words("Of a copy with the input's shares, so that balancing itself does not count: ");
    html.words(Names.visible(measured.basis()) + ".").end("span").end("div");
    Fidelity fidelity = measures.fidelity();
    SqsDistances sqs = measures.sqs();
    DataTable.open(html, "Likeness");
    DataTable.heads(html, "Measure", "Value", "Best possible", "What it says");
    row(
        html,
        "Accuracy, columns",
        fidelity.univariate(),
        fidelity.univariateCeiling(),
        "shares of bins alike; best: as many other real rows");
    row(
        html,
        "Accuracy, pairs of columns",
        fidelity.bivariate(),
        fidelity.bivariateCeiling(),
        "the same of each pair");
    row(
        html,
        "Column shapes",
        fidelity.columnShapes(),
        1,
        "distribution functions and shares alike (SDMetrics)");
    row(
        html,
        "Column pair trends",
        fidelity.columnPairTrends(),
        1,
        "correlations and shares of pairs alike (SDMetrics)");
    row(
        html,
        "Discriminator AUC",
        measures.discriminatorAuc(),
        0.5,
        "how well boosted trees tell generated from real rows");
    html.start("tr").element("th", "SQS-compatible score", "scope", "row");
    html.element("td", FIGURES.fixed(sqs.score(), 1)).element("td", "100");
    html.element(
        "td",
        "distances: columns "
            + FIGURES.distance(sqs.distribution())
            + ", correlations "
            + FIGURES.distance(sqs.correlation())
            + ", principal components "
            + FIGURES.distance(sqs.principalComponent()),
        "class",
        "l says");
    html.end("tr").line();
    DataTable.close(html);
    html.end("section").line();
  }

  private static void row(Markup html, String name, double value, double best, String says) {
    html.start("tr").element("th", name, "scope", "row");
    html.element("td", FIGURES.fixed(value, 4));
    html.element(
        "td", best == 1 || best == 0.5 ? FIGURES.significant(best, 2) : FIGURES.fixed(best, 4));
    html.element("td", says, "class", "l says").end("tr").line();
  }

  private void shapes(Markup html) {
    List<ColumnShape> shapes =
        measures.shapes().stream()
            .sorted(Comparator.comparingDouble(ColumnShape::similarity))
            .limit(MOST_DRAWN)
            .toList();
    if (shapes.isEmpty()) {
      return;
    }
    html.start("section").start("div", "class", "head").element("h2", "Columns side by side");
    html.element("span", "Least alike first; 1 is the same distribution.", "class", "note");
    html.end("div");
    boolean isFolded = shapes.size() > SHOWN + 2;
    grid(html, shapes.subList(0, isFolded ? SHOWN : shapes.size()));
    if (isFolded) {
      html.start("details");
      html.element("summary", (shapes.size() - SHOWN) + " more columns, all of them more alike");
      grid(html, shapes.subList(SHOWN, shapes.size()));
      html.end("details");
    }
    Key.histogram(html, "real rows", "generated rows");
    html.end("section").line();
  }

  private static void grid(Markup html, List<ColumnShape> shapes) {
    html.start("div", "class", "two shapes");
    shapes.forEach(shape -> shape(html, shape));
    html.end("div").line();
  }

  private static void shape(Markup html, ColumnShape shape) {
    String name = Names.visible(shape.name());
    html.start("figure").start("figcaption").start("b").name(name).end("b").text(" ");
    html.element("span", FIGURES.distance(shape.similarity()), "class", "note");
    html.end("figcaption");
    String label = "Shares of " + name + " in real and generated rows";
    if (shape.isNumeric()) {
      new Histogram(label, slots(shape)).write(html);
    } else {
      List<CategoryBars.Row> rows = new ArrayList<>();
      for (int i = 0; i < shape.labels().size(); i++) {
        rows.add(
            new CategoryBars.Row(
                CellsSection.text(shape.labels().get(i)),
                shape.real()[i],
                shape.drawn()[i],
                FIGURES.share(shape.real()[i]),
                FIGURES.share(shape.drawn()[i])));
      }
      new CategoryBars(label, rows, "Real", "Generated").write(html);
    }
    html.end("figure").line();
  }

  private static List<Histogram.Slot> slots(ColumnShape shape) {
    List<Histogram.Slot> slots = new ArrayList<>();
    for (int i = 0; i < shape.labels().size(); i++) {
      String text = shape.labels().get(i);
      int to = text.indexOf(" to ");
      boolean isMissing = text.equals("missing") && i == shape.labels().size() - 1;
      boolean isRange = to > 0;
      Histogram.Kind kind =
          isMissing ? Histogram.Kind.APART : isRange ? Histogram.Kind.RANGE : Histogram.Kind.VALUE;
      slots.add(
          new Histogram.Slot(
              isRange && i > 0 ? edge(text.substring(0, to)) : "",
              isRange ? "" : isMissing ? "missing" : edge(text),
              shape.real()[i],
              shape.drawn()[i],
              kind));
    }
    return slots;
  }

  /** A number with at most four digits; of an instant the day. */
  private static String edge(String text) {
    if (text.length() > DAY && text.charAt(DAY) == 'T' && text.endsWith("Z")) {
      return text.substring(0, DAY);
    }
    try {
      return FIGURES.significant(Double.parseDouble(text), 4);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private void associations(Markup html) {
    SqsDistances sqs = measures.sqs();
    List<String> names = measures.fidelity().names();
    int[] chosen = chosen(sqs, names.size());
    List<String> shown = Arrays.stream(chosen).mapToObj(i -> Names.visible(names.get(i))).toList();
    html.start("section").start("div", "class", "head").element("h2", "Associations");
    html.element(
        "span",
        "Numbers: Pearson's correlation. A number and a name: correlation ratio. Names: Theil's U"
            + " of the row given the column."
            + (chosen.length < names.size()
                ? " Of " + names.size() + " columns those that differ most."
                : ""),
        "class",
        "note");
    html.end("div").start("div", "class", "three");
    double[][] off = new double[chosen.length][chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < chosen.length; j++) {
        off[i][j] = sqs.real()[chosen[i]][chosen[j]] - sqs.drawn()[chosen[i]][chosen[j]];
      }
    }
    matrix(html, "Real rows", shown, part(sqs.real(), chosen), SIZES, "real");
    matrix(html, "Generated rows", shown, part(sqs.drawn(), chosen), SIZES, "drawn");
    matrix(html, "Difference", shown, off, DIFFERENCES, "off");
    html.end("div").line();
    pairs(html, sqs, names);
    html.end("section").line();
  }

  private static void matrix(
      Markup html,
      String title,
      List<String> names,
      double[][] values,
      List<Double> steps,
      String style) {
    html.start("figure").start("figcaption").element("b", title).end("figcaption");
    String label =
        "Associations of " + names.size() + " columns, " + title.toLowerCase(Locale.ROOT);
    new Matrix(label, names, values, steps, style).write(html);
    Key.matrix(html, style, steps);
    html.end("figure").line();
  }

  private static double[][] part(double[][] all, int[] chosen) {
    double[][] part = new double[chosen.length][chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < chosen.length; j++) {
        part[i][j] = all[chosen[i]][chosen[j]];
      }
    }
    return part;
  }

  /** All columns, or in their order those with the largest differences. */
  private static int[] chosen(SqsDistances sqs, int size) {
    double[] largest = new double[size];
    Integer[] order = new Integer[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
      for (int j = 0; j < size; j++) {
        double off = Math.abs(sqs.real()[i][j] - sqs.drawn()[i][j]);
        largest[i] = Math.max(largest[i], Double.isNaN(off) ? 0 : off);
      }
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -largest[i]));
    return Arrays.stream(order)
        .limit(MOST_ASSOCIATED)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** One pair of columns, seen from its first. */
  private record Pair(int row, int column, double real, double drawn) {
    double off() {
      return Math.abs(real - drawn);
    }
  }

  private static void pairs(Markup html, SqsDistances sqs, List<String> names) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (i != j && Double.isFinite(sqs.real()[i][j]) && Double.isFinite(sqs.drawn()[i][j])) {
          pairs.add(new Pair(i, j, sqs.real()[i][j], sqs.drawn()[i][j]));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::off).reversed());
    html.start("details").element("summary", "The largest differences as a table");
    DataTable.open(html, "Associations that differ most");
    DataTable.heads(html, "Column", "With", "Real", "Generated", "Difference");
    for (Pair pair : pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()))) {
      html.start("tr").start("th", "scope", "row").name(Names.visible(names.get(pair.row())));
      html.end("th").start("td", "class", "l").name(Names.visible(names.get(pair.column())));
      html.end("td").element("td", FIGURES.distance(pair.real()));
      html.element("td", FIGURES.distance(pair.drawn()));
      html.element("td", FIGURES.distance(pair.off())).end("tr").line();
    }
    DataTable.close(html);
    html.end("details").line();
  }
}
