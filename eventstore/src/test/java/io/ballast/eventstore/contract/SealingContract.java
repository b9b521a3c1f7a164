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

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.SealReport;
import io.ballast.eventstore.SweepReport;
import io.ballast.eventstore.TaskControl;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sealing moves closed days to files, and nobody sees a difference. */
public abstract class SealingContract extends StoreContract {

  private static final int DAY = 24 * 60; // in events

  protected SealingContract(StoreFactory factory) {
    super(factory);
  }

  private void addBins() {
    store.addBinSets(
        CHURN, List.of(BinSet.of("schema", "age", BinRule.Numeric.intervals(List.of(30.0, 50.0)))));
  }

  @Test
  void seal_closedDays_changesNoAnswer() {
    addBins();
    store.ingest(events("b1", -DAY, 100));
    store.ingest(
        batch(
            "b2",
            rows ->
                rows.row("all", micros(-60L * DAY))
                    .variant("shadow")
                    .latencyMicros(7)
                    .status("timeout")
                    .extra("{\"a\":1}")
                    .set("amount", "many")
                    .set("member", true)
                    .set("since", "2020-02-29")
                    .set("vector", List.of(0.1, -2, 3e-300))
                    .set("note", "\uD83D\uDE00 \u0000 ü")
                    .set("offer", "")
                    .row("none", micros(-60L * DAY + 1))));
    store.update(label("u1", "e-1440", "yes"));
    store.ingest(events("b3", 0, 100));
    List<Map<String, @Nullable Object>> rows = everything();
    List<String> rollUps = RollUpLines.all(store, CHURN);
    days(1);
    SealReport report = store.seal(new TaskControl());
    assertThat(report.days()).isEqualTo(2);
    assertThat(report.events()).isEqualTo(202);
    assertThat(report.bytes()).isEqualTo(store.status(CHURN).sealedBytes()).isPositive();
    assertThat(store.status(CHURN).sealedRows()).isEqualTo(202);
    assertThat(store.status(CHURN).hotRows()).isZero();
    for (int round = 0; round < 2; round++) {
      assertThat(everything()).isEqualTo(rows);
      assertThat(RollUpLines.all(store, CHURN)).isEqualTo(rollUps);
      RollUpLines.assertEqualRecount(store, CHURN);
      assertThat(store.ingest(events("c" + round, -DAY, 5)).unchanged()).isEqualTo(5);
      assertThat(store.ingest(batch("d" + round, r -> r.row("e0", micros(1)))).refused()).isOne();
      store.refresh(CHURN, new TaskControl());
      reopen();
    }
    assertThat(store.sweep()).isEqualTo(new SweepReport(0, 0, 0));
  }

  @Test
  void seal_daysStillOpen_stayHot() {
    store.ingest(events("b1", -DAY, 10));
    store.ingest(events("b2", 0, 10));
    // Noon plus 18 hours: yesterday's day ended 30 hours ago, today's six hours ago.
    clock.advance(java.time.Duration.ofHours(18).minusNanos(1000));
    assertThat(store.seal(new TaskControl()).days()).isOne();
    assertThat(store.status(CHURN).hotRows()).isEqualTo(10);
    clock.advance(java.time.Duration.ofNanos(1000));
    assertThat(store.seal(new TaskControl()).days()).isOne();
    assertThat(store.status(CHURN).hotRows()).isZero();
  }

