package io.ballast.balance.measure;

import java.util.Arrays;

/**
 * A field of several tables as few bins.
 *
 * @param codes for each table the bin of each row; not copied
 * @param size number of bins
 */
record Binned(int[][] codes, int size) {

  private static final int QUANTILES = 10;
  private static final int NAMES = 10;
  private static final int WIDTHS = 10;

  /**
   * As mostlyai-qa bins: numbers at the deciles of the first table, names as its ten most frequent
   * ones and others; missing apart.
   */
  static Binned forAccuracy(Field field) {
    return field.isNumeric() ? quantiles(field) : mostFrequent(field);
  }

  private static Binned quantiles(Field field) {
    double[] sorted = present(field.numbers()[Fields.REAL]);
    double[] edges = new double[QUANTILES - 1];
    int distinct = 0;
    for (int i = 1; i < QUANTILES && sorted.length > 0; i++) {
      double at = (double) i / QUANTILES * (sorted.length - 1);
      int low = (int) at;
      double next = sorted[Math.min(low + 1, sorted.length - 1)];
      double edge = sorted[low] + (at - low) * (next - sorted[low]);
      if (edge > sorted[0] && (distinct == 0 || edge > edges[distinct - 1])) {
        edges[distinct++] = edge;
      }
    }
    double[] kept = Arrays.copyOf(edges, distinct);
    int[][] codes = new int[field.numbers().length][];
    for (int t = 0; t < codes.length; t++) {
      codes[t] =
          Arrays.stream(field.numbers()[t])
              .mapToInt(value -> Double.isNaN(value) ? 0 : 1 + atOrAbove(kept, value))
              .toArray();
    }
    return new Binned(codes, distinct + 2);
  }

  private static double[] present(double[] values) {
    double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Number of edges that are at most the value. */
  private static int atOrAbove(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    return at >= 0 ? at + 1 : -1 - at;
  }

  private static Binned mostFrequent(Field field) {
    int[] counts = new int[field.size()];
    for (int code : field.codes()[Fields.REAL]) {
      counts[code]++;
    }
    int[] bins = new int[field.size()];
    Arrays.fill(bins, NAMES + 1);
    bins[0] = 0;
    for (int bin = 1; bin <= NAMES; bin++) {
      int best = 0;
      for (int code = 1; code < counts.length; code++) {
        if (counts[code] > 0 && (best == 0 || counts[code] > counts[best])) {
          best = code;
        }
      }
      if (best == 0) {
        break;
      }
      bins[best] = bin;
      counts[best] = 0;
    }
    return map(field, bins, NAMES + 2);
  }

  private static Binned map(Field field, int[] bins, int size) {
    int[][] codes = new int[field.codes().length][];
    for (int t = 0; t < codes.length; t++) {
      codes[t] = Arrays.stream(field.codes()[t]).map(code -> bins[code]).toArray();
    }
    return new Binned(codes, size);
  }

  /**
   * As SDMetrics discretises: numbers in ten bins of equal width, with edges of each table's own
   * and the largest value in an eleventh, where missing ones are too; names as they are, missing
   * ones apart.
   */
  static Binned forTrends(Field field) {
    if (!field.isNumeric()) {
      return new Binned(field.codes(), field.size());
    }
    int[][] codes = new int[field.numbers().length][];
    for (int t = 0; t < codes.length; t++) {
      codes[t] = widths(field.numbers()[t]);
    }
    return new Binned(codes, WIDTHS + 2);
  }

  private static int[] widths(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    double low = min == max ? min - 0.5 : min;
    double high = min == max ? max + 0.5 : max;
    int[] codes = new int[values.length];
    for (int row = 0; row < codes.length; row++) {
      double value = values[row];
      codes[row] = value < high ? 1 + (int) ((value - low) / (high - low) * WIDTHS) : WIDTHS + 1;
    }
    return codes;
  }

  /** Shares of the bins in a table. */
  double[] shares(int table) {
    double[] shares = new double[size];
    for (int code : codes[table]) {
      shares[code] += 1.0 / codes[table].length;
    }
    return shares;
  }

  /** Shares of the pairs of bins of two fields in a table. */
  double[] shares(Binned other, int table) {
    double[] shares = new double[size * other.size];
    int[] own = codes[table];
    int[] others = other.codes[table];
    for (int row = 0; row < own.length; row++) {
      shares[own[row] * other.size + others[row]]++;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= own.length;
    }
    return shares;
  }

  /** Half the sum of differences. */
  static double totalVariation(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / 2;
  }
}
