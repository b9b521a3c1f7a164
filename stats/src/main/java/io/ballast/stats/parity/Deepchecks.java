package io.ballast.stats.parity;

import io.ballast.stats.Quantile;
import io.ballast.stats.distance.CramersV;
import io.ballast.stats.distance.KolmogorovSmirnov;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.distance.SortedValues;
import io.ballast.stats.distance.Wasserstein;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deepchecks' scores: categories below 1% of the reference in Other, PSI shares of at least 0.01,
 * Cramer's V of counts brought to one size, earth mover's distance over the range without its
 * tails.
 */
public final class Deepchecks {
  private static final double SMALLEST_CATEGORY = 0.01;
  private static final double TAIL = 0.025;

  private Deepchecks() {}

  /**
   * Figures of a numeric column.
   *
   * @param reference finite values, at least one
   * @param current likewise
   */
  public static Map<String, Double> ofNumbers(double[] reference, double[] current) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        "ks", KolmogorovSmirnov.distance(SortedValues.of(reference), SortedValues.of(current)));
    figures.put("emd", earthMovers(withoutTails(reference), withoutTails(current)));
    return figures;
  }

  private static double[] withoutTails(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    double low = Quantile.of(sorted, sorted.length, TAIL);
    double high = Quantile.of(sorted, sorted.length, 1 - TAIL);
    return Arrays.stream(sorted).filter(value -> value >= low && value <= high).toArray();
  }

  private static double earthMovers(double[] reference, double[] current) {
    double min = Math.min(reference[0], current[0]);
    double max = Math.max(reference[reference.length - 1], current[current.length - 1]);
    return max == min
        ? 0
        : Wasserstein.distance(
            SortedValues.of(scaled(reference, min, max)),
            SortedValues.of(scaled(current, min, max)));
  }

  private static double[] scaled(double[] values, double min, double max) {
    return Arrays.stream(values).map(value -> (value - min) / (max - min)).toArray();
  }

  /** Figures of a column of categories, both sides with a row. */
  public static Map<String, Double> ofCategories(CategoryCounts counts) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Joined joined = Joined.of(counts);
    double n = Arrays.stream(joined.reference).sum();
    double m = Arrays.stream(joined.current).sum();
    figures.put("cramers_v", joined.size() == 1 ? 0 : cramersV(downsized(joined)));
    figures.put(
        "psi",
        Psi.floored(
            Arrays.stream(joined.reference).map(count -> count / n).toArray(),
            Arrays.stream(joined.current).map(count -> count / m).toArray()));
    figures.put("cramers_v_balanced", counts.reference().length == 1 ? 0 : balanced(counts));
    return figures;
  }

  /** The score with {@code balance_classes}: as if all categories had the same rows before. */
  private static double balanced(CategoryCounts counts) {
    Joined all =
        new Joined(
            Arrays.stream(counts.reference()).asDoubleStream().toArray(),
            Arrays.stream(counts.current()).asDoubleStream().toArray());
    Joined sized = scaledToSmaller(all);
    int size = sized.size();
    double level = Math.floor((Arrays.stream(sized.current).sum() + size) / size);
    double[] reference = new double[size];
    double[] current = new double[size];
    for (int k = 0; k < size; k++) {
      reference[k] = level;
      current[k] = Math.rint(level * ((sized.current[k] + 1) / (sized.reference[k] + 1)));
    }
    double factor = Arrays.stream(reference).sum() / Arrays.stream(current).sum();
    double[] brought = Arrays.stream(current).map(count -> Math.rint(count * factor)).toArray();
    return cramersV(new Joined(reference, brought));
  }

  private static double cramersV(Joined counts) {
    int categories = 0;
    for (int k = 0; k < counts.size(); k++) {
      categories += counts.reference[k] + counts.current[k] > 0 ? 1 : 0;
    }
    double rows = Arrays.stream(counts.reference).sum() + Arrays.stream(counts.current).sum();
    return CramersV.corrected(
        YatesChiSquare.of(counts.reference, counts.current), rows, categories);
  }

  private static Joined downsized(Joined counts) {
    Joined scaled = scaledToSmaller(counts);
    return new Joined(
        Arrays.stream(scaled.reference).map(Math::rint).toArray(),
        Arrays.stream(scaled.current).map(Math::rint).toArray());
  }

  private static Joined scaledToSmaller(Joined counts) {
    double n = Arrays.stream(counts.reference).sum();
    double m = Arrays.stream(counts.current).sum();
    double ofReference = n > m ? m / n : 1;
    double ofCurrent = m > n ? n / m : 1;
    return new Joined(
        Arrays.stream(counts.reference).map(count -> count * ofReference).toArray(),
        Arrays.stream(counts.current).map(count -> count * ofCurrent).toArray());
  }

  /** Counts in which rare categories of the reference are one, if that is not rare itself. */
  private record Joined(double[] reference, double[] current) {

    static Joined of(CategoryCounts counts) {
      double n = Arrays.stream(counts.reference()).sum();
      double m = Arrays.stream(counts.current()).sum();
      double[] reference = new double[counts.reference().length + 1];
      double[] current = new double[reference.length];
      int kept = 0;
      double otherReference = 0;
      double otherCurrent = 0;
      for (int k = 0; k < counts.reference().length; k++) {
        if (counts.reference()[k] < n * SMALLEST_CATEGORY) {
          otherReference += counts.reference()[k];
          otherCurrent += counts.current()[k];
        } else {
          reference[kept] = counts.reference()[k];
          current[kept++] = counts.current()[k];
        }
      }
      if (otherReference > SMALLEST_CATEGORY * n || otherCurrent > SMALLEST_CATEGORY * m) {
        reference[kept] = otherReference;
        current[kept++] = otherCurrent;
      }
      return new Joined(Arrays.copyOf(reference, kept), Arrays.copyOf(current, kept));
    }

    int size() {
      return reference.length;
    }
  }
}
