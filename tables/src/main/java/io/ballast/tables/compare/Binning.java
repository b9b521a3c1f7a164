package io.ballast.tables.compare;

import io.ballast.stats.Moments;
import io.ballast.stats.bins.EqualWidth;
import io.ballast.stats.bins.NumericBins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the bins of numeric columns are found, always from the reference alone. The outer bins are
 * open, so that no value of the window falls outside.
 *
 * @param rule of the columns that have no edges of their own
 * @param count bins of the rules that take a number, from 2; of the others it is not looked at
 * @param edges inner edges of columns, finite and rising, at least one each
 */
public record Binning(Rule rule, int count, Map<String, List<Double>> edges) {

  /** Quantile bins where nothing else is asked for. */
  public static final int DEFAULT_COUNT = 10;

  /** A rule for all columns. */
  public enum Rule {
    /** As many reference rows in each; heavy values and few values have bins of their own. */
    QUANTILES,
    /** As wide as each other, from the least to the greatest value. */
    EQUAL_WIDTH,
    /** As wide as each other, their number by that of the rows (H. A. Sturges, 1926). */
    STURGES,
    /** The same, and more for skewed values (D. P. Doane, 1976). */
    DOANE
  }

  public Binning {
    Map<String, List<Double>> copies = new LinkedHashMap<>();
    edges.forEach((column, own) -> copies.put(column, List.copyOf(own)));
    edges = Collections.unmodifiableMap(copies);
  }

  /** So many quantile bins. */
  public static Binning quantiles(int count) {
    return new Binning(Rule.QUANTILES, count, Map.of());
  }

  /**
   * Whether a column has bins that follow from the number, the range and the skewness of values.
   */
  boolean needsMoments(String column) {
    return rule != Rule.QUANTILES && !edges.containsKey(column);
  }

  /**
   * The bins of a column; none where they are quantiles.
   *
   * @param values the reference's
   */
  Optional<NumericBins> of(String column, Moments values) {
    List<Double> own = edges.get(column);
    if (own != null) {
      return Optional.of(intervals(own.stream().mapToDouble(edge -> edge).toArray()));
    }
    if (rule == Rule.QUANTILES) {
      return Optional.empty();
    }
    if (values.rows() == 0) {
      return Optional.of(intervals(new double[0]));
    }
    EqualWidth bins =
        switch (rule) {
          case EQUAL_WIDTH -> EqualWidth.of(values.min(), values.max(), count);
          case STURGES -> EqualWidth.sturges(values, false);
          default -> EqualWidth.doane(values);
        };
    return Optional.of(intervals(bins.innerEdges()));
  }

  private static NumericBins intervals(double[] edges) {
    return NumericBins.intervals(edges, new double[0]);
  }

  /** As {@code --bins} takes it. */
  public String spelled() {
    List<String> words = new ArrayList<>();
    switch (rule) {
      case QUANTILES -> words.add(Integer.toString(count));
      case EQUAL_WIDTH -> words.add("width:" + count);
      case STURGES -> words.add("sturges");
      case DOANE -> words.add("doane");
    }
    edges.forEach(
        (column, own) ->
            words.add(
                column + "=" + String.join(":", own.stream().map(Binning::shortest).toList())));
    return String.join(", ", words);
  }

  private static String shortest(double edge) {
    return edge == Math.rint(edge) && Math.abs(edge) < 1e15
        ? Long.toString((long) edge)
        : Double.toString(edge);
  }

  /** In words, for people. */
  public String inWords() {
    String text =
        switch (rule) {
          case QUANTILES ->
              count
                  + " bins of equally many reference rows with open ends; one bin per value up to 20"
                  + " values; a value that a fifth of the rows share has a bin of its own.";
          case EQUAL_WIDTH ->
              count + " bins of equal width over the range of the reference, with open ends.";
          case STURGES ->
              "bins of equal width over the range of the reference, with open ends; their number"
                  + " after Sturges.";
          case DOANE ->
              "bins of equal width over the range of the reference, with open ends; their number"
                  + " after Doane.";
        };
    return edges.isEmpty()
        ? text
        : text + " Of " + String.join(", ", edges.keySet()) + " the edges were given.";
  }
}
