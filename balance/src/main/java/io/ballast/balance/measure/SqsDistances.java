package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import java.util.Arrays;

/**
 * The distances that Gretel's synthetic quality score is made of, and a score of that kind.
 *
 * <p>The distances follow the open part of that code; the score's maps and weights are fitted to a
 * published report, so it is called compatible, not equal.
 *
 * @param distribution mean over the columns of the Jensen-Shannon distance (base 2)
 * @param correlation mean difference of the associations of all pairs
 * @param principalComponent mean Jensen-Shannon distance of the first two principal components
 * @param real association of each pair of columns in the real rows
 * @param drawn the same in the drawn rows
 */
public record SqsDistances(
    double distribution,
    double correlation,
    double principalComponent,
    double[][] real,
    double[][] drawn) {

  private static final int MOST_BINS = 500;
  private static final int COMPONENT_BINS = 35;

  /** The score, 0 to 100. */
  public double score() {
    double shape = bounded(101.8 - 145.2 * distribution);
    double pairs = bounded(100 - 335 * correlation);
    double components = bounded(100 - 84.3 * principalComponent);
    return (61 * pairs + 37 * components + 37 * shape) / 135;
  }

  private static double bounded(double score) {
    return Math.min(100, Math.max(0, score));
  }

  static SqsDistances of(Fields fields, Workers workers) {
    int size = fields.size();
    double[] distances = new double[size];
    double[][][] associations = new double[2][size][size];
    workers.each(
        size,
        i -> {
          distances[i] = distance(fields.field(i));
          for (int table = 0; table < 2; table++) {
            for (int j = 0; j < size; j++) {
              associations[table][i][j] = association(fields.field(i), fields.field(j), table);
            }
          }
        });
    double difference = 0;
    int pairs = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double pair = Math.abs(associations[0][i][j] - associations[1][i][j]);
        if (!Double.isNaN(pair)) {
          difference += pair;
          pairs++;
        }
      }
    }
    return new SqsDistances(
        Arrays.stream(distances).average().orElse(Double.NaN),
        difference / pairs,
        components(fields),
        associations[0],
        associations[1]);
  }

  private static double distance(Field field) {
    if (!field.isNumeric()) {
      double[][] shares = new double[2][field.size()];
      for (int table = 0; table < 2; table++) {
        for (int code : field.codes()[table]) {
          shares[table][code] += 1.0 / field.rows(table);
        }
      }
      return jensenShannon(shares[0], shares[1]);
    }
    return distance(field.numbers()[0], field.numbers()[1], doaneBins(field.numbers()[0]));
  }

  private static double distance(double[] first, double[] second, int bins) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double[] values : new double[][] {first, second}) {
      for (double value : values) {
        if (!Double.isNaN(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return jensenShannon(shares(first, min, max, bins), shares(second, min, max, bins));
  }

  private static double[] shares(double[] values, double min, double max, int bins) {
    double[] shares = new double[bins];
    int present = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        double at = max > min ? (value - min) / (max - min) * bins : 0;
        shares[Math.min(bins - 1, (int) at)]++;
        present++;
      }
    }
    for (int i = 0; i < bins; i++) {
      shares[i] /= Math.max(1, present);
    }
    return shares;
  }

  /** Doane 1976: bins that grow with the skewness. */
  private static int doaneBins(double[] values) {
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    int n = present.length;
    double mean = Arrays.stream(present).average().orElse(0);
    double square = 0;
    double cube = 0;
    for (double value : present) {
      square += (value - mean) * (value - mean) / n;
      cube += Math.pow(value - mean, 3) / n;
    }
    if (n < 3 || square == 0) {
      return 1;
    }
    double skewness = Math.abs(cube / Math.pow(square, 1.5));
    double spread = Math.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3.0)));
    double bins = 1 + log2(n) + log2(1 + skewness / spread);
    return (int) Math.min(MOST_BINS, Math.ceil(bins));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** Square root of the Jensen-Shannon divergence in bits. */
  static double jensenShannon(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      sum += p[i] > 0 ? p[i] * log2(p[i] / middle) : 0;
      sum += q[i] > 0 ? q[i] * log2(q[i] / middle) : 0;
    }
    return Math.sqrt(Math.max(0, sum / 2));
  }

  private static double association(Field a, Field b, int table) {
    if (a.isNumeric() && b.isNumeric()) {
      return Correlations.pearson(a.numbers()[table], b.numbers()[table]);
    }
    if (a.isNumeric()) {
      return Correlations.ratio(b.codes()[table], b.size(), a.numbers()[table]);
    }
    if (b.isNumeric()) {
      return Correlations.ratio(a.codes()[table], a.size(), b.numbers()[table]);
    }
    if ((long) a.size() * b.size() > 4_000_000) {
      return Double.NaN;
    }
    return Correlations.uncertainty(a.codes()[table], a.size(), b.codes()[table], b.size());
  }

  private static double components(Fields fields) {
    double[][][] scores = new double[2][][];
    for (int table = 0; table < 2; table++) {
      scores[table] = PrincipalComponents.scores(standardised(fields, table), 2);
    }
    double sum = 0;
    for (int component = 0; component < 2; component++) {
      sum += distance(scores[0][component], scores[1][component], COMPONENT_BINS);
    }
    return sum / 2;
  }

  /** Columns as numbers of mean 0 and deviation 1: names by their count, missing by the median. */
  private static double[][] standardised(Fields fields, int table) {
    double[][] columns = new double[fields.size()][];
    for (int i = 0; i < columns.length; i++) {
      Field field = fields.field(i);
      columns[i] = field.isNumeric() ? filled(field.numbers()[table]) : counted(field, table);
      double mean = Arrays.stream(columns[i]).average().orElse(0);
      double square = 0;
      for (double value : columns[i]) {
        square += (value - mean) * (value - mean) / columns[i].length;
      }
      for (int row = 0; row < columns[i].length; row++) {
        columns[i][row] = square == 0 ? 0 : (columns[i][row] - mean) / Math.sqrt(square);
      }
    }
    return columns;
  }

  private static double[] filled(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    return Arrays.stream(values).map(value -> Double.isNaN(value) ? median : value).toArray();
  }

  private static double[] counted(Field field, int table) {
    int[] counts = new int[field.size()];
    for (int code : field.codes()[table]) {
      counts[code]++;
    }
    return Arrays.stream(field.codes()[table]).mapToDouble(code -> counts[code]).toArray();
  }
}
