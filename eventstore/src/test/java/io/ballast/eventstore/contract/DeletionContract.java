package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
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
import io.ballast.eventstore.DatasetDraft;
import io.ballast.eventstore.DatasetSource;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.DeletionReceipt;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted is gone from events, late values and roll-ups at once. */
public abstract class DeletionContract extends StoreContract {

  protected DeletionContract(StoreFactory factory) {
    super(factory);
  }

  @BeforeEach
  void addBins() {
    store.addBinSets(
        CHURN, List.of(BinSet.of("schema", "age", BinRule.Numeric.intervals(List.of(30.0, 50.0)))));
  }

  private DeletionReceipt delete(String... ids) {
    return store.delete(CHURN, List.of(ids), new TaskControl());
  }

  private DeletionReceipt delete(long startSecond, long endSecond) {
    return store.delete(
        CHURN, new TimeWindow(micros(startSecond), micros(endSecond)), new TaskControl());
  }

  private void refresh() {
    store.refresh(CHURN, new TaskControl());
  }

  @Test
  void byIds_ofHotSealedEarlyAndUnknownOnes_removesAll() {
    store.ingest(events("b1", -1440, 10));
    days(1);
    seal();
    store.ingest(events("b2", 1, 10));
    store.update(label("u1", "e1", "yes"));
    store.update(label("u2", "e-1440", "yes"));
    store.update(label("u3", "early", "yes"));
    refresh();
    DeletionReceipt receipt = delete("e1", "e2", "e-1440", "early", "nobody", "e1");
    assertThat(receipt).isEqualTo(new DeletionReceipt(3, 3, 0));
    assertThat(count()).isEqualTo(17);
    assertThat(ids()).doesNotContain("e1", "e2", "e-1440");
    assertThat(store.status(CHURN).earlyUpdates()).isZero();
    RollUpLines.assertEqualRecount(store, CHURN);
    refresh();
    RollUpLines.assertEqualRecount(store, CHURN);
    reopen();
    assertThat(count()).isEqualTo(17);
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void byIds_thenTheSameIdAgain_isANewEventWithoutItsLateValues() {
    store.ingest(events("b1", 1, 2));
    store.update(label("u1", "e1", "yes"));
    delete("e1");
    store.ingest(batch("b2", rows -> rows.row("e1", micros(7)).set("age", 99)));
    assertThat(byId("age")).containsEntry("e1", 99L);
    assertThat(byId("churn")).containsEntry("e1", null);
    reopen();
    assertThat(byId("churn")).containsEntry("e1", null).hasSize(2);
  }

  @Test
  void byWindow_ofWholeAndCutHours_removesWhatLiesWithin() {
    store.ingest(events("b1", -1500, 180));
    days(1);
    seal();
    store.ingest(events("b2", -100, 300));
    store.update(label("u1", "e0", "yes"));
    store.update(label("u2", "e199", "yes"));
    store.update(label("u3", "e-1400", "yes"));
    refresh();
    // From a minute in a sealed hour to a minute in a hot hour.
    DeletionReceipt receipt = delete(60L * -1450, 60L * 95);
    assertThat(receipt).isEqualTo(new DeletionReceipt(130 + 195, 2, 0));
    assertThat(ids()).hasSize(480 - 325).startsWith("e-1500").endsWith("e199");
    assertThat(byId("churn")).containsEntry("e199", "yes").doesNotContainKeys("e0", "e-1400");
    RollUpLines.assertEqualRecount(store, CHURN);
    refresh();
    reopen();
    RollUpLines.assertEqualRecount(store, CHURN);
    assertThat(store.ingest(events("b3", 0, 1)).stored()).isOne();
  }

  @Test
  void byWindow_withinOneHour_leavesTheRestOfIt() {
    store.ingest(events("b1", 0, 60));
    DeletionReceipt receipt = delete(60 * 10, 60 * 20);
    assertThat(receipt).isEqualTo(new DeletionReceipt(10, 0, 0));
    assertThat(ids()).hasSize(50).doesNotContain("e10", "e19").contains("e9", "e20");
    assertThat(delete(60 * 10, 60 * 10).events()).isZero();
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void byWindow_ofAllTime_leavesNothing() {
    store.ingest(events("b1", -1500, 100));
    days(1);
    seal();
    store.ingest(events("b2", 0, 100));
    assertThat(store.delete(CHURN, TimeWindow.ALL, new TaskControl()).events()).isEqualTo(200);
    assertThat(count()).isZero();
    assertThat(store.status(CHURN).sealedBytes()).isZero();
    RollUpLines.assertEqualRecount(store, CHURN);
    assertThat(store.ingest(events("b3", 0, 100)).stored()).isEqualTo(100);
  }

  @Test
  void byWindow_ofExpiredHours_removesTheirRollUps() {
    store.retain(CHURN, new Retention(Duration.ofDays(1), Duration.ofDays(100)));
    store.ingest(events("b1", -1440, 300));
    days(3);
    store.expire(new TaskControl());
    assertThat(count()).isZero();
    assertThat(store.traffic(CHURN, TimeWindow.ALL).rows()).isNotEmpty();
    DeletionReceipt receipt =
        store.delete(
            CHURN, new TimeWindow(micros(60L * -1440), micros(60L * -1230)), new TaskControl());
    assertThat(receipt).isEqualTo(new DeletionReceipt(0, 0, 3));
    // The cut hour is kept.
    assertThat(java.util.Arrays.stream(store.traffic(CHURN, TimeWindow.ALL).rows()).sum())
        .isEqualTo(120);
  }

  @Test
  void cancelled_leavesAllAsItWas() {
    store.ingest(events("b1", -1440, 10));
    days(1);
    seal();
    store.ingest(events("b2", 1, 10));
    store.update(label("u1", "e1", "yes"));
    List<?> before = everything();
    TaskControl control = new TaskControl();
    control.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.delete(CHURN, List.of("e1", "e-1440"), control));
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.delete(CHURN, TimeWindow.ALL, control));
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.erase(CHURN, List.of("e1", "e-1440"), control));
    assertThat(everything()).isEqualTo(before);
    assertThat(store.ingest(events("b3", 1, 10)).unchanged()).isEqualTo(10);
    reopen();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void erase_leavesNothingOfAnId() {
    store.ingest(events("b1", -1440, 10));
    days(1);
    seal();
    store.ingest(
        batch(
            "b2",
            rows -> {
              for (int number = 1; number <= 5; number++) {
                event(rows, number);
                rows.set("note", "note of " + number);
              }
            }));
    store.update(label("u1", "e1", "yes"));
    store.update(label("u2", "early", "yes"));
    DeletionReceipt receipt =
        store.erase(CHURN, List.of("e1", "e-1440", "early"), new TaskControl());
    assertThat(receipt).isEqualTo(new DeletionReceipt(2, 2, 0));
    assertThat(ids()).hasSize(13).doesNotContain("e1", "e-1440");
    assertThat(byId("note")).containsEntry("e2", "note of 2");
    RollUpLines.assertEqualRecount(store, CHURN);
    store.ingest(batch("b3", rows -> event(rows, 6)));
    store.update(label("u3", "e2", "no"));
    reopen();
    assertThat(ids()).hasSize(14).doesNotContain("e1", "e-1440");
    assertThat(byId("churn")).containsEntry("e2", "no");
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  @Test
  void erase_fromADataset_takesOutThatIdOnly() {
    DatasetVersion version =
        store
            .createDataset(
                new DatasetDraft("base", SCHEMA, "test"),
                new DatasetSource.OfRows(List.of(events("b1", 1, 10).rows())),
                new TaskControl())
            .version()
            .orElseThrow();
    assertThat(store.erase(version, List.of("e3", "nobody"), new TaskControl()))
        .isEqualTo(new DeletionReceipt(1, 0, 0));
    ScanRequest request = ScanRequest.of(version, List.of(EventField.EVENT_ID));
    assertThat(Rows.column(store, request)).hasSize(9).doesNotContain("e3");
    assertThat(store.datasets().get(0).rows()).isEqualTo(9);
    reopen();
    assertThat(Rows.column(store, request)).hasSize(9).doesNotContain("e3");
  }

  @Test
  void noIds_noEffect() {
    store.ingest(events("b1", 1, 3));
    assertThat(store.delete(CHURN, List.of(), new TaskControl()))
        .isEqualTo(new DeletionReceipt(0, 0, 0));
    assertThat(store.erase(CHURN, List.of(), new TaskControl()))
        .isEqualTo(new DeletionReceipt(0, 0, 0));
    assertThat(count()).isEqualTo(3);
  }

  /** The hot events go before the sealed ones; who reads in between sees none of them. */
  @Test
  void scansBeside_seeAllOfADeletionOrNothing() {
    for (int round = 0; round < 5; round++) {
      store.ingest(events("b1 " + round, -1440 + 100 * round, 40));
      days(1);
      seal();
      store.ingest(events("b2 " + round, 100 * round, 40));
      List<String> ids = new ArrayList<>();
      for (int number = 100 * round; number < 100 * round + 20; number++) {
        ids.add("e" + number);
        ids.add("e" + (number - 1440));
      }
      boolean byIds = round % 2 == 0;
      TimeWindow window = new TimeWindow(micros(-1440L * 60), micros(60L * (100 * round + 20)));
      CompletableFuture<Void> deletion =
          CompletableFuture.runAsync(
              () -> {
                if (byIds) {
                  store.delete(CHURN, ids, new TaskControl());
                } else {
                  store.delete(CHURN, window, new TaskControl());
                }
              });
      long before = count();
      Set<Long> seen = new TreeSet<>();
      while (!deletion.isDone()) {
        seen.add(count());
      }
      deletion.join();
      seen.add(before);
      seen.add(count());
      assertThat(seen).as("round " + round).hasSizeLessThanOrEqualTo(2);
      assertThat(store.delete(CHURN, TimeWindow.ALL, new TaskControl()).events()).isPositive();
      clock.advance(Duration.ofDays(-1));
    }
  }
}
