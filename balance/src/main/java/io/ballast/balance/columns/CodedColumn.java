package io.ballast.balance.columns;

import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column as levels and one code for each row.
 *
 * @param levels the distinct values
 * @param codes the level of each row, {@link #MISSING} where it has no value; not copied
 * @param counts rows of each level; not copied
 */
public record CodedColumn(Levels levels, int[] codes, int[] counts) {

  /** The code of a row without a value. */
  public static final int MISSING = -1;

  private static final int DENSE_RANGE = 1 << 22;

  /** Codes the first {@code rows} values of a vector. */
  public static CodedColumn of(Vector vector, int rows) {
    if (vector instanceof LongVector wholes) {
      return ofWholes(wholes.values(), wholes.missing(), rows);
    }
    if (vector instanceof DoubleVector numbers) {
      return ofNumbers(numbers.values(), rows);
    }
    return ofTexts((CodeVector) vector, rows);
  }

  /** Rows without a value. */
  public int missing() {
    return codes.length - IntStream.of(counts).sum();
  }

  private static CodedColumn ofWholes(long[] values, boolean[] missing, int rows) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    int present = 0;
    for (int i = 0; i < rows; i++) {
      if (!missing[i]) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
        present++;
      }
    }
    if (present > 0 && max - min >= 0 && max - min < DENSE_RANGE) {
      return ofDense(values, missing, rows, min, (int) (max - min) + 1);
    }
    long[] sorted = new long[present];
    int at = 0;
    for (int i = 0; i < rows; i++) {
      if (!missing[i]) {
        sorted[at++] = values[i];
      }
    }
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < present; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    long[] levels = Arrays.copyOf(sorted, distinct);
    int[] codes = new int[rows];
    int[] counts = new int[distinct];
    for (int i = 0; i < rows; i++) {
      codes[i] = missing[i] ? MISSING : Arrays.binarySearch(levels, values[i]);
      if (codes[i] >= 0) {
        counts[codes[i]]++;
      }
    }
    return new CodedColumn(new Levels.Wholes(levels), codes, counts);
  }

  /** Few possible values: counting instead of sorting. */
  private static CodedColumn ofDense(
      long[] values, boolean[] missing, int rows, long min, int range) {
    int[] seen = new int[range];
    for (int i = 0; i < rows; i++) {
      if (!missing[i]) {
        seen[(int) (values[i] - min)]++;
      }
    }
    int distinct = 0;
    for (int count : seen) {
      distinct += count > 0 ? 1 : 0;
    }
    long[] levels = new long[distinct];
    int[] counts = new int[distinct];
    int level = 0;
    for (int i = 0; i < range; i++) {
      if (seen[i] > 0) {
        levels[level] = min + i;
        counts[level] = seen[i];
        seen[i] = level++;
      }
    }
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      codes[i] = missing[i] ? MISSING : seen[(int) (values[i] - min)];
    }
    return new CodedColumn(new Levels.Wholes(levels), codes, counts);
  }

  private static CodedColumn ofNumbers(double[] values, int rows) {
    double[] sorted = new double[rows];
    int present = 0;
    for (int i = 0; i < rows; i++) {
      if (!Double.isNaN(values[i])) {
        sorted[present++] = values[i] + 0.0; // makes -0 and 0 one value
      }
    }
    Arrays.sort(sorted, 0, present);
    int distinct = 0;
    for (int i = 0; i < present; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    double[] levels = Arrays.copyOf(sorted, distinct);
    int[] codes = new int[rows];
    int[] counts = new int[distinct];
    for (int i = 0; i < rows; i++) {
      codes[i] = Double.isNaN(values[i]) ? MISSING : Arrays.binarySearch(levels, values[i] + 0.0);
      if (codes[i] >= 0) {
        counts[codes[i]]++;
      }
    }
    return new CodedColumn(new Levels.Numbers(levels), codes, counts);
  }

  private static CodedColumn ofTexts(CodeVector texts, int rows) {
    Dictionary dictionary = texts.dictionary();
    int[] seen = new int[dictionary.size()];
    int[] source = texts.codes();
    for (int i = 0; i < rows; i++) {
      if (source[i] >= 0) {
        seen[source[i]]++;
      }
    }
    int[] order =
        IntStream.range(0, seen.length)
            .filter(code -> seen[code] > 0)
            .boxed()
            .sorted(
                (a, b) ->
                    seen[a] != seen[b]
                        ? Integer.compare(seen[b], seen[a])
                        : dictionary.value(a).compareTo(dictionary.value(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] counts = IntStream.of(order).map(code -> seen[code]).toArray();
    List<String> levels = IntStream.of(order).mapToObj(dictionary::value).toList();
    for (int level = 0; level < order.length; level++) {
      seen[order[level]] = level;
    }
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      codes[i] = source[i] < 0 ? MISSING : seen[source[i]];
    }
    return new CodedColumn(new Levels.Texts(levels), codes, counts);
  }
}
