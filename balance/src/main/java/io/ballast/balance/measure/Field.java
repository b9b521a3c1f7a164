package io.ballast.balance.measure;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.LevelText;
import io.ballast.tables.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One column of the same kind in several tables, either numbers or names.
 *
 * @param column name and type
 * @param isNumeric whether {@code numbers} are meant, else {@code codes}
 * @param numbers for each table one value a row, NaN is missing; not copied
 * @param codes for each table one code a row, 0 is missing; equal codes are equal values; not
 *     copied
 * @param texts of the codes; code 0, missing, is empty
 */
record Field(
    Column column, boolean isNumeric, double[][] numbers, int[][] codes, List<String> texts) {

  static Field ofNumbers(Column column, List<CodedColumn> tables) {
    double[][] numbers = new double[tables.size()][];
    for (int t = 0; t < numbers.length; t++) {
      CodedColumn coded = tables.get(t);
      numbers[t] = new double[coded.codes().length];
      for (int row = 0; row < numbers[t].length; row++) {
        int code = coded.codes()[row];
        numbers[t][row] = code < 0 ? Double.NaN : coded.levels().number(code);
      }
    }
    return new Field(column, true, numbers, new int[0][], List.of());
  }

  static Field ofNames(Column column, List<CodedColumn> tables) {
    Map<String, Integer> known = new HashMap<>();
    List<String> texts = new ArrayList<>(List.of(""));
    List<int[]> codes = new ArrayList<>();
    for (CodedColumn coded : tables) {
      int[] shared = new int[coded.levels().size() + 1];
      for (int level = 0; level < coded.levels().size(); level++) {
        String text = LevelText.of(column.type(), coded.levels(), level);
        Integer code = known.putIfAbsent(text, texts.size());
        shared[level + 1] = code == null ? texts.size() : code;
        if (code == null) {
          texts.add(text);
        }
      }
      int[] own = new int[coded.codes().length];
      for (int row = 0; row < own.length; row++) {
        own[row] = shared[Math.max(0, coded.codes()[row] + 1)];
      }
      codes.add(own);
    }
    return new Field(column, false, new double[0][], codes.toArray(new int[0][]), texts);
  }

  String name() {
    return column.name();
  }

  /** Number of codes, the missing one included. */
  int size() {
    return texts.size();
  }

  /** The same field with one more table of numbers. */
  Field with(double[] more) {
    double[][] all = Arrays.copyOf(numbers, numbers.length + 1);
    all[numbers.length] = more;
    return new Field(column, isNumeric, all, codes, texts);
  }

  /** The same field with one more table of codes. */
  Field with(int[] more) {
    int[][] all = Arrays.copyOf(codes, codes.length + 1);
    all[codes.length] = more;
    return new Field(column, isNumeric, numbers, all, texts);
  }

  /** Number of rows of a table. */
  int rows(int table) {
    return isNumeric ? numbers[table].length : codes[table].length;
  }
}
