package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.OTHER;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.micros;
import static io.ballast.eventstore.contract.Examples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.ExpiryReport;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Old events go, their roll-ups stay, and what comes too late is refused with the reason. */
public abstract class RetentionContract extends StoreContract {

  private static final int DAY = 24 * 60; // in events
  private static final BinSet AGE =
      BinSet.of("schema", "age", BinRule.Numeric.intervals(List.of(30.0, 50.0)));

  protected RetentionContract(StoreFactory factory) {
    super(factory);
  }

  private ExpiryReport expire() {
    return store.expire(new TaskControl());
  }

  private void keepRaw(int days) {
    store.retain(CHURN, new Retention(Duration.ofDays(days), Duration.ofDays(30)));
  }

  @Test
  void expire_removesEventsAndKeepsTheirRollUps() {
    store.addBinSets(CHURN, List.of(AGE));
    keepRaw(2);
    store.ingest(events("b1", -2 * DAY, 100));
    store.ingest(events("b2", -DAY, 100));
    store.ingest(events("b3", 0, 100));
    store.update(label("u1", "e-2880", "yes"));
    assertThat(expire()).isEqualTo(new ExpiryReport(0, 0, 0, 0));
    List<String> rollUps = RollUpLines.all(store, CHURN);
    days(1);
    seal();
    long changes = store.changes(CHURN);
    ExpiryReport report = expire();
    assertThat(store.changes(CHURN)).isGreaterThan(changes);
    assertThat(report.days()).isOne();
    assertThat(report.events()).isEqualTo(100);
    assertThat(report.bytes()).isPositive();
    assertThat(ids()).hasSize(200).startsWith("e-1440");
    assertThat(RollUpLines.all(store, CHURN)).isEqualTo(rollUps);
    store.update(label("u2", "e-1440", "yes"));
    store.refresh(CHURN, new TaskControl());
    reopen();
    assertThat(ids()).hasSize(200);
    days(10);
    assertThat(expire().events()).isEqualTo(200);
    assertThat(count()).isZero();
    assertThat(store.status(CHURN).sealedBytes()).isZero();
    assertThat(store.traffic(CHURN, TimeWindow.ALL).rows()).isNotEmpty();
  }

  @Test
  void expire_ofHotDays_removesThemToo() {
    store.addBinSets(CHURN, List.of(AGE));
    keepRaw(1);
    store.ingest(events("b1", -DAY, 100));
    store.ingest(events("b2", 0, 100));
    List<String> rollUps = RollUpLines.all(store, CHURN);
    days(1);
    assertThat(expire().events()).isEqualTo(100);
    assertThat(ids()).hasSize(100).startsWith("e0");
    assertThat(RollUpLines.all(store, CHURN)).isEqualTo(rollUps);
  }

  @Test
  void expire_fillsNewBinSetsFirst() {
    store.ingest(events("b1", -DAY, 100));
    store.refresh(CHURN, new TaskControl());
    store.addBinSets(CHURN, List.of(AGE));
    keepRaw(1);
    days(2);
    assertThat(expire().events()).isEqualTo(100);
    RollUps.Ready ready = (RollUps.Ready) store.rollUps(CHURN, List.of(AGE.key()), TimeWindow.ALL);
    assertThat(ready.series().get(0).counts().stream().mapToLong(counts -> counts.rows()).sum())
        .isEqualTo(100);
  }

  @Test
  void binSet_addedAfterExpiry_tellsTheHoursItCannotCount() {
    keepRaw(1);
    store.ingest(events("b1", -DAY, 100));
    days(1);
    store.ingest(events("b2", DAY, 100));
    expire();
    store.addBinSets(CHURN, List.of(AGE));
    store.fill(CHURN, new TaskControl());
    RollUps.Ready ready = (RollUps.Ready) store.rollUps(CHURN, List.of(AGE.key()), TimeWindow.ALL);
    int hour = (int) Math.floorDiv(micros(-60L * DAY), 3_600_000_000L);
    assertThat(ready.series().get(0).uncountedHours()).containsExactly(hour, hour + 1);
    assertThat(ready.series().get(0).hours()).containsExactly(hour + 48, hour + 49);
  }

  @Test
  void eventsAndLabels_ofExpiredDays_areRefusedAndCounted() throws IOException {
    keepRaw(1);
    store.ingest(events("b1", -DAY, 2));
    days(1);
    expire();
    Receipt labels =
        store.update(
            update(
                "u1",
                rows -> {
                  rows.row("e-1440").set("churn", "yes");
                  rows.row("never seen").set("churn", "yes");
                }));
    assertThat(labels.stored()).isOne();
    assertThat(labels.refused()).isOne();
    assertThat(labels.problems().get(0).message())
        .isEqualTo(
            "event e-1440 of 2026-11-23 has expired, late values are taken while the event is kept,"
                + " send them earlier or keep events longer");
    Receipt events =
        store.ingest(
            batch(
                "b2",
                rows ->
                    rows.row("old", micros(-60L * DAY))
                        .row("e-1440", micros(0))
                        .row("first", micros(-12 * 3600))));
    assertThat(events.stored()).isOne();
    assertThat(events.problems().get(0).message())
        .isEqualTo(
            "event time 2026-11-23T12:00:00Z lies before 2026-11-24, older events have expired,"
                + " send newer events or keep them longer");
    assertThat(events.problems().get(1).message())
        .isEqualTo(
            "event id e-1440 is there already with other values and has expired, an event id is"
                + " unique per model version, give the event another id or send late values as an"
                + " update");
    Path file =
        Files.writeString(
            files.resolve("late.csv"),
            "id,at\nold2,2026-11-23 23:59:59\ne-1439,2026-11-24 00:00\nnew,2026-11-24 00:00:01\n");
    Receipt ofFile =
        store.ingestFile(
            new FileBatch(
                CHURN, "f1", "upload", file, FileLayout.csv("id", "at"), OnRowProblem.SKIP_ROW),
            new TaskControl());
    assertThat(ofFile.stored()).isOne();
    assertThat(ofFile.problems())
        .extracting(problem -> problem.row() + " " + problem.code())
        .containsExactly("0 EXPIRED_DAY", "1 CONFLICTING_EVENT");
    assertThat(store.refusals(CHURN))
        .isEqualTo(Map.of(ProblemCode.EXPIRED_DAY, 3L, ProblemCode.CONFLICTING_EVENT, 2L));
    reopen();
    assertThat(store.refusals(CHURN)).containsEntry(ProblemCode.EXPIRED_DAY, 3L);
  }

