package io.ballast.balance.measure;

import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Distances between rows: the root of the sum over the columns of the squared difference of ranks
 * (0 to 1) for numbers, and of 0.5 for names that differ, as if each were a column of 0 and half a
 * unit. A value that only one of the rows has counts as the largest difference.
 *
 * <p>Ranks are those among the real and the held-out rows together. Among the real ones alone, real
 * rows would lie evenly on the scale, while held-out and drawn rows would crowd in the same wide
 * gaps between them: held-out rows would seem nearer to drawn ones than real rows are.
 */
final class Closeness {

  private static final float MISSING = Float.NaN;

  private final int columns;
  private final List<float[][]> ranks = new ArrayList<>();
  private final List<int[][]> names = new ArrayList<>();

  Closeness(Fields fields) {
    columns = fields.size();
    for (Field field : fields.all()) {
      if (field.isNumeric()) {
        ranks.add(ranks(field));
      } else {
        names.add(field.codes());
      }
    }
  }

  private static float[][] ranks(Field field) {
    double[] sorted =
        Stream.of(field.numbers()[Fields.REAL], field.numbers()[Fields.HELD_OUT])
            .flatMapToDouble(Arrays::stream)
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    float[][] ranks = new float[field.numbers().length][];
    for (int table = 0; table < ranks.length; table++) {
      double[] values = field.numbers()[table];
      ranks[table] = new float[values.length];
      for (int row = 0; row < values.length; row++) {
        ranks[table][row] = Double.isNaN(values[row]) ? MISSING : (float) rank(sorted, values[row]);
      }
    }
    return ranks;
  }

  /**
   * The middle rank of a value among the sorted ones, over their number; between two of them by its
   * place between, so that values in one gap differ.
   */
  private static double rank(double[] sorted, double value) {
    if (sorted.length == 0) {
      return 0;
    }
    double bounded = Math.min(Math.max(value, sorted[0]), sorted[sorted.length - 1]);
    int low = below(sorted, bounded, false);
    int high = below(sorted, bounded, true);
    if (low < high) {
      return (low + high) / 2.0 / sorted.length;
    }
    double before = sorted[low - 1];
    double next = sorted[low];
    double first = (below(sorted, before, false) + low) / 2.0;
    double second = (low + below(sorted, next, true)) / 2.0;
    return (first + (second - first) * (value - before) / (next - before)) / sorted.length;
  }

  /** Values below one, or at most one. */
  private static int below(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int columns() {
    return columns;
  }

  /**
   * For each asked row of one table the squared distances to the nearest and the second nearest of
   * some rows of another.
   */
  double[][] nearest(int table, int[] asked, int other, int[] among, Workers workers) {
    double[][] found = new double[asked.length][];
    int block = 64;
    workers.each(
        (asked.length + block - 1) / block,
        piece -> {
          float[] sums = new float[among.length];
          for (int i = piece * block; i < Math.min(asked.length, (piece + 1) * block); i++) {
            found[i] = nearest(table, asked[i], other, among, sums);
          }
        });
    return found;
  }

  private double[] nearest(int table, int row, int other, int[] among, float[] sums) {
    Arrays.fill(sums, 0);
    for (float[][] column : ranks) {
      float own = column[table][row];
      float[] others = column[other];
      for (int i = 0; i < among.length; i++) {
        float difference = own - others[among[i]];
        if (!Float.isNaN(difference)) {
          sums[i] += difference * difference;
        } else if (!(Float.isNaN(own) && Float.isNaN(others[among[i]]))) {
          sums[i] += 1;
        }
      }
    }
    for (int[][] column : names) {
      int own = column[table][row];
      int[] others = column[other];
      for (int i = 0; i < among.length; i++) {
        sums[i] += own == others[among[i]] ? 0f : 0.5f;
      }
    }
    float first = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    for (float sum : sums) {
      if (sum < first) {
        second = first;
        first = sum;
      } else if (sum < second) {
        second = sum;
      }
    }
    return new double[] {first, second};
  }
}
