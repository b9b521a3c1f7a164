package io.ballast.balance.structure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.CodedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds columns that are sums of others in every row. */
/*
 * Columns are taken one by one, those that the user balances first. The part of a column that the
 * columns before it do not explain is found by modified Gram-Schmidt on some rows (columns centred and
 * scaled, a constant goes along by the centring). Nothing left: the column is a linear function of them.
 * Its factors follow from the triangular system, are rounded to six digits and tried on all rows; a
 * column is taken only if each row agrees within half a unit of its last decimal.
 */
final class SumFinder {

  private static final int SAMPLE = 2000;
  private static final double NOTHING_LEFT = 1e-7;
  private static final double NO_FACTOR = 1e-6;
  private static final int MOST_PARTS = 12;

  private final CodedTable table;
  private final int[] sample;

  private final List<Integer> basis = new ArrayList<>();
  private final List<double[]> directions = new ArrayList<>();
  private final List<double[]> coefficients = new ArrayList<>();

  SumFinder(CodedTable table) {
    this.table = table;
    int size = Math.min(SAMPLE, table.rows());
    this.sample = new int[size];
    for (int i = 0; i < size; i++) {
      sample[i] = (int) ((long) i * table.rows() / size);
    }
  }

  /**
   * The sums among some columns.
   *
   * @param columns numeric, without missing values, not constant; those that must not be computed
   *     first
   * @param given columns that must not be computed
   */
  List<Sum> find(List<Integer> columns, Set<Integer> given) {
    List<Sum> sums = new ArrayList<>();
    for (int column : columns) {
      double[] left = standardised(column);
      double[] explained = project(left);
      if (length(left) > NOTHING_LEFT * Math.sqrt(sample.length)) {
        add(column, left, explained);
      } else if (!given.contains(column)) {
        sum(column, explained).ifPresent(sums::add);
      }
    }
    return sums;
  }

  private double mean(int column) {
    double sum = 0;
    for (int row : sample) {
      sum += value(column, row);
    }
    return sum / sample.length;
  }

  private double deviation(int column) {
    double mean = mean(column);
    double sum = 0;
    for (int row : sample) {
      double off = value(column, row) - mean;
      sum += off * off;
    }
    return Math.sqrt(sum / sample.length);
  }

  private double value(int column, int row) {
    CodedColumn coded = table.column(column);
    return coded.levels().number(coded.codes()[row]);
  }

  private double[] standardised(int column) {
    double mean = mean(column);
    double deviation = deviation(column);
    double[] values = new double[sample.length];
    if (deviation > 0) {
      for (int i = 0; i < sample.length; i++) {
        values[i] = (value(column, sample[i]) - mean) / deviation;
      }
    }
    return values;
  }

  /** Takes the known directions out of a column, twice for accuracy; returns how much of each. */
  private double[] project(double[] column) {
    double[] explained = new double[directions.size()];
    for (int pass = 0; pass < 2; pass++) {
      for (int d = 0; d < explained.length; d++) {
        double[] direction = directions.get(d);
        double along = 0;
        for (int i = 0; i < column.length; i++) {
          along += column[i] * direction[i];
        }
        for (int i = 0; i < column.length; i++) {
          column[i] -= along * direction[i];
        }
        explained[d] += along;
      }
    }
    return explained;
  }

  private void add(int column, double[] left, double[] explained) {
    double length = length(left);
    for (int i = 0; i < left.length; i++) {
      left[i] /= length;
    }
    double[] row = java.util.Arrays.copyOf(explained, explained.length + 1);
    row[explained.length] = length;
    basis.add(column);
    directions.add(left);
    coefficients.add(row);
  }

  private static double length(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /** Solves for the factors of the basis columns and tries them on all rows. */
  private Optional<Sum> sum(int column, double[] explained) {
    double[] left = explained.clone();
    List<Integer> parts = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    double deviation = deviation(column);
    for (int b = left.length - 1; b >= 0; b--) {
      double scaled = left[b] / coefficients.get(b)[b];
      for (int d = 0; d < b; d++) {
        left[d] -= scaled * coefficients.get(b)[d];
      }
      if (Math.abs(scaled) > NO_FACTOR) {
        parts.add(0, basis.get(b));
        factors.add(0, sixDigits(scaled * deviation / deviation(basis.get(b))));
      }
    }
    if (parts.isEmpty() || parts.size() > MOST_PARTS) {
      return Optional.empty();
    }
    double constant = mean(column);
    for (int i = 0; i < parts.size(); i++) {
      constant -= factors.get(i) * mean(parts.get(i));
    }
    Sum sum = new Sum(column, parts, factors, sixDigits(constant));
    return holds(sum) ? Optional.of(sum) : Optional.empty();
  }

  private static double sixDigits(double value) {
    if (Math.abs(value) < 1e-9) {
      return 0;
    }
    double scale = Math.pow(10, 5 - Math.floor(Math.log10(Math.abs(value))));
    double rounded = Math.rint(value * scale) / scale;
    double whole = Math.rint(value);
    return Math.abs(value - whole) < 1e-6 * Math.max(1, Math.abs(value)) ? whole : rounded;
  }

  private boolean holds(Sum sum) {
    Decimals decimals = Decimals.of(table.column(sum.total()).levels());
    for (int row = 0; row < table.rows(); row++) {
      double computed = sum.constant();
      for (int i = 0; i < sum.parts().size(); i++) {
        computed += sum.factors().get(i) * value(sum.parts().get(i), row);
      }
      double actual = value(sum.total(), row);
      if (decimals.round(computed) != decimals.round(actual)) {
        return false;
      }
    }
    return true;
  }
}
