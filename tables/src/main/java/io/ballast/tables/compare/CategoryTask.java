package io.ballast.tables.compare;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.bins.CategoryBins;
import io.ballast.stats.weights.WeightedBins;
import io.ballast.tables.CodeVector;
import io.ballast.tables.Dictionary;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts a categorical or boolean column: per category on both sides, then in the bins of the
 * reference.
 */
final class CategoryTask implements ColumnTask {

  private final String name;
  private final Plan plan;
  private final int[] codes = new int[HELD_ROWS];
  private @Nullable Dictionary words;
  private final Tally[] references;
  private final Tally[] currents;
  private @Nullable Dictionary referenceWords;
  private @Nullable Dictionary currentWords;
  private boolean overflow;
  private final List<Set<String>> known = new ArrayList<>();
  private final @Nullable CategoryBins[] bins;
  private final @Nullable CategoryBins[] parityBins;

  CategoryTask(String name, Plan plan) {
    this.name = name;
    this.plan = plan;
    references = new Tally[plan.segments()];
    currents = new Tally[plan.cells()];
    Arrays.setAll(references, i -> new Tally(plan.counting()));
    Arrays.setAll(currents, i -> new Tally(plan.counting()));
    bins = new CategoryBins[plan.segments()];
    parityBins = new CategoryBins[plan.segments()];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void hold(Vector vector, int rows, int at) {
    if (vector instanceof CodeVector vectorCodes) {
      words = vectorCodes.dictionary();
      System.arraycopy(vectorCodes.codes(), 0, codes, at, rows);
      return;
    }
    words = null;
    LongVector truths = (LongVector) vector;
    for (int row = 0; row < rows; row++) {
      codes[at + row] =
          truths.missing()[row] ? CodeVector.MISSING : truths.values()[row] == 0 ? 0 : 1;
    }
  }

  @Override
  public void reference(int rows, RowPlaces places) {
    referenceWords = words;
    count(references, rows, places);
  }

  @Override
  public void current(int rows, RowPlaces places) {
    currentWords = words;
    count(currents, rows, places);
  }

  private void count(Tally[] tallies, int rows, RowPlaces places) {
    for (int row = 0; row < rows; row++) {
      int cell = places.cell[row];
      if (cell >= 0) {
        overflow |= codes[row] == CodeVector.OVERFLOW;
        tallies[cell].add(codes[row], places.rowClass[row], places.weight[row]);
      }
    }
  }

  private static String word(@Nullable Dictionary words, int code) {
    return words == null ? (code == 0 ? "false" : "true") : words.value(code);
  }

  @Override
  public void referenceDone() {
    for (int segment = 0; segment < references.length; segment++) {
      Map<String, Long> counts = new HashMap<>();
      for (int code = 0; code < references[segment].size(); code++) {
        long rows = references[segment].rows(code);
        if (rows > 0) {
          counts.put(word(referenceWords, code), rows);
        }
      }
      known.add(counts.keySet());
      bins[segment] = CategoryBins.of(counts);
      parityBins[segment] = plan.fiddlerParity() ? parityBins(counts) : null;
    }
  }

  private CategoryBins parityBins(Map<String, Long> counts) {
    List<String> given = plan.parityBins().categories().get(name);
    return given == null ? CategoryBins.all(counts) : CategoryBins.frozen(given);
  }

  @Override
  public boolean wantsReference() {
    return false;
  }

  @Override
  public void referenceKnown() {}

  @Override
  public boolean wantsBoth() {
    return false;
  }

  @Override
  public boolean isTooCoarse() {
    return false;
  }

  @Override
  public void sample(int rows, RowPlaces places) {}

  @Override
  public void restep() {}

  @Override
  public void collect(boolean isReference, int rows, RowPlaces places) {}

  @Override
  public void collected() {}

  @Override
  public @Nullable String obstacle() {
    return overflow ? "it has more than " + Dictionary.MAX_SIZE + " distinct values" : null;
  }

  @Override
  public ColumnCounts counts(int cell) {
    int segment = plan.segmentOf(cell);
    CategoryBins own = found(bins[segment]);
    int[] referenceBin = referenceBins(segment, own);
    int[] currentBin = currentBins(segment, cell, own);
    BinnedCounts counts = counts(segment, cell, own, referenceBin, currentBin);
    boolean events = plan.counting().eventWeighted();
    CategoryBins parity = parityBins[segment];
    List<String> given = plan.parityBins().categories().get(name);
    int[] referenceParity = new int[0];
    int[] currentParity = new int[0];
    if (parity != null && given != null) {
      referenceParity = binsOf(references[segment], referenceWords, parity, given);
      currentParity = binsOf(currents[cell], currentWords, parity, given);
    } else if (parity != null) {
      referenceParity = referenceBins(segment, parity);
      currentParity = currentBins(segment, cell, parity);
    }
    return new ColumnCounts(
        counts,
        plan.isWeighted() ? counts : null,
        events ? references[segment].weigh(own, referenceBin) : null,
        events ? currents[cell].weigh(own, currentBin) : null,
        null,
        null,
        parity == null ? null : counts(segment, cell, parity, referenceParity, currentParity),
        parity == null || !events ? null : references[segment].weigh(parity, referenceParity),
        parity == null || !events ? null : currents[cell].weigh(parity, currentParity),
        BinnedCounts.total(counts.current())[own.unseen()]);
  }

  private BinnedCounts counts(
      int segment, int cell, CategoryBins into, int[] referenceBin, int[] currentBin) {
    return new BinnedCounts(
        into.bins(),
        references[segment].counts(into, referenceBin),
        currents[cell].counts(into, currentBin));
  }

  private static CategoryBins found(@Nullable CategoryBins bins) {
    if (bins == null) {
      throw new IllegalStateException("bins were not found");
    }
    return bins;
  }

  private static int[] binsOf(
      Tally tally, @Nullable Dictionary words, CategoryBins into, List<String> categories) {
    Set<String> known = new HashSet<>(categories);
    int[] binOf = new int[tally.size()];
    Arrays.setAll(
        binOf,
        code -> {
          if (tally.rows(code) == 0) {
            return 0;
          }
          String word = word(words, code);
          return known.contains(word) ? into.indexOfKnown(word) : into.unseen();
        });
    return binOf;
  }

  private int[] referenceBins(int segment, CategoryBins into) {
    int[] binOf = new int[references[segment].size()];
    Arrays.setAll(
        binOf,
        code ->
            references[segment].rows(code) == 0
                ? 0
                : into.indexOfKnown(word(referenceWords, code)));
    return binOf;
  }

  private int[] currentBins(int segment, int cell, CategoryBins into) {
    int[] binOf = new int[currents[cell].size()];
    Arrays.setAll(
        binOf,
        code -> {
          if (currents[cell].rows(code) == 0) {
            return 0;
          }
          String word = word(currentWords, code);
          return known.get(segment).contains(word) ? into.indexOfKnown(word) : into.unseen();
        });
    return binOf;
  }

  /** Rows per class and code of one segment or cell. */
  private static final class Tally {

    private final RowPlaces.Counting counting;
    private final long[][] counts;
    private final long[] missing;
    private double[] sums = new double[0];
    private double[] squares = new double[0];
    private double missingSum;
    private double missingSquare;

    Tally(RowPlaces.Counting counting) {
      this.counting = counting;
      counts = new long[counting.rows()][0];
      missing = new long[counting.rows()];
    }

    int size() {
      return counts[0].length;
    }

    void add(int code, int ofClass, double weight) {
      if (code < 0) {
        missing[ofClass]++;
        missingSum += weight;
        missingSquare += weight * weight;
        return;
      }
      if (code >= size()) {
        int room = Math.max(8, code + (code >> 1) + 1);
        for (int k = 0; k < counts.length; k++) {
          counts[k] = Arrays.copyOf(counts[k], room);
        }
        if (counting.eventWeighted()) {
          sums = Arrays.copyOf(sums, room);
          squares = Arrays.copyOf(squares, room);
        }
      }
      counts[ofClass][code]++;
      if (counting.eventWeighted()) {
        sums[code] += weight;
        squares[code] += weight * weight;
      }
    }

    long rows(int code) {
      long rows = 0;
      for (long[] ofClass : counts) {
        rows += ofClass[code];
      }
      return rows;
    }

    long[][] counts(CategoryBins into, int[] binOf) {
      long[][] binned = new long[counts.length][into.bins().size()];
      for (int k = 0; k < counts.length; k++) {
        for (int code = 0; code < binOf.length; code++) {
          binned[k][binOf[code]] += counts[k][code];
        }
        binned[k][into.missing()] += missing[k];
      }
      return binned;
    }

    WeightedBins weigh(CategoryBins into, int[] binOf) {
      double[] sum = new double[into.bins().size()];
      double[] square = new double[sum.length];
      for (int code = 0; code < binOf.length; code++) {
        sum[binOf[code]] += sums[code];
        square[binOf[code]] += squares[code];
      }
      sum[into.missing()] += missingSum;
      square[into.missing()] += missingSquare;
      return new WeightedBins(sum, square, missing[0] + Arrays.stream(counts[0]).sum());
    }
  }
}
