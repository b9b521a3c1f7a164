package io.ballast.balance.plan;

import io.ballast.balance.columns.CodedColumn;
import io.ballast.balance.columns.LevelText;
import io.ballast.balance.columns.Levels;
import io.ballast.balance.synthesis.Condition;
import io.ballast.tables.Column;
import io.ballast.tables.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A column that is balanced: its values, or for many numbers its bins, as the levels of cells.
 *
 * @param column name and type
 * @param condition how the model sees it
 * @param codes level of each row, -1 is missing; not copied
 * @param texts of the levels
 */
public record BalanceColumn(
    Column column,
    Condition condition,
    int[] codes,
    List<String> texts,
    Map<String, Integer> levels) {

  /** Its values as they are. */
  static BalanceColumn ofValues(Column column, int position, CodedColumn coded) {
    return of(column, new Condition(position, null), coded.codes(), texts(column, coded.levels()));
  }

  /** Levels in words. */
  public static List<String> texts(Column column, Levels levels) {
    List<String> texts = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      texts.add(LevelText.of(column.type(), levels, level));
    }
    return texts;
  }

  /** The column as levels, its texts in their order. */
  public CodedColumn coded() {
    int[] counts = new int[texts.size()];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return new CodedColumn(new Levels.Texts(texts), codes, counts);
  }

  /**
   * Its bins.
   *
   * @param edges inner edges, ascending
   */
  static BalanceColumn ofBins(Column column, int position, CodedColumn coded, double[] edges) {
    int[] ofLevel = new int[coded.levels().size()];
    for (int level = 0; level < ofLevel.length; level++) {
      ofLevel[level] = bin(edges, coded.levels().number(level));
    }
    int[] codes = new int[coded.codes().length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = coded.codes()[row] < 0 ? -1 : ofLevel[coded.codes()[row]];
    }
    List<String> texts = new ArrayList<>();
    for (int bin = 0; bin <= edges.length; bin++) {
      texts.add(binText(column, edges, bin));
    }
    return of(column, new Condition(position, edges), codes, texts);
  }

  private static BalanceColumn of(
      Column column, Condition condition, int[] codes, List<String> texts) {
    Map<String, Integer> levels = new HashMap<>();
    for (int level = 0; level < texts.size(); level++) {
      levels.put(texts.get(level), level);
    }
    return new BalanceColumn(column, condition, codes, texts, levels);
  }

  /** The bin of a value, from 0. */
  static int bin(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    return at >= 0 ? at + 1 : -1 - at;
  }

  /** The microseconds of a date or an instant in ISO 8601; null when the text is neither. */
  static @Nullable Double instant(String text) {
    try {
      if (text.length() == 10) {
        return (double) LocalDate.parse(text).toEpochDay() * 86_400e6;
      }
      Instant instant = Instant.parse(text);
      return instant.getEpochSecond() * 1e6 + Math.floorDiv(instant.getNano(), 1_000);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String binText(Column column, double[] edges, int bin) {
    if (edges.length == 0) {
      return "any";
    }
    if (bin == 0) {
      return "< " + LevelText.of(column.type(), edges[0]);
    }
    String low = LevelText.of(column.type(), edges[bin - 1]);
    return bin == edges.length
        ? ">= " + low
        : low + " to < " + LevelText.of(column.type(), edges[bin]);
  }

  /**
   * Inner edges of bins of one width, at most that many bins; those of floating-point numbers are
   * rounded to three digits of the width, those of instants to days where bins are longer.
   *
   * @param levels of numbers, at least one
   */
  static double[] equalWidth(Column column, Levels levels, int bins) {
    double min = levels.number(0);
    double max = levels.number(levels.size() - 1);
    boolean isWhole = levels instanceof Levels.Wholes;
    double width = (max - min) / bins;
    double grain = isWhole ? grain(column, width) : 1;
    double scale = isWhole || width <= 0 ? 1 : Math.pow(10, 2 - Math.floor(Math.log10(width)));
    return IntStream.range(1, bins)
        .mapToDouble(i -> Math.rint((min + (max - min) * i / bins) / grain * scale) / scale * grain)
        .filter(edge -> edge > min && edge <= max)
        .distinct()
        .toArray();
  }

  private static double grain(Column column, double width) {
    double day = 86_400e6;
    return column.type() == ColumnType.TIMESTAMP && width > day ? day : 1;
  }
}
