package io.ballast.stats.drift;

import io.ballast.stats.bins.BinnedCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The classes that a class-weighted statement counts: those with a row in the reference and a
 * weight above 0.
 *
 * @param labels their names
 * @param weights their weights
 * @param reference their counts [class][bin] in the reference
 * @param current their counts [class][bin] in the window
 */
record CountedClasses(List<String> labels, double[] weights, long[][] reference, long[][] current) {

  static CountedClasses of(BinnedCounts counts, List<String> labels, double[] weights) {
    int[] counted =
        IntStream.range(0, weights.length)
            .filter(k -> weights[k] > 0 && Arrays.stream(counts.reference()[k]).sum() > 0)
            .toArray();
    return new CountedClasses(
        Arrays.stream(counted).mapToObj(labels::get).toList(),
        Arrays.stream(counted).mapToDouble(k -> weights[k]).toArray(),
        Arrays.stream(counted).mapToObj(k -> counts.reference()[k]).toArray(long[][]::new),
        Arrays.stream(counted).mapToObj(k -> counts.current()[k]).toArray(long[][]::new));
  }

  /** Rows of the side that has fewer. */
  long rowsOfSmallerSide() {
    return Math.min(Arrays.stream(totals(reference)).sum(), Arrays.stream(totals(current)).sum());
  }

  /** What a verdict lacks, in words; empty when there is enough data. */
  List<String> lacking(DriftRule rule) {
    long[] rows = totals(reference);
    long[] windowRows = totals(current);
    long n = Arrays.stream(rows).sum();
    long m = Arrays.stream(windowRows).sum();
    List<String> lacking = new ArrayList<>();
    DriftStatements.lack(lacking, n, rule.minimumRows(), "rows with a class in the reference");
    DriftStatements.lack(lacking, m, rule.minimumRows(), "rows with a class in the window");
    DriftStatements.lack(lacking, rows.length, 2, "weighted classes in the reference");
    if (rows.length == 0) {
      return lacking;
    }
    int minority = 0;
    for (int k = 1; k < rows.length; k++) {
      minority = rows[k] <= rows[minority] ? k : minority;
    }
    long needed = rule.minimumMinorityRows();
    String what = "class " + labels.get(minority) + " rows in the ";
    DriftStatements.lack(lacking, rows[minority], needed, what + "reference");
    double expected = (double) rows[minority] * m / n;
    if (expected < needed && windowRows[minority] < needed) {
      lacking.add(
          String.format(
              Locale.ROOT,
              "%.1f expected and %d seen of %d %swindow",
              expected,
              windowRows[minority],
              needed,
              what));
    }
    return lacking;
  }

  /** Rows of each class. */
  static long[] totals(long[][] counts) {
    return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }
}
