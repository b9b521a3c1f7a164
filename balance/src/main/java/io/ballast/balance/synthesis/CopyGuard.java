package io.ballast.balance.synthesis;

import io.ballast.stats.Workers;
import io.ballast.stats.trees.BinnedColumn;
import io.ballast.stats.trees.BinnedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Draws rows again that equal an uncommon training row; in private mode also those that share all
 * bins with one, and those less likely than nearly all training rows.
 */
final class CopyGuard {

  private static final int BLOCK = 4096;
  private static final int TRIES = 8;
  private static final int MOST_TRIES = 60;

  /** The place of its random numbers: no variable has it. */
  private static final int STEP = 1 << 21;

  /** Draws the values of a row again from a variable on; tells whether it keeps the rules. */
  @FunctionalInterface
  interface Redraw {
    boolean apply(int row, int from, RowRandom random);
  }

  private final Model model;
  private final Draft draft;
  private final Redraw redraw;
  private final int[] columns;
  private final List<long[]> ofTexts = new ArrayList<>();
  private final byte[][] bins;
  private final BinnedRows asked;
  private final Likelihood likelihood;

  CopyGuard(Model model, Draft draft, Redraw redraw) {
    this.model = model;
    this.draft = draft;
    this.redraw = redraw;
    this.columns = RowHashes.columns(model.structure());
    for (int column : columns) {
      boolean isText = draft.wholes(column) == null && draft.numbers(column) == null;
      ofTexts.add(isText ? RowHashes.ofLevels(model.column(column).levels()) : new long[0]);
    }
    this.bins = new byte[model.drawn()][];
    List<BinnedColumn> binned = new ArrayList<>();
    for (int variable = 0; variable < bins.length; variable++) {
      Variable drawn = model.variables().get(variable);
      bins[variable] = draft.bins(variable);
      binned.add(new BinnedColumn(bins[variable], drawn.binCount(), drawn.ordered()));
    }
    this.asked = new BinnedRows(draft.rows(), binned);
    this.likelihood = new Likelihood(model.conditions(), model.variables(), model.trees());
  }

  /** Goes over all rows; returns how many exact copies stay. */
  int apply(Workers workers, long seed) {
    AtomicInteger copies = new AtomicInteger();
    int trees = model.drawn() - model.conditions();
    if (trees == 0) {
      return 0;
    }
    workers.each(
        (draft.rows() + BLOCK - 1) / BLOCK,
        block -> {
          RowRandom random = new RowRandom();
          int end = Math.min(draft.rows(), (block + 1) * BLOCK);
          for (int row = block * BLOCK; row < end; row++) {
            random.at(seed, STEP, row);
            for (int tried = 0; tried < MOST_TRIES && isUnwanted(row, tried); tried++) {
              int again = Math.min(trees, 1 << Math.min(tried, 20));
              for (int i = 0; i < TRIES && !redraw.apply(row, model.drawn() - again, random); i++) {
                again = trees;
              }
            }
            if (isIn(model.guards().exact(), exactHash(row))) {
              copies.incrementAndGet();
            }
          }
        });
    return copies.get();
  }

  /** Exact copies are drawn again more often than those that are only alike. */
  private boolean isUnwanted(int row, int tried) {
    Model.Guards guards = model.guards();
    if (isIn(guards.exact(), exactHash(row))) {
      return true;
    }
    if (tried >= TRIES) {
      return false;
    }
    if (guards.near().length > 0 && isIn(guards.near(), RowHashes.ofBins(bins, bins.length, row))) {
      return true;
    }
    return guards.leastLikely() > Double.NEGATIVE_INFINITY
        && likelihood.of(asked, bins, row) < guards.leastLikely();
  }

  private long exactHash(int row) {
    return RowHashes.of(draft, columns, ofTexts, row);
  }

  private static boolean isIn(long[] sorted, long hash) {
    return Arrays.binarySearch(sorted, hash) >= 0;
  }
}