  @Test
  void daysOlderThanRetention_areRefusedEvenBeforeExpiryRan() {
    keepRaw(1);
    store.ingest(events("b1", -DAY, 1));
    days(1);
    assertThat(store.ingest(events("b2", -DAY, 2)).refused()).isEqualTo(2);
    assertThat(store.update(label("u1", "e-1440", "yes")).refused()).isOne();
    assertThat(ids()).containsExactly("e-1440");
  }

  @Test
  void rollUps_expireByTheirOwnRetention() {
    store.addBinSets(CHURN, List.of(AGE));
    keepRaw(1);
    store.ingest(events("b1", -DAY, 100));
    days(1);
    expire();
    days(28);
    assertThat(expire().rollUpHours()).isZero();
    days(1);
    assertThat(expire().rollUpHours()).isEqualTo(2);
    assertThat(store.traffic(CHURN, TimeWindow.ALL).rows()).isEmpty();
    assertThat(store.integrity(CHURN, TimeWindow.ALL).hours()).isEmpty();
  }

  @Test
  void rollUps_ofEventsThatAreThere_stayHoweverOld() {
    store.addBinSets(CHURN, List.of(AGE));
    store.retain(CHURN, new Retention(null, Duration.ofDays(1)));
    store.ingest(events("b1", -DAY, 100));
    days(1000);
    assertThat(expire()).isEqualTo(new ExpiryReport(0, 0, 0, 0));
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void retention_ofTheStore_isForModelsWithoutTheirOwn() {
    store.register(OTHER, SCHEMA);
    store.retain(OTHER, new Retention(null, Duration.ofDays(1)));
    store.ingest(events("b1", -DAY, 10));
    store.ingest(batch(OTHER, SCHEMA, "b1", rows -> rows.row("e1", micros(-60L * DAY))));
    reopen(terms.withRetention(new Retention(Duration.ofDays(1), Duration.ofDays(30))));
    days(1);
    assertThat(expire().events()).isEqualTo(10);
    assertThat(everything(OTHER)).hasSize(1);
    store.retain(OTHER, new Retention(Duration.ofDays(1), Duration.ofDays(30)));
    reopen();
    assertThat(expire().events()).isOne();
    assertThat(everything(OTHER)).isEmpty();
  }

  @Test
  void lateValuesWhoseEventsNeverCame_goWithTheirTime() {
    keepRaw(3);
    store.update(label("u1", "never", "yes"));
    days(2);
    store.update(label("u2", "soon", "yes"));
    assertThat(store.status(CHURN).earlyUpdates()).isEqualTo(2);
    days(2);
    expire();
    assertThat(store.status(CHURN).earlyUpdates()).isOne();
    store.ingest(
        batch(
            "b1", rows -> rows.row("soon", micros(4 * 86400)).row("never", micros(4 * 86400 + 1))));
    assertThat(values("churn")).containsExactly("yes", null);
  }

  @Test
  void otherClasses_afterExpiry_areRefused() {
    keepRaw(1);
    store.ingest(events("b1", -DAY, 10));
    days(1);
    expire();
    EventSchema changed = new EventSchema(SCHEMA.columns(), ClassRule.NONE, SCHEMA.weight());
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.register(CHURN, changed))
        .withMessage(
            "the new schema of model version churn 1 has other classes or weights, events have"
                + " expired whose roll-ups are counted by the former ones, register another model"
                + " version");
    assertThat(store.schema(CHURN)).contains(SCHEMA);
  }

  @Test
  void clockGoingBack_bringsNothingBackAndLosesNothing() {
    store.addBinSets(CHURN, List.of(AGE));
    keepRaw(1);
    store.ingest(events("b1", -DAY, 10));
    store.ingest(events("b2", 0, 10));
    days(1);
    seal();
    expire();
    List<String> rollUps = RollUpLines.all(store, CHURN);
    days(-3);
    assertThat(store.ingest(events("b3", -DAY + 20, 1)).refused()).isOne();
    assertThat(store.ingest(events("b4", 20, 1)).problems().get(0).code())
        .isEqualTo(ProblemCode.FUTURE_TIME);
    assertThat(expire()).isEqualTo(new ExpiryReport(0, 0, 0, 0));
    assertThat(store.seal(new TaskControl())).isNotNull();
    assertThat(ids()).hasSize(10);
    assertThat(RollUpLines.all(store, CHURN)).isEqualTo(rollUps);
    reopen();
    days(3);
    assertThat(store.ingest(events("b5", 20, 1)).stored()).isOne();
    assertThat(ids()).hasSize(11);
    seal();
    assertThat(ids()).hasSize(11).doesNotHaveDuplicates();
  }

  @Test
  void cancelled_expiresNothing() {
    keepRaw(1);
    store.ingest(events("b1", -DAY, 10));
    days(1);
    TaskControl control = new TaskControl();
    control.cancel();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> store.expire(control));
    assertThat(count()).isEqualTo(10);
    assertThat(expire().events()).isEqualTo(10);
  }
}
