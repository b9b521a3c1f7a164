package io.ballast.tables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a timestamp column of any form as microseconds since 1970-01-01T00:00:00Z.
 *
 * <p>Whole and floating numbers count seconds, milliseconds, microseconds or nanoseconds. Unless
 * the unit is named, it is the column's, chosen by the median of its first 1,000 values: below 1e11
 * in size seconds, below 1e14 milliseconds, below 1e17 microseconds, else nanoseconds. So a column
 * of today's times keeps its unit whatever far dates stand in between (the year 30000 for "never"),
 * while a column of nothing but such dates needs its unit named: 884541340800000 is the year 30000
 * in milliseconds and 1998 in microseconds.
 *
 * <p>Text is ISO 8601 with a blank or T between date and time and a year of four to six digits;
 * without a zone it is UTC.
 */
public final class Timestamps {

  /** Stands for no instant. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int SAMPLE = 1_000;

  /** A date, and perhaps a time of day and a zone. */
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4, 6, SignStyle.NORMAL)
          .appendPattern("-MM-dd")
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final Table table;
  private final String column;
  private final ColumnType type;
  private final double microsPerUnit;
  private long[] ofCode = new long[0];

  private Timestamps(Table table, String column, ColumnType type, double microsPerUnit) {
    this.table = table;
    this.column = column;
    this.type = type;
    this.microsPerUnit = microsPerUnit;
  }

  /**
   * A reader of a column.
   *
   * @throws ProblemException if the column is true or false
   */
  public static Timestamps of(Table table, String column) {
    ColumnType type = table.schema().find(column).orElseThrow().type();
    if (type == ColumnType.BOOLEAN) {
      throw ProblemException.input(
          "column " + column + " of " + table.name() + " is true or false",
          "a timestamp is a time, a number since 1970 or text such as 2026-11-24T09:30:00Z",
          "name another column with --timestamp");
    }
    boolean counts = type == ColumnType.INTEGER || type == ColumnType.FLOATING;
    return new Timestamps(table, column, type, counts ? microsPerUnit(median(table, column)) : 1);
  }

  private static double median(Table table, String column) {
    double[] sizes = new double[SAMPLE];
    int[] held = {0};
    table.scan(
        List.of(column),
        batch -> {
          Vector vector = batch.vector(0);
          for (int row = 0; row < batch.rows() && held[0] < SAMPLE; row++) {
            if (!vector.isMissing(row)) {
              sizes[held[0]++] = Math.abs(number(vector, row));
            }
          }
          return held[0] < SAMPLE;
        });
    double[] sorted = Arrays.copyOf(sizes, held[0]);
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static double microsPerUnit(double typical) {
    if (typical < 1e11) {
      return 1e6;
    }
    if (typical < 1e14) {
      return 1e3;
    }
    return typical < 1e17 ? 1 : 1e-3;
  }

  private static double number(Vector vector, int row) {
    return vector instanceof LongVector longs
        ? longs.values()[row]
        : ((DoubleVector) vector).values()[row];
  }

  /**
   * The instant of a row.
   *
   * @param vector of the column
   * @return microseconds since 1970, or {@link #NONE} for a missing value
   * @throws ProblemException if text is no instant, or the instant is more than 200,000 years away
   */
  public long micros(Vector vector, int row) {
    if (vector.isMissing(row)) {
      return NONE;
    }
    if (vector instanceof CodeVector codes) {
      return ofCode(codes, codes.codes()[row]);
    }
    if (vector instanceof LongVector longs) {
      long value = longs.values()[row];
      if (type == ColumnType.TIMESTAMP || microsPerUnit == 1) {
        return inRange((double) value) ? value : fail(Long.toString(value));
      }
      if (microsPerUnit < 1) {
        return Math.floorDiv(value, 1000L);
      }
      return inRange(value * microsPerUnit)
          ? value * (long) microsPerUnit
          : fail(Long.toString(value));
    }
    double micros = ((DoubleVector) vector).values()[row] * microsPerUnit;
    return inRange(micros)
        ? (long) Math.floor(micros)
        : fail(Double.toString(micros / microsPerUnit));
  }

  private static boolean inRange(double micros) {
    return Math.abs(micros) < 6e18;
  }

  private long ofCode(CodeVector codes, int code) {
    if (code < 0) {
      return fail("text that is different in more than " + Dictionary.MAX_SIZE + " rows");
    }
    if (code >= ofCode.length) {
      int from = ofCode.length;
      ofCode = Arrays.copyOf(ofCode, 2 * code + 16);
      Arrays.fill(ofCode, from, ofCode.length, NONE);
    }
    if (ofCode[code] == NONE) {
      String text = codes.dictionary().value(code);
      Instant instant = parse(text);
      ofCode[code] =
          instant == null || !inRange(instant.getEpochSecond() * 1e6)
              ? fail("'" + text + "'")
              : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
    return ofCode[code];
  }

  /** The instant that a text spells; null when it spells none. */
  static @Nullable Instant parse(String text) {
    TemporalAccessor parsed;
    try {
      parsed = TEXT.parse(text.strip().replace(' ', 'T'));
    } catch (DateTimeException e) {
      return null;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset zone = parsed.query(TemporalQueries.offset());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(zone == null ? ZoneOffset.UTC : zone);
  }

  private long fail(String value) {
    throw ProblemException.input(
        "column " + column + " of " + table.name() + " holds " + value,
        "a timestamp is a time, a number since 1970 or text such as 2026-11-24T09:30:00Z",
        "mend the value or name another column with --timestamp");
  }
}
