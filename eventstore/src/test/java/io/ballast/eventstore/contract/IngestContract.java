package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.OTHER;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.event;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventDetails;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventRows;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.LongVector;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events go in as they come, once, and what cannot go in is told row by row. */
public abstract class IngestContract extends StoreContract {

  protected IngestContract(StoreFactory factory) {
    super(factory);
  }

  @Test
  void ingest_allTypes_areReadAsTheyCame() {
    Receipt receipt =
        store.ingest(
            batch(
                "b1",
                rows ->
                    rows.row("e1", micros(1))
                        .variant("shadow")
                        .latencyMicros(1500)
                        .status("timeout")
                        .extra("{\"region\":\"north\"}")
                        .set("amount", 12.5)
                        .set("age", 44)
                        .set("plan", "plus")
                        .set("member", true)
                        .set("since", "2020-02-29T01:02:03.000004Z")
                        .set("vector", List.of(0.1, -2, 3e-300))
                        .set("score", 0.75)
                        .set("churn", "yes")
                        .set("offer", "none")
                        .set("note", "called twice")
                        .set("w", 2)
                        .row("e2", micros(2))));
    assertThat(receipt).isEqualTo(new Receipt(2, 0, 0, List.of(), receipt.lastSequence(), false));
    List<Map<String, @Nullable Object>> rows = everything();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .containsEntry("event_id", "e1")
        .containsEntry("event_time", micros(1))
        .containsEntry("received_sequence", receipt.lastSequence() - 1)
        .containsEntry("batch_id", "b1")
        .containsEntry("source", "test")
        .containsEntry("variant", "shadow")
        .containsEntry("latency_micros", 1500L)
        .containsEntry("status", "timeout")
        .containsEntry("extra", "{\"region\":\"north\"}")
        .containsEntry("misfits", null)
        .containsEntry("amount", 12.5)
        .containsEntry("age", 44L)
        .containsEntry("plan", "plus")
        .containsEntry("member", 1L)
        .containsEntry("since", TimeWindow.micros(Instant.parse("2020-02-29T01:02:03.000004Z")))
        .containsEntry("vector", List.of(0.1, -2.0, 3e-300))
        .containsEntry("score", 0.75)
        .containsEntry("churn", "yes")
        .containsEntry("offer", "none")
        .containsEntry("note", "called twice")
        .containsEntry("w", 2.0);
    assertThat(rows.get(1))
        .containsEntry("event_id", "e2")
        .containsEntry("received_sequence", receipt.lastSequence());
    SCHEMA.columns().forEach(column -> assertThat(rows.get(1).get(column.name())).isNull());
  }

