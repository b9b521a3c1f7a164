package io.ballast.server.measure;

import io.ballast.eventstore.BinRule;
import io.ballast.stats.bins.CategoryBins;
import io.ballast.stats.bins.NumericBins;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.Table;
import io.ballast.tables.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts a column of a table into given bins. */
final class BinCounter {

  private BinCounter() {}

  static long[] count(Table table, String column, BinRule rule) {
    long[] counts = new long[rule.bins().size()];
    Place place =
        rule instanceof BinRule.Numeric numeric
            ? numbers(numeric.toBins())
            : categories((BinRule.Categories) rule);
    table.scan(
        List.of(column),
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            counts[place.of(batch.vector(0), row)]++;
          }
          return true;
        });
    return counts;
  }

  private interface Place {
    int of(Vector vector, int row);
  }

  private static Place numbers(NumericBins bins) {
    return (vector, row) -> {
      if (vector.isMissing(row)) {
        return bins.indexOf(Double.NaN);
      }
      return bins.indexOf(
          vector instanceof DoubleVector doubles
              ? doubles.values()[row]
              : ((LongVector) vector).values()[row]);
    };
  }

  private static Place categories(BinRule.Categories rule) {
    CategoryBins bins = CategoryBins.frozen(rule.frozen());
    Set<String> known = new HashSet<>(rule.frozen());
    known.addAll(rule.others());
    return (vector, row) -> {
      if (vector.isMissing(row)) {
        return bins.missing();
      }
      String value =
          vector instanceof CodeVector codes
              ? codes.dictionary().value(codes.codes()[row])
              : Boolean.toString(((LongVector) vector).values()[row] != 0);
      return known.contains(value) ? bins.indexOfKnown(value) : bins.unseen();
    };
  }
}
