package io.ballast.balance.structure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds pairs of numbers or of instants of which one is never above the other, without an exception
 * and not by chance: were the values shuffled, at least {@value #EXPECTED} rows would break it (the
 * chance that none does is below e^-10).
 */
final class OrderFinder {

  private static final double EXPECTED = 10;

  private final CodedTable table;

  OrderFinder(CodedTable table) {
    this.table = table;
  }

  /** All orders among some numeric columns. */
  List<Order> find(List<Integer> columns) {
    List<Order> orders = new ArrayList<>();
    for (int low : columns) {
      for (int high : columns) {
        if (low != high && comparable(low, high) && holds(low, high) && isBeyondChance(low, high)) {
          orders.add(new Order(low, high));
        }
      }
    }
    return orders;
  }

  private boolean comparable(int a, int b) {
    boolean instantA = table.declared(a).type() == ColumnType.TIMESTAMP;
    boolean instantB = table.declared(b).type() == ColumnType.TIMESTAMP;
    return instantA == instantB;
  }

  private boolean holds(int low, int high) {
    CodedColumn lows = table.column(low);
    CodedColumn highs = table.column(high);
    for (int row = 0; row < table.rows(); row++) {
      int a = lows.codes()[row];
      int b = highs.codes()[row];
      if (a >= 0 && b >= 0 && lows.levels().number(a) > highs.levels().number(b)) {
        return false;
      }
    }
    return true;
  }

  /** Rows of two independent columns with the same values that would break the order. */
  private boolean isBeyondChance(int low, int high) {
    CodedColumn lows = table.column(low);
    CodedColumn highs = table.column(high);
    double pairs = 0;
    long below = 0;
    int next = 0;
    for (int a = 0; a < lows.counts().length; a++) {
      while (next < highs.counts().length
          && highs.levels().number(next) < lows.levels().number(a)) {
        below += highs.counts()[next++];
      }
      pairs += (double) below * lows.counts()[a];
    }
    double both = table.rows() - Math.max(lows.missing(), highs.missing());
    double chance =
        pairs / ((double) (table.rows() - lows.missing()) * (table.rows() - highs.missing()));
    return both * chance >= EXPECTED;
  }
}
