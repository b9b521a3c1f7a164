package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventDetails;
import io.ballast.eventstore.EventRows;
import io.ballast.files.ColumnAppender;
import io.ballast.tables.CodeVector;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.NumbersVector;
import io.ballast.tables.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends events to a table of events, column by column. */
final class EventRowsSql {

  private EventRowsSql() {}

  /**
   * Appends rows that follow one another.
   *
   * @param schema of the table
   * @param rows of which some are appended; columns that they do not know are missing
   * @param first position of the first
   * @param count how many
   * @param origin where they come from
   */
  static void append(
      ColumnAppender target,
      PhysicalSchema schema,
      EventRows rows,
      int first,
      int count,
      Origin origin) {
    int done = 0;
    while (done < count) {
      int part = Math.min(count - done, target.room());
      target.beginRows(part);
      appendFixed(target, rows, first + done, part, origin, done);
      for (int index = 0; index < schema.size(); index++) {
        Vector vector = index < rows.values().size() ? rows.values().get(index) : null;
        appendValues(target, schema.column(index), vector, first + done);
      }
      target.endRows();
      done += part;
    }
  }

  /**
   * Where rows come from.
   *
   * @param sequence the received sequence of the first one
   * @param batchId null for none
   * @param source null for none
   */
  record Origin(long sequence, @Nullable String batchId, @Nullable String source) {}

  /** The order is that of {@link io.ballast.eventstore.EventField}. */
  private static void appendFixed(
      ColumnAppender target, EventRows rows, int first, int count, Origin origin, int done) {
    EventDetails details = rows.details();
    target.texts(rows.eventIds(), first);
    target.longs(rows.eventTimeMicros(), null, first);
    target.rising(origin.sequence() + done);
    appendText(target, origin.batchId());
    appendText(target, origin.source());
    appendTexts(target, details.variants(), first);
    appendLatencies(target, details.latencyMicros(), first, count);
    appendTexts(target, details.statuses(), first);
    appendTexts(target, details.extras(), first);
    appendTexts(target, details.misfits(), first);
  }

  private static void appendText(ColumnAppender target, @Nullable String text) {
    if (text == null) {
      target.nulls();
    } else {
      target.text(text);
    }
  }

  private static void appendTexts(
      ColumnAppender target, @Nullable String @Nullable [] texts, int first) {
    if (texts == null) {
      target.nulls();
    } else {
      target.texts(texts, first);
    }
  }

  private static void appendLatencies(
      ColumnAppender target, long @Nullable [] latencies, int first, int count) {
    if (latencies == null) {
      target.nulls();
      return;
    }
    boolean[] missing = new boolean[first + count];
    for (int row = first; row < missing.length; row++) {
      missing[row] = latencies[row] == EventDetails.NO_LATENCY;
    }
    target.longs(latencies, missing, first);
  }

  /** Appends the values of a column; NaN is a missing value and is stored as such. */
  private static void appendValues(
      ColumnAppender target, EventColumn column, @Nullable Vector vector, int first) {
    if (vector == null) {
      target.nulls();
      return;
    }
    switch (column.type()) {
      case FLOATING -> target.doubles(require(column, vector, DoubleVector.class).values(), first);
      case INTEGER, TIMESTAMP -> {
        LongVector longs = require(column, vector, LongVector.class);
        target.longs(longs.values(), longs.missing(), first);
      }
      case BOOLEAN -> {
        LongVector longs = require(column, vector, LongVector.class);
        target.booleans(longs.values(), longs.missing(), first);
      }
      case CATEGORY, TEXT, MISSING ->
          target.codes(require(column, vector, CodeVector.class), first);
      case NUMBERS -> target.lists(require(column, vector, NumbersVector.class).values(), first);
    }
  }

  private static <T extends Vector> T require(EventColumn column, Vector vector, Class<T> wanted) {
    return CellWriter.require(column.name(), column.type(), vector, wanted);
  }

  /** One writer for each column of the schema; columns that the batch does not know are missing. */
  static List<CellWriter> cells(PhysicalSchema schema, List<@Nullable Vector> values) {
    List<CellWriter> cells = new ArrayList<>();
    for (int index = 0; index < schema.size(); index++) {
      EventColumn column = schema.column(index);
      Vector vector = index < values.size() ? values.get(index) : null;
      cells.add(CellWriter.of(column.name(), column.type(), vector));
    }
    return cells;
  }
}