  @Test
  void ingest_extremeNumbers_areReadAsTheyCame() {
    EventSchema schema =
        EventSchema.of(
            List.of(
                EventColumn.of("d", ColumnType.FLOATING, ColumnRole.INPUT),
                EventColumn.of("l", ColumnType.INTEGER, ColumnRole.INPUT),
                EventColumn.of("t", ColumnType.TIMESTAMP, ColumnRole.INPUT),
                EventColumn.of("v", ColumnType.NUMBERS, ColumnRole.INPUT)));
    store.register(OTHER, schema);
    double[] doubles = {
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MIN_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0.1 + 0.2,
      Math.nextUp(1.0)
    };
    long[] longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, (1L << 53) + 1, Integer.MAX_VALUE, 42};
    EventRows rows =
        batch(
                OTHER,
                schema,
                "b1",
                builder -> {
                  for (int row = 0; row < doubles.length; row++) {
                    builder
                        .row("e" + row, micros(row - 86400))
                        .set("d", doubles[row])
                        .set("l", longs[row])
                        .set("v", new double[] {doubles[row], Double.NaN});
                  }
                })
            .rows();
    List<@Nullable Vector> values = new ArrayList<>(rows.values());
    values.set(2, new LongVector(longs, new boolean[longs.length]));
    store.ingest(
        new EventBatch(
            OTHER,
            "b1",
            "test",
            new EventRows(rows.eventIds(), rows.eventTimeMicros(), rows.details(), values)));
    for (int round = 0; round < 2; round++) {
      List<Map<String, @Nullable Object>> read = everything(OTHER);
      for (int row = 0; row < doubles.length; row++) {
        assertThat(read.get(row))
            .containsEntry("d", doubles[row])
            .containsEntry("l", longs[row])
            .containsEntry("t", longs[row])
            .containsEntry("v", List.of(doubles[row], Double.NaN));
      }
      RollUpLines.assertEqualRecount(store, OTHER);
      days(1);
      assertThat(store.seal(new TaskControl()).days()).isEqualTo(1 - round);
    }
  }

  @Test
  void ingest_textsOfAnyKind_areReadAsTheyCame() {
    List<String> texts =
        List.of(
            "",
            " ",
            "null",
            "'; DROP TABLE events; --",
            "quote \" and \\ and\ttab\r\nline",
            "Grüße, 日本語, \uD83D\uDE00 and \uD834\uDD1E",
            "nul \u0000 within",
            "x".repeat(1 << 20));
    store.ingest(
        batch(
            "b1",
            rows -> {
              for (int row = 0; row < texts.size(); row++) {
                rows.row("e" + row, micros(row))
                    .set("note", texts.get(row))
                    .set("offer", texts.get(row));
              }
            }));
    assertThat(values("note")).isEqualTo(texts);
    assertThat(values("offer")).isEqualTo(texts);
  }

  @Test
  void ingest_idsOfAnyKind_areTold() {
    List<String> ids =
        List.of("'", "a,b", "e 1", "E1", "e1", "\uD83D\uDE00", "ü", "x".repeat(1000), "0", "00");
    EventBatch batch =
        batch(
            "b1",
            rows -> {
              for (int row = 0; row < ids.size(); row++) {
                rows.row(ids.get(row), micros(row));
              }
            });
    assertThat(store.ingest(batch).stored()).isEqualTo(ids.size());
    assertThat(ids()).isEqualTo(ids);
    EventBatch again = new EventBatch(CHURN, "b2", "test", batch.rows());
    assertThat(store.ingest(again).unchanged()).isEqualTo(ids.size());
  }

  @Test
  void ingest_valuesThatBreakTheSchema_areStoredAndCounted() {
    store.ingest(
        batch(
            "b1",
            rows ->
                rows.row("range", micros(0))
                    .set("amount", 1000.5)
                    .set("age", 17)
                    .set("plan", "GOLD")
                    .set("member", true)
                    .set("since", 0L)
                    .set("vector", List.of(1, 2))
                    .set("score", -0.1)
                    .set("offer", "x")
                    .set("note", "x")
                    .set("w", 1)
                    .row("type", micros(1))
                    .set("amount", "many")
                    .set("age", 1.5)
                    .set("plan", "gold")
                    .set("member", "perhaps")
                    .set("since", "yesterday")
                    .set("vector", "[1, x]")
                    .set("score", List.of(1))
                    .set("offer", "x")
                    .set("note", "x")
                    .set("w", 1)
                    .row("missing", micros(2))
                    .set("age", -999)));
    List<Map<String, @Nullable Object>> rows = everything();
    assertThat(rows.get(0))
        .containsEntry("amount", 1000.5)
        .containsEntry("age", 17L)
        .containsEntry("plan", "GOLD")
        .containsEntry("vector", List.of(1.0, 2.0))
        .containsEntry("misfits", null);
    assertThat(rows.get(1))
        .containsEntry("amount", null)
        .containsEntry(
            "misfits",
            "{\"amount\":\"many\",\"age\":\"1.5\",\"member\":\"perhaps\",\"since\":\"yesterday\","
                + "\"vector\":\"[1, x]\",\"score\":\"[1]\"}");
    Map<String, long[]> expected =
        Map.ofEntries(
            Map.entry("amount", new long[] {1, 1, 1}),
            Map.entry("age", new long[] {1, 1, 1}),
            Map.entry("plan", new long[] {1, 1, 0}),
            Map.entry("member", new long[] {1, 0, 1}),
            Map.entry("since", new long[] {1, 0, 1}),
            Map.entry("vector", new long[] {1, 1, 1}),
            Map.entry("score", new long[] {1, 1, 1}),
            Map.entry("churn", new long[] {3, 0, 0}),
            Map.entry("offer", new long[] {1, 0, 0}),
            Map.entry("note", new long[] {1, 0, 0}),
            Map.entry("w", new long[] {1, 0, 0}));
    expected.forEach(
        (column, counts) -> {
          var series = store.integrity(CHURN, column, TimeWindow.ALL);
          assertThat(
                  new long[] {series.missing()[0], series.outOfRange()[0], series.wrongType()[0]})
              .as(column)
              .isEqualTo(counts);
          assertThat(series.any()[0]).as(column).isEqualTo(counts[0] + counts[1] + counts[2]);
        });
    var all = store.integrity(CHURN, TimeWindow.ALL);
    assertThat(all.missing()).containsExactly(1); // a missing target is no fault of the row
    assertThat(all.outOfRange()).containsExactly(1);
    assertThat(all.wrongType()).containsExactly(1);
    assertThat(all.any()).containsExactly(3);
  }

  @Test
  void ingest_sameIdWithEqualValues_changesNothing() {
    store.ingest(batch("b1", rows -> event(rows, 1)));
    List<Map<String, @Nullable Object>> before = everything();
    Receipt again = store.ingest(batch("b2", rows -> event(rows, 1)));
    assertThat(again).isEqualTo(new Receipt(0, 1, 0, List.of(), -1, false));
    Receipt twice =
        store.ingest(
            batch(
                "b3",
                rows -> {
                  event(rows, 2);
                  event(rows, 2);
                }));
    assertThat(twice.stored()).isOne();
    assertThat(twice.unchanged()).isOne();
    reopen();
    assertThat(store.ingest(batch("b4", rows -> event(rows, 1))).unchanged()).isOne();
    assertThat(everything()).hasSize(2).startsWith(before.get(0));
    assertThat(store.refusals(CHURN)).isEmpty();
  }

  @Test
  void ingest_sameIdWithOtherValues_keepsTheFirstAndTells() {
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("age", 30).set("plan", "plus")));
    List<Map<String, @Nullable Object>> before = everything();
    Receipt receipt =
        store.ingest(
            batch(
                "b2",
                rows ->
                    rows.row("e1", micros(1))
                        .set("age", 31)
                        .set("plan", "plus")
                        .row("e2", micros(2))
                        .row("e1", micros(1))
                        .set("age", 30)
                        .set("plan", "plus")
                        .row("e1", micros(3))
                        .set("age", 30)
                        .set("plan", "plus")
                        .row("e1", micros(1))
                        .set("age", 30)
                        .row("e1", micros(1))
                        .set("age", 30)
                        .set("plan", "plus")
                        .status("late")));
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.unchanged()).isOne();
    assertThat(receipt.refused()).isEqualTo(4);
    assertThat(receipt.problems()).extracting(RowProblem::row).containsExactly(0L, 3L, 4L, 5L);
    assertThat(receipt.problems().get(0))
        .isEqualTo(
            new RowProblem(
                0,
                "e1",
                ProblemCode.CONFLICTING_EVENT,
                "event id e1 is there already with other values, an event id is unique per model"
                    + " version, give the event another id or send late values as an update"));
    assertThat(store.refusals(CHURN)).isEqualTo(Map.of(ProblemCode.CONFLICTING_EVENT, 4L));
    assertThat(everything()).hasSize(2).startsWith(before.get(0));
  }

  @Test
  void ingest_sameIdInAnotherModelVersion_isAnotherEvent() {
    store.register(OTHER, SCHEMA);
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("age", 30)));
    Receipt receipt =
        store.ingest(batch(OTHER, SCHEMA, "b1", rows -> rows.row("e1", micros(5)).set("age", 50)));
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.repeated()).isFalse();
    assertThat(everything(OTHER).get(0)).containsEntry("age", 50L);
    assertThat(values("age")).containsExactly(30L);
  }

  @Test
  void ingest_lateValueKnown_comparesUpdatableColumnsWithIt() {
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("churn", "no")));
    store.update(label("u1", "e1", "yes"));
    assertThat(
            store
                .ingest(batch("b2", rows -> rows.row("e1", micros(1)).set("churn", "yes")))
                .unchanged())
        .isOne();
    assertThat(store.ingest(batch("b3", rows -> rows.row("e1", micros(1)))).unchanged()).isOne();
    assertThat(
            store
                .ingest(batch("b4", rows -> rows.row("e1", micros(1)).set("churn", "no")))
                .refused())
        .isOne();
    assertThat(values("churn")).containsExactly("yes");
  }

  @Test
  void ingest_knownBatchId_hasNoEffect() {
    Receipt first =
        store.ingest(
            batch(
                "b1",
                rows -> {
                  event(rows, 1);
                  event(rows, 1);
                  rows.row("e1", micros(9));
                }));
    Receipt expected = new Receipt(1, 1, 1, List.of(), first.lastSequence(), true);
    assertThat(store.ingest(batch("b1", rows -> event(rows, 1)))).isEqualTo(expected);
    assertThat(store.ingest(batch("b1", rows -> event(rows, 7)))).isEqualTo(expected);
    assertThat(store.update(label("b1", "e1", "yes"))).isEqualTo(expected);
    reopen();
    assertThat(store.ingest(batch("b1", rows -> event(rows, 1)))).isEqualTo(expected);
    assertThat(ids()).containsExactly("e1");
    assertThat(store.refusals(CHURN)).isEqualTo(Map.of(ProblemCode.CONFLICTING_EVENT, 1L));
  }

  @Test
  void ingest_timesThatCannotBe_areRefusedRowByRow() {
    Receipt receipt =
        store.ingest(
            batch(
                "b1",
                rows ->
                    rows.row("ahead", micros(24 * 3600))
                        .row("far", micros(24 * 3600) + 1)
                        .row("3000", TimeWindow.micros(Instant.parse("3000-01-01T00:00:00Z")))
                        .row("1900", TimeWindow.micros(Instant.parse("1900-01-01T00:00:00Z")))
                        .row("never", Long.MIN_VALUE)
                        .row("end", Long.MAX_VALUE)));
    assertThat(receipt.stored()).isEqualTo(2);
    assertThat(ids()).containsExactly("1900", "ahead");
    assertThat(receipt.problems())
        .extracting(RowProblem::code)
        .containsExactly(
            ProblemCode.FUTURE_TIME,
            ProblemCode.FUTURE_TIME,
            ProblemCode.NO_EVENT_TIME,
            ProblemCode.FUTURE_TIME);
    assertThat(receipt.problems().get(1).message())
        .isEqualTo(
            "event time 3000-01-01T00:00:00Z lies after 2026-11-25T12:00:00Z, times may be a little"
                + " ahead of the clock only, check the sender's clock and the unit of its times");
    assertThat(receipt.problems().get(2).message())
        .isEqualTo(
            "event time -290308-12-21T19:59:05.224192Z lies before 0001-01-01, times from the year"
                + " 1 on are kept, check the unit of the sender's times");
  }

  @Test
  void ingest_unknownModel_isRefused() {
    ModelVersion unknown = new ModelVersion("nobody");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.ingest(batch(unknown, SCHEMA, "b1", rows -> event(rows, 1))))
        .withMessage(
            "model version nobody is not in the store, a set is made known before it is used,"
                + " register the model version or create the data set first");
  }

  @Test
  void ingest_vectorsThatDoNotFit_storeNothing() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.ingest(withVector(0, new LongVector(new long[1], new boolean[1]))))
        .withMessage(
            "the values of column amount came as LongVector, a column of the type FLOATING takes a"
                + " DoubleVector, make the batch from the model version's schema");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.ingest(withVector(0, new DoubleVector(new double[0]))))
        .withMessage(
            "column amount has 0 values, the batch has 1 rows, give one value for each row");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.ingest(withVector(11, new DoubleVector(new double[1]))))
        .withMessage(
            "the batch has 12 columns, the schema of model version churn 1 has 11, make the batch"
                + " from the model version's schema");
    assertThat(count()).isZero();
    assertThat(store.ingest(events("b1", 1, 1)).repeated()).isFalse();
  }

  private static EventBatch withVector(int column, Vector vector) {
    List<@Nullable Vector> values = new ArrayList<>();
    for (int index = 0; index <= column; index++) {
      values.add(index == column ? vector : null);
    }
    return new EventBatch(
        CHURN,
        "b1",
        "test",
        new EventRows(new String[] {"e1"}, new long[] {micros(1)}, EventDetails.NONE, values));
  }

  @Test
  void ingest_misfitsThatAreNoObject_storeNothing() {
    EventDetails details = new EventDetails(null, null, null, null, new String[] {"[\"amount\"]"});
    EventRows rows = new EventRows(new String[] {"e1"}, new long[] {micros(1)}, details, List.of());
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.ingest(new EventBatch(CHURN, "b1", "test", rows)))
        .withMessage(
            "the misfits [\"amount\"] of a row are no JSON object, they name columns and the texts"
                + " that do not fit, make rows with the row builder");
    assertThat(count()).isZero();
  }

  @Test
  void ingest_noRows_isABatchToo() {
    assertThat(store.ingest(batch("b1", rows -> {})))
        .isEqualTo(new Receipt(0, 0, 0, List.of(), -1, false));
    assertThat(store.ingest(events("b1", 1, 1)).repeated()).isTrue();
    assertThat(count()).isZero();
  }

  @Test
  void ingest_manyProblems_namesTheFirstThousandAndCountsAll() {
    Receipt receipt =
        store.ingest(
            batch(
                "b1",
                rows -> {
                  for (int row = 0; row < 1500; row++) {
                    rows.row("e" + row, micros(48 * 3600));
                  }
                }));
    assertThat(receipt.refused()).isEqualTo(1500);
    assertThat(receipt.problems()).hasSize(1000);
    assertThat(receipt.problems().get(999).row()).isEqualTo(999);
    assertThat(store.refusals(CHURN)).isEqualTo(Map.of(ProblemCode.FUTURE_TIME, 1500L));
  }

  @Test
  void receivedSequence_overCommitsAndRestarts_rises() {
    long last = -1;
    for (int round = 0; round < 3; round++) {
      Receipt receipt = store.ingest(events("b" + round, 10 * round, 10));
      assertThat(receipt.lastSequence()).isGreaterThan(last);
      last = receipt.lastSequence();
      store.update(label("u" + round, "e" + round, "yes"));
      reopen();
    }
    List<@Nullable Object> sequences = Rows.column(store, scan(EventField.RECEIVED_SEQUENCE));
    assertThat(sequences).doesNotHaveDuplicates().hasSize(30).endsWith(last);
  }

  @Test
  void receivedSequence_afterTheLastModelIsDropped_isNotUsedAgain() {
    long last = store.ingest(events("b1", 1, 5)).lastSequence();
    days(8); // longer than batches are remembered
    store.register(OTHER, SCHEMA);
    store.ingest(batch(OTHER, SCHEMA, "b1", rows -> rows.row("e1", micros(1))));
    reopen();
    store.drop(OTHER);
    reopen();
    Receipt receipt = store.ingest(events("b2", 10, 1));
    assertThat(receipt.lastSequence()).isGreaterThan(last);
  }

  @Test
  void register_knownSchemaWithNewColumns_givesOldEventsNoValueThere() {
    store.ingest(events("b1", 1, 1));
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.add(EventColumn.of("city", ColumnType.CATEGORY, ColumnRole.METADATA));
    EventSchema wider = new EventSchema(columns, SCHEMA.classes(), SCHEMA.weight());
    store.register(CHURN, wider);
    store.register(CHURN, wider);
    store.ingest(
        batch(
            CHURN,
            wider,
            "b2",
            rows -> {
              event(rows, 2);
              rows.set("city", "Bern");
            }));
    // A sender that does not know the new column goes on.
    store.ingest(events("b3", 3, 1));
    reopen();
    assertThat(store.schema(CHURN)).contains(wider);
    assertThat(byId("city")).containsEntry("e1", null).containsEntry("e2", "Bern").hasSize(3);
    assertThat(store.ingest(events("b4", 1, 1)).unchanged()).isOne();
  }

  @Test
  void register_schemaWithoutAKnownColumn_isRefused() {
    EventSchema narrower = EventSchema.of(SCHEMA.columns().subList(0, 5));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.register(CHURN, narrower))
        .withMessage(
            "the new schema of model version churn 1 lacks column vector of the type NUMBERS at"
                + " position 5, columns stay as they are and new ones come at the end, register"
                + " another model version for another schema");
    assertThat(store.schema(CHURN)).contains(SCHEMA);
  }

  @Test
  void register_columnThatIsNoLongerUpdated_isRefused() {
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.set(9, EventColumn.of("note", ColumnType.TEXT, ColumnRole.INPUT));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                store.register(CHURN, new EventSchema(columns, SCHEMA.classes(), SCHEMA.weight())))
        .withMessage(
            "column note of model version churn 1 becomes of the role INPUT, what may be updated"
                + " stays so, as there may be late values of it, register another model version");
  }

  @Test
  void register_columnThatIsUpdatedFromNowOn_takesLateValues() {
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("offer", "a")));
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.set(8, EventColumn.of("offer", ColumnType.CATEGORY, ColumnRole.METADATA));
    EventSchema changed = new EventSchema(columns, SCHEMA.classes(), SCHEMA.weight());
    store.register(CHURN, changed);
    var update = new io.ballast.eventstore.UpdateRowsBuilder(changed).row("e1");
    assertThat(update.set("offer", "b")).isTrue();
    store.update(new io.ballast.eventstore.UpdateBatch(CHURN, "u1", "test", update.build()));
    assertThat(values("offer")).containsExactly("b");
  }

  @Test
  void register_columnsNamedLikeThoseOfTheStore_areReadAndUpdated() {
    List<String> names =
        List.of(
            "hour", "id_hash", "ballast_hour", "ballast_hash", "ballast_day", "one", "event_time");
    EventSchema schema =
        EventSchema.of(
            names.stream()
                .map(name -> EventColumn.of(name, ColumnType.CATEGORY, ColumnRole.METADATA))
                .toList());
    store.register(OTHER, schema);
    var early = new io.ballast.eventstore.UpdateRowsBuilder(schema).row("e1");
    names.forEach(name -> assertThat(early.set(name, "early " + name)).isTrue());
    store.update(new io.ballast.eventstore.UpdateBatch(OTHER, "u1", "test", early.build()));
    store.ingest(
        batch(
            OTHER,
            schema,
            "b1",
            rows -> {
              rows.row("e1", micros(-86400));
              rows.row("e2", micros(-86400));
              names.forEach(name -> rows.set(name, "own " + name));
            }));
    var late = new io.ballast.eventstore.UpdateRowsBuilder(schema).row("e2");
    names.forEach(name -> assertThat(late.set(name, "late " + name)).isTrue());
    store.update(new io.ballast.eventstore.UpdateBatch(OTHER, "u2", "test", late.build()));
    for (int round = 0; round < 2; round++) {
      for (String name : names) {
        assertThat(
                Rows.column(
                    store,
                    io.ballast.eventstore.ScanRequest.of(OTHER, List.of(ColumnRef.of(name)))))
            .containsExactlyInAnyOrder("early " + name, "late " + name);
      }
      days(1);
      assertThat(store.seal(new TaskControl()).days()).isEqualTo(1 - round);
    }
  }

  @Test
  void register_namesThatDifferInCaseOrAreTheFixedParts_areOtherColumns() {
    EventSchema schema =
        EventSchema.of(
            List.of(
                EventColumn.of("a", ColumnType.INTEGER, ColumnRole.INPUT),
                EventColumn.of("A", ColumnType.INTEGER, ColumnRole.METADATA),
                EventColumn.of("event_id", ColumnType.CATEGORY, ColumnRole.INPUT),
                EventColumn.of("Source", ColumnType.CATEGORY, ColumnRole.METADATA),
                EventColumn.of("a\"b ; --", ColumnType.INTEGER, ColumnRole.INPUT)));
    store.register(OTHER, schema);
    store.ingest(
        batch(
            OTHER,
            schema,
            "b1",
            rows ->
                rows.row("e1", micros(1))
                    .set("a", 1)
                    .set("A", 2)
                    .set("event_id", "mine")
                    .set("Source", "theirs")
                    .set("a\"b ; --", 3)));
    reopen();
    Map<String, @Nullable Object> row =
        Rows.read(
                store,
                io.ballast.eventstore.ScanRequest.of(
                    OTHER,
                    List.of(
                        ColumnRef.of("a"),
                        ColumnRef.of("A"),
                        ColumnRef.of("event_id"),
                        ColumnRef.of("Source"),
                        EventField.SOURCE,
                        ColumnRef.of("a\"b ; --"))))
            .get(0);
    assertThat(row)
        .containsEntry("a", 1L)
        .containsEntry("A", 2L)
        .containsEntry("event_id", "mine")
        .containsEntry("Source", "theirs")
        .containsEntry("source", "test")
        .containsEntry("a\"b ; --", 3L);
  }

  @Test
  void models_areInTheOrderOfRegistration() {
    ModelVersion first = new ModelVersion("a model");
    store.register(OTHER, SCHEMA);
    store.register(first, SCHEMA);
    assertThat(store.models()).containsExactly(CHURN, OTHER, first);
    reopen();
    assertThat(store.models()).containsExactly(CHURN, OTHER, first);
    store.drop(OTHER);
    store.drop(OTHER);
    assertThat(store.models()).containsExactly(CHURN, first);
  }

  @Test
  void drop_thenTheSameName_beginsAnew() {
    store.ingest(events("b1", 1, 3));
    store.drop(CHURN);
    assertThat(store.schema(CHURN)).isEmpty();
    store.register(CHURN, SCHEMA);
    assertThat(count()).isZero();
    Receipt receipt = store.ingest(events("b1", 1, 3));
    assertThat(receipt.repeated()).isFalse();
    assertThat(receipt.stored()).isEqualTo(3);
    reopen();
    assertThat(count()).isEqualTo(3);
  }
}