  @Test
  void lateEventsOfASealedDay_areAnExtraPartAndMergedLater() {
    addBins();
    store.ingest(events("b0", -DAY, 10));
    days(1);
    seal();
    for (int part = 1; part <= 5; part++) {
      store.ingest(events("b" + part, -DAY + 10 * part, 10));
      assertThat(count()).isEqualTo(10 + 10L * part);
      store.update(label("u" + part, "e" + (-DAY + part), "late " + part));
      seal();
      assertThat(count()).isEqualTo(10 + 10L * part);
      assertThat(store.status(CHURN).hotRows()).isZero();
      RollUpLines.assertEqualRecount(store, CHURN);
    }
    assertThat(ids()).hasSize(60).doesNotHaveDuplicates();
    assertThat(byId("churn"))
        .containsEntry("e-1439", "late 1")
        .containsEntry("e-1435", "late 5")
        .containsEntry("e-1440", null);
    reopen();
    assertThat(ids()).hasSize(60);
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void lateValuesOfASealedDay_areReadAndMergedLater() {
    store.ingest(events("b0", -DAY, 100));
    days(1);
    seal();
    for (int number = 0; number < 9; number++) {
      store.update(label("u" + number, "e" + (-DAY + number), "a" + number));
    }
    assertThat(store.seal(new TaskControl()).days()).isZero();
    store.update(label("u9", "e-" + DAY, "b"));
    store.update(label("u10", "e-1", "other day"));
    store.update(label("u11", "e" + (-DAY + 50), "c"));
    Map<String, @Nullable Object> before = byId("churn");
    assertThat(before).containsEntry("e-1440", "b").containsEntry("e-1439", "a1");
    assertThat(store.seal(new TaskControl()).days()).isOne();
    assertThat(byId("churn")).isEqualTo(before);
    store.update(label("u12", "e-1439", "after"));
    assertThat(byId("churn")).containsEntry("e-1439", "after").containsEntry("e-1390", "c");
    reopen();
    assertThat(byId("churn")).containsEntry("e-1439", "after").containsEntry("e-1390", "c");
  }

  @Test
  void lateEvents_withLabelsWaiting_areSealedWithThem() {
    store.ingest(events("b0", -DAY, 10));
    days(1);
    seal();
    store.update(label("u1", "e-1425", "yes"));
    store.ingest(events("b1", -DAY + 10, 10));
    seal();
    assertThat(byId("churn")).containsEntry("e-1425", "yes");
    assertThat(store.status(CHURN).earlyUpdates()).isZero();
  }

  @Test
  void seal_daysOfManyYears_eachIsAFileOfItsOwn() {
    List<String> times =
        List.of(
            "0001-01-01T00:00:00Z",
            "1899-12-31T23:59:59.999999Z",
            "1900-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
            "2024-02-29T12:00:00Z");
    store.ingest(
        batch(
            "b1",
            rows -> {
              for (String time : times) {
                rows.row(
                    time, io.ballast.eventstore.TimeWindow.micros(java.time.Instant.parse(time)));
              }
            }));
    addBins();
    store.fill(CHURN, new TaskControl());
    assertThat(store.seal(new TaskControl()).days()).isEqualTo(6);
    assertThat(ids()).isEqualTo(times);
    RollUpLines.assertEqualRecount(store, CHURN);
    store.refresh(CHURN, new TaskControl());
    reopen();
    assertThat(ids()).isEqualTo(times);
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void seal_beforeAndAfterTheSchemaGrew_readsBoth() {
    store.ingest(events("b1", -DAY, 10));
    days(1);
    seal();
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.add(EventColumn.of("city", ColumnType.CATEGORY, ColumnRole.METADATA));
    EventSchema wider = new EventSchema(columns, SCHEMA.classes(), SCHEMA.weight());
    store.register(CHURN, wider);
    store.ingest(
        batch(
            CHURN,
            wider,
            "b2",
            rows -> {
              event(rows, -DAY + 20);
              rows.set("city", "Bern");
            }));
    store.update(
        new io.ballast.eventstore.UpdateBatch(
            CHURN,
            "u1",
            "test",
            new io.ballast.eventstore.UpdateRowsBuilder(wider).row("e-1440").build()));
    var update = new io.ballast.eventstore.UpdateRowsBuilder(wider).row("e-1439");
    assertThat(update.set("city", "Basel")).isTrue();
    store.update(new io.ballast.eventstore.UpdateBatch(CHURN, "u2", "test", update.build()));
    seal();
    reopen();
    assertThat(byId("city"))
        .hasSize(11)
        .containsEntry("e-1440", null)
        .containsEntry("e-1439", "Basel")
        .containsEntry("e-1420", "Bern");
  }

  @Test
  void seal_severalModels_keepsThemApart() {
    store.register(OTHER, SCHEMA);
    store.ingest(events("b1", -DAY, 10));
    store.ingest(
        batch(OTHER, SCHEMA, "b1", rows -> rows.row("e-1440", micros(-60L * DAY)).set("age", 99)));
    days(1);
    assertThat(store.seal(new TaskControl()).days()).isEqualTo(2);
    assertThat(Rows.column(store, ScanRequest.of(OTHER, List.of(ColumnRef.of("age")))))
        .containsExactly(99L);
    assertThat(count()).isEqualTo(10);
  }

  @Test
  void cancelled_leavesTheDaysHot() {
    store.ingest(events("b1", -DAY, 10));
    days(1);
    TaskControl control = new TaskControl();
    control.cancel();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> store.seal(control));
    assertThat(store.status(CHURN).hotRows()).isEqualTo(10);
    seal();
    assertThat(store.status(CHURN).hotRows()).isZero();
    assertThat(count()).isEqualTo(10);
  }

  @Test
  void ingestBesideSealing_losesNothing() throws InterruptedException {
    store.ingest(events("b0", -DAY, 500));
    days(1);
    Thread writer =
        new Thread(
            () -> {
              for (int part = 1; part <= 20; part++) {
                store.ingest(events("b" + part, -DAY + 500 + 20 * part, 20));
                store.update(label("u" + part, "e" + (-DAY + part), "late"));
              }
            });
    writer.start();
    List<Long> counts = new ArrayList<>();
    while (writer.isAlive()) {
      store.seal(new TaskControl());
      counts.add(count());
    }
    writer.join();
    assertThat(counts).isSorted();
    assertThat(ids()).hasSize(900).doesNotHaveDuplicates();
    assertThat(byId("churn").values().stream().filter("late"::equals)).hasSize(20);
    store.seal(new TaskControl());
    assertThat(ids()).hasSize(900).doesNotHaveDuplicates();
    assertThat(store.status(CHURN).hotRows()).isZero();
  }

  @Test
  void readerOverParts_thatAreMergedMeanwhile_endsAsItBegan() {
    for (int part = 0; part < 4; part++) {
      store.ingest(events("b" + part, -DAY - 8000 + 2000 * part, 2000));
    }
    days(1);
    seal();
    store.update(label("u1", "e-9000", "yes"));
    List<Integer> sizes = new ArrayList<>();
    store.scan(
        ScanRequest.of(CHURN, List.of(EventField.EVENT_ID)),
        batch -> {
          if (sizes.isEmpty()) {
            assertThat(
                    store
                        .delete(CHURN, io.ballast.eventstore.TimeWindow.ALL, new TaskControl())
                        .events())
                .isEqualTo(8000);
            assertThat(store.sweep().files()).isZero();
          }
          sizes.add(batch.rows());
          return true;
        },
        new TaskControl());
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(8000);
    assertThat(count()).isZero();
    assertThat(store.sweep().files()).isZero();
  }
}
