package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinRule;
import io.ballast.stats.bins.NumericBinLookup;
import io.ballast.tables.Batch;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Vector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives the bin of each row of a column. */
abstract sealed class BinReader {

  private BinReader() {}

  static BinReader of(BinRule rule) {
    return rule instanceof BinRule.Numeric numeric
        ? new Numbers(numeric)
        : new Strings((BinRule.Categories) rule);
  }

  /** Reads the bins of the first rows. */
  abstract void read(Vector vector, int rows, int[] into);

  private static final class Numbers extends BinReader {

    private final NumericBinLookup lookup;
    private final double[] doubles = new double[Batch.MAX_ROWS];

    Numbers(BinRule.Numeric rule) {
      lookup = new NumericBinLookup(rule.toBins());
    }

    @Override
    void read(Vector vector, int rows, int[] into) {
      if (vector instanceof DoubleVector given) {
        lookup.indicesOf(given.values(), rows, into);
        return;
      }
      LongVector longs = (LongVector) vector;
      for (int row = 0; row < rows; row++) {
        doubles[row] = longs.missing()[row] ? Double.NaN : longs.values()[row];
      }
      lookup.indicesOf(doubles, rows, into);
    }
  }

  private static final class Strings extends BinReader {

    private final Map<String, Integer> index = new HashMap<>();
    private final int unseen;
    private final int missing;
    private int[] ofCode = new int[0];

    Strings(BinRule.Categories rule) {
      int other = rule.frozen().size();
      this.unseen = other + 1;
      this.missing = other + 2;
      rule.others().forEach(category -> index.put(category, other));
      for (int i = 0; i < rule.frozen().size(); i++) {
        index.put(rule.frozen().get(i), i);
      }
    }

    @Override
    void read(Vector vector, int rows, int[] into) {
      if (vector instanceof LongVector booleans) {
        int no = index.getOrDefault("false", unseen);
        int yes = index.getOrDefault("true", unseen);
        for (int row = 0; row < rows; row++) {
          into[row] = booleans.missing()[row] ? missing : booleans.values()[row] == 0 ? no : yes;
        }
        return;
      }
      CodeVector codes = (CodeVector) vector;
      int size = codes.dictionary().size();
      if (ofCode.length < size) {
        int known = ofCode.length;
        ofCode = Arrays.copyOf(ofCode, size);
        for (int code = known; code < size; code++) {
          ofCode[code] = index.getOrDefault(codes.dictionary().value(code), unseen);
        }
      }
      for (int row = 0; row < rows; row++) {
        int code = codes.codes()[row];
        // Known categories are in the dictionary from the start: what did not fit in is unseen.
        into[row] = code == CodeVector.MISSING ? missing : code < 0 ? unseen : ofCode[code];
      }
    }
  }
}
