package io.ballast.tables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a timestamp column of any form as microseconds since 1970-01-01T00:00:00Z.
 *
 * <p>Whole and floating numbers count seconds, milliseconds, microseconds or nanoseconds; the unit
 * is the column's, chosen by the median of its first 1,000 values: below 1e11 in size seconds,
 * below 1e14 milliseconds, below 1e17 microseconds, else nanoseconds. Text is ISO 8601 with a blank
 * or T between date and time; without a zone it is UTC.
 */
public final class Timestamps {

  /** Stands for no instant. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int SAMPLE = 1_000;

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .parseDefaulting(ChronoField.NANO_OF_DAY, 0)
          .toFormatter(Locale.ROOT);

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
        return value;
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
          instant == null
              ? fail("'" + text + "'")
              : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    return ofCode[code];
  }

  /** The instant that a text spells; null when it spells none. */
  static @Nullable Instant parse(String text) {
    try {
      String iso = text.strip().replace(' ', 'T');
      return TEXT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from)
              instanceof OffsetDateTime dated
          ? dated.toInstant()
          : LocalDateTime.from(TEXT.parse(iso)).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return date(text);
    }
  }

  private static @Nullable Instant date(String text) {
    try {
      return LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private long fail(String value) {
    throw ProblemException.input(
        "column " + column + " of " + table.name() + " holds " + value,
        "a timestamp is a time, a number since 1970 or text such as 2026-11-24T09:30:00Z",
        "mend the value or name another column with --timestamp");
  }
}
