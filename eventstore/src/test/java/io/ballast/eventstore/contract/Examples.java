package io.ballast.eventstore.contract;

import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.Limits;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.eventstore.UpdateRowsBuilder;
import io.ballast.tables.ColumnType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The model of the contracts: each type, each role, limits, classes, weights. */
public final class Examples {

  /** A model that tells who will leave. */
  public static final ModelVersion CHURN = new ModelVersion("churn 1");

  /** Another version of it. */
  public static final ModelVersion OTHER = new ModelVersion("churn 2");

  /** The noon of day 0 of the contracts; their clock shows it first. */
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** A column of each type and role. */
  public static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              EventColumn.of("amount", ColumnType.FLOATING, ColumnRole.INPUT)
                  .within(Limits.range(0, 1000)),
              EventColumn.of("age", ColumnType.INTEGER, ColumnRole.INPUT)
                  .within(Limits.range(18, 120))
                  .withMissingWords(Set.of("-999")),
              EventColumn.of("plan", ColumnType.CATEGORY, ColumnRole.INPUT)
                  .within(Limits.oneOf(List.of("basic", "plus", "gold"))),
              EventColumn.of("member", ColumnType.BOOLEAN, ColumnRole.INPUT),
              EventColumn.of("since", ColumnType.TIMESTAMP, ColumnRole.INPUT),
              EventColumn.of("vector", ColumnType.NUMBERS, ColumnRole.INPUT)
                  .within(Limits.vectorOf(3)),
              EventColumn.of("score", ColumnType.FLOATING, ColumnRole.OUTPUT)
                  .within(Limits.range(0, 1)),
              EventColumn.of("churn", ColumnType.CATEGORY, ColumnRole.TARGET),
              EventColumn.of("offer", ColumnType.CATEGORY, ColumnRole.DECISION),
              EventColumn.of("note", ColumnType.TEXT, ColumnRole.METADATA),
              EventColumn.of("w", ColumnType.FLOATING, ColumnRole.METADATA)),
          new ClassRule(List.of("no", "yes"), "churn", new Prediction.Threshold("score", 0.5)),
          "w");

  private Examples() {}

  /** Microseconds of the instant so many seconds after {@link #NOON}. */
  public static long micros(long seconds) {
    return TimeWindow.micros(NOON.plusSeconds(seconds));
  }

  /** A batch of the churn model. */
  public static EventBatch batch(String batchId, Consumer<EventRowsBuilder> rows) {
    return batch(CHURN, SCHEMA, batchId, rows);
  }

  /** A batch of any model. */
  public static EventBatch batch(
      ModelVersion model, EventSchema schema, String batchId, Consumer<EventRowsBuilder> rows) {
    EventRowsBuilder builder = new EventRowsBuilder(schema);
    rows.accept(builder);
    return new EventBatch(model, batchId, "test", builder.build());
  }

  /** A batch of late values of the churn model. */
  public static UpdateBatch update(String batchId, Consumer<UpdateRowsBuilder> rows) {
    UpdateRowsBuilder builder = new UpdateRowsBuilder(SCHEMA);
    rows.accept(builder);
    return new UpdateBatch(CHURN, batchId, "test", builder.build());
  }

  /** A batch of late labels. */
  public static UpdateBatch label(String batchId, String eventId, String churn) {
    return update(batchId, rows -> rows.row(eventId).set("churn", churn));
  }

  /**
   * A batch of plain events, one a minute.
   *
   * @param first number of the first event: its id is {@code e<number>}, its time as many minutes
   *     after {@link #NOON}
   */
  public static EventBatch events(String batchId, int first, int count) {
    return batch(
        batchId,
        rows -> {
          for (int number = first; number < first + count; number++) {
            event(rows, number);
          }
        });
  }

  /** The event of that number, as in {@link #events}. */
  public static void event(EventRowsBuilder rows, int number) {
    rows.row("e" + number, micros(60L * number))
        .set("amount", 0.5 * (number % 100))
        .set("age", 18 + number % 60)
        .set("plan", List.of("basic", "plus", "gold").get(Math.floorMod(number, 3)))
        .set("score", Math.floorMod(number, 10) / 10.0)
        .set("w", 1 + Math.floorMod(number, 4) / 4.0);
  }
}
