package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * How like the real rows drawn ones are, column by column and pair by pair.
 *
 * @param columnShapes mean of the columns' KSComplement or TVComplement (SDMetrics)
 * @param columnPairTrends mean of the pairs' CorrelationSimilarity or ContingencySimilarity
 *     (SDMetrics)
 * @param univariate mean of 1 - total variation of the columns' bins (mostlyai-qa)
 * @param bivariate the same of pairs of columns
 * @param univariateCeiling what as many other real rows would reach on average
 * @param bivariateCeiling the same of pairs
 * @param shapes of each column, in order
 * @param names of those columns
 * @param trends of each pair, both halves, 1 on the diagonal; NaN where it is not defined
 */
public record Fidelity(
    double columnShapes,
    double columnPairTrends,
    double univariate,
    double bivariate,
    double univariateCeiling,
    double bivariateCeiling,
    double[] shapes,
    List<String> names,
    double[][] trends) {

  /** Mean of univariate and bivariate accuracy. */
  public double accuracy() {
    return (univariate + bivariate) / 2;
  }

  /** Mean of their ceilings. */
  public double accuracyCeiling() {
    return (univariateCeiling + bivariateCeiling) / 2;
  }

  static Fidelity of(Fields fields, Workers workers) {
    int size = fields.size();
    Binned[] bins = new Binned[size];
    Binned[] widths = new Binned[size];
    double[] shapes = new double[size];
    double[][] univariate = new double[size][];
    workers.each(
        size,
        i -> {
          bins[i] = Binned.forAccuracy(fields.field(i));
          widths[i] = Binned.forTrends(fields.field(i));
          shapes[i] = shape(fields.field(i));
          univariate[i] =
              compare(bins[i].shares(Fields.REAL), bins[i].shares(Fields.DRAWN), fields);
        });
    double[][] trends = new double[size][size];
    double[][] sums = new double[size][2];
    workers.each(
        size,
        i -> {
          trends[i][i] = 1;
          for (int j = 0; j < i; j++) {
            double[] pair =
                compare(
                    bins[i].shares(bins[j], Fields.REAL),
                    bins[i].shares(bins[j], Fields.DRAWN),
                    fields);
            sums[i][0] += pair[0];
            sums[i][1] += pair[1];
            trends[i][j] = trend(fields.field(i), fields.field(j), widths[i], widths[j]);
          }
        });
    double trendSum = 0;
    int trendCount = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        trends[j][i] = trends[i][j];
        if (!Double.isNaN(trends[i][j])) {
          trendSum += trends[i][j];
          trendCount++;
        }
      }
    }
    double pairs = size * (size - 1) / 2.0;
    return new Fidelity(
        Arrays.stream(shapes).average().orElse(Double.NaN),
        trendSum / trendCount,
        Arrays.stream(univariate).mapToDouble(pair -> pair[0]).average().orElse(Double.NaN),
        Arrays.stream(sums).mapToDouble(pair -> pair[0]).sum() / pairs,
        Arrays.stream(univariate).mapToDouble(pair -> pair[1]).average().orElse(Double.NaN),
        Arrays.stream(sums).mapToDouble(pair -> pair[1]).sum() / pairs,
        shapes,
        fields.all().stream().map(Field::name).toList(),
        trends);
  }

  /** Accuracy, and the one that chance leaves: 1 - E[L1] / 2 (Platzer and Reutterer 2021). */
  private static double[] compare(double[] real, double[] drawn, Fields fields) {
    double noise = 1.0 / fields.rows(Fields.REAL) + 1.0 / fields.rows(Fields.DRAWN);
    double expected = 0;
    for (double share : real) {
      expected += Math.sqrt(2 / Math.PI * share * Math.max(0, 1 - share) * noise);
    }
    return new double[] {1 - Binned.totalVariation(real, drawn), 1 - expected / 2};
  }

  /** Missing values are left out on both sides. */
  private static double shape(Field field) {
    return field.isNumeric()
        ? 1 - kolmogorovSmirnov(field.numbers()[Fields.REAL], field.numbers()[Fields.DRAWN])
        : 1 - Binned.totalVariation(present(field, Fields.REAL), present(field, Fields.DRAWN));
  }

  /** Shares of the names among the rows that have one. */
  private static double[] present(Field field, int table) {
    double[] shares = new double[field.size()];
    int rows = 0;
    for (int code : field.codes()[table]) {
      shares[code] += code == 0 ? 0 : 1;
      rows += code == 0 ? 0 : 1;
    }
    for (int code = 0; code < shares.length; code++) {
      shares[code] /= Math.max(1, rows);
    }
    return shares;
  }

  /** Largest difference of the distribution functions, missing values left out. */
  static double kolmogorovSmirnov(double[] first, double[] second) {
    double[] a = Arrays.stream(first).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double[] b = Arrays.stream(second).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (a.length == 0 || b.length == 0) {
      return a.length == b.length ? 0 : 1;
    }
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  private static double trend(Field a, Field b, Binned binsA, Binned binsB) {
    if (a.isNumeric() && b.isNumeric()) {
      double real = Correlations.pearson(a.numbers()[Fields.REAL], b.numbers()[Fields.REAL]);
      double drawn = Correlations.pearson(a.numbers()[Fields.DRAWN], b.numbers()[Fields.DRAWN]);
      return 1 - Math.abs(real - drawn) / 2;
    }
    if ((long) binsA.size() * binsB.size() > 4_000_000) {
      return Double.NaN;
    }
    return 1
        - Binned.totalVariation(
            binsA.shares(binsB, Fields.REAL), binsA.shares(binsB, Fields.DRAWN));
  }
}
