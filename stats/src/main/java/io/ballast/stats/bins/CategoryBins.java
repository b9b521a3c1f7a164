package io.ballast.stats.bins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bins of a categorical column: the most frequent categories of the reference, Other, Unseen and
 * Missing, in this order (statistics.md 9.1). Values are compared case-exact.
 */
public final class CategoryBins {

  /** Categories of the reference that are frozen. */
  public static final int MAX_CATEGORIES = 200;

  private final List<Bin> bins;
  private final Map<String, Integer> index;

  private CategoryBins(List<String> categories) {
    List<Bin> ordered = new ArrayList<>();
    index = new HashMap<>();
    for (String category : categories) {
      index.put(category, ordered.size());
      ordered.add(Bin.of(BinKind.VALUE, category));
    }
    ordered.add(Bin.of(BinKind.OTHER, "Other"));
    ordered.add(Bin.of(BinKind.UNSEEN, "Unseen"));
    ordered.add(Bin.of(BinKind.MISSING, "Missing"));
    bins = List.copyOf(ordered);
  }

  /**
   * The bins of a reference.
   *
   * @param counts rows of each category of the reference, above 0
   */
  public static CategoryBins of(Map<String, Long> counts) {
    return frequent(counts, MAX_CATEGORIES);
  }

  /** A bin for every category of a reference, however many. */
  public static CategoryBins all(Map<String, Long> counts) {
    return frequent(counts, Integer.MAX_VALUE);
  }

  private static CategoryBins frequent(Map<String, Long> counts, int limit) {
    return new CategoryBins(
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey(CategoryBins::byCodePoint)))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The bins of categories that were frozen before, in that order; without repeats. */
  public static CategoryBins frozen(List<String> categories) {
    return new CategoryBins(categories);
  }

  /** The bins in order of display, Other, Unseen and Missing last. */
  public List<Bin> bins() {
    return bins;
  }

  /** The bin of a category of the reference: its own, or Other. */
  public int indexOfKnown(String category) {
    return index.getOrDefault(category, bins.size() - 3);
  }

  /** The bin of values that the reference lacks. */
  public int unseen() {
    return bins.size() - 2;
  }

  /** The bin of rows without a value. */
  public int missing() {
    return bins.size() - 1;
  }

  /** As code points, though UTF-16 puts surrogates below the last characters of the basic plane. */
  private static int byCodePoint(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
