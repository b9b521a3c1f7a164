package io.ballast.balance.measure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One column of the same kind in several tables, either numbers or names.
 *
 * @param name of the column
 * @param isNumeric whether {@code numbers} are meant, else {@code codes}
 * @param numbers for each table one value a row, NaN is missing; not copied
 * @param codes for each table one code a row, 0 is missing; equal codes are equal values; not
 *     copied
 * @param size number of codes, the missing one included
 */
record Field(String name, boolean isNumeric, double[][] numbers, int[][] codes, int size) {

  static Field ofNumbers(String name, List<CodedColumn> tables) {
    double[][] numbers = new double[tables.size()][];
    for (int t = 0; t < numbers.length; t++) {
      CodedColumn column = tables.get(t);
      numbers[t] = new double[column.codes().length];
      for (int row = 0; row < numbers[t].length; row++) {
        int code = column.codes()[row];
        numbers[t][row] = code < 0 ? Double.NaN : column.levels().number(code);
      }
    }
    return new Field(name, true, numbers, new int[0][], 0);
  }

  static Field ofNames(String name, List<CodedColumn> tables) {
    Map<Object, Integer> known = new HashMap<>();
    List<int[]> codes = new ArrayList<>();
    for (CodedColumn column : tables) {
      int[] shared = new int[column.levels().size() + 1];
      for (int level = 0; level < column.levels().size(); level++) {
        Object value =
            column.levels() instanceof Levels.Texts texts
                ? texts.values().get(level)
                : column.levels().number(level);
        shared[level + 1] = known.computeIfAbsent(value, fresh -> known.size() + 1);
      }
      int[] own = new int[column.codes().length];
      for (int row = 0; row < own.length; row++) {
        own[row] = shared[column.codes()[row] + 1];
      }
      codes.add(own);
    }
    return new Field(name, false, new double[0][], codes.toArray(new int[0][]), known.size() + 1);
  }

  /** The same field with one more table of numbers. */
  Field with(double[] more) {
    double[][] all = Arrays.copyOf(numbers, numbers.length + 1);
    all[numbers.length] = more;
    return new Field(name, isNumeric, all, codes, size);
  }

  /** The same field with one more table of codes. */
  Field with(int[] more) {
    int[][] all = Arrays.copyOf(codes, codes.length + 1);
    all[codes.length] = more;
    return new Field(name, isNumeric, numbers, all, size);
  }

  /** Number of rows of a table. */
  int rows(int table) {
    return isNumeric ? numbers[table].length : codes[table].length;
  }
}
