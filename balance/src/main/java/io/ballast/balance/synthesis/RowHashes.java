package io.ballast.balance.synthesis;

import io.ballast.balance.columns.CodedTable;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.structure.Structure;
import io.ballast.stats.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One hash for each row, of the values that are drawn: keys, constants and followers add nothing.
 */
final class RowHashes {

  private static final int BLOCK = 1 << 14;
  private static final long MISSING = 0x5bd1e995;

  private RowHashes() {}

  /** Columns whose values are hashed. */
  static int[] columns(Structure structure) {
    return IntStream.range(0, structure.roles().size()).filter(structure::isDrawn).toArray();
  }

  /** Of training rows. */
  static long[] of(CodedTable table, Structure structure, Workers workers) {
    List<long[]> ofLevels = new ArrayList<>();
    List<int[]> codes = new ArrayList<>();
    for (int column : columns(structure)) {
      ofLevels.add(ofLevels(table.column(column).levels()));
      codes.add(table.codes(column));
    }
    long[] hashes = new long[table.rows()];
    workers.each(
        (table.rows() + BLOCK - 1) / BLOCK,
        block -> {
          int end = Math.min(table.rows(), (block + 1) * BLOCK);
          for (int column = 0; column < codes.size(); column++) {
            long[] values = ofLevels.get(column);
            int[] levels = codes.get(column);
            for (int row = block * BLOCK; row < end; row++) {
              hashes[row] = Hashes.and(hashes[row], values[levels[row] + 1]);
            }
          }
        });
    return hashes;
  }

  /** Of a row of a draft. */
  static long of(Draft draft, int[] columns, List<long[]> ofTexts, int row) {
    long hash = 0;
    for (int i = 0; i < columns.length; i++) {
      hash = Hashes.and(hash, value(draft, columns[i], ofTexts.get(i), row));
    }
    return hash;
  }

  private static long value(Draft draft, int column, long[] ofTexts, int row) {
    if (draft.isMissing(column, row)) {
      return MISSING;
    }
    if (draft.wholes(column) != null) {
      return Hashes.of(draft.whole(column, row));
    }
    if (draft.numbers(column) != null) {
      return Hashes.of(Double.doubleToLongBits(draft.number(column, row)));
    }
    return ofTexts[draft.level(column, row) + 1];
  }

  /** Of the levels of a column, the missing one first. */
  static long[] ofLevels(Levels levels) {
    long[] hashes = new long[levels.size() + 1];
    hashes[0] = MISSING;
    for (int level = 0; level < levels.size(); level++) {
      if (levels instanceof Levels.Texts texts) {
        hashes[level + 1] = Hashes.of(texts.values().get(level));
      } else if (levels instanceof Levels.Wholes wholes) {
        hashes[level + 1] = Hashes.of(wholes.values()[level]);
      } else {
        hashes[level + 1] = Hashes.of(Double.doubleToLongBits(levels.number(level)));
      }
    }
    return hashes;
  }

  /** Of the bins of a row. */
  static long ofBins(byte[][] bins, int variables, int row) {
    long hash = 0;
    for (int variable = 0; variable < variables; variable++) {
      hash = Hashes.and(hash, Hashes.of(bins[variable][row] & 0xffL));
    }
    return hash;
  }

  /** Ascending, each once, without those that at least {@code common} rows share. */
  static long[] uncommon(long[] hashes, int common) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      if (end - i < common) {
        sorted[kept++] = sorted[i];
      }
      i = end;
    }
    return Arrays.copyOf(sorted, kept);
  }
}
