package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.NOON;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.StoreBusyException;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Far times, many columns, long values, a full queue, and a clock that goes back. */
public abstract class LimitsContract extends StoreContract {

  private static final int COLUMNS = 2000;

  protected LimitsContract(StoreFactory factory) {
    super(factory);
  }

  private static long micros(String time) {
    return TimeWindow.micros(Instant.parse(time));
  }

  /** Times of 1900 are taken as they are, those of 3000 when the clock is there. */
  @Test
  void eventTimes_of1900And3000_areKeptOrRefusedByTheClock() {
    Receipt receipt =
        store.ingest(
            batch(
                "b1",
                rows ->
                    rows.row("1900", micros("1900-03-01T00:00:00Z"))
                        .row("3000", micros("3000-01-01T00:00:00Z"))));
    assertThat(receipt.stored()).isOne();
    assertThat(receipt.problems().get(0).message())
        .isEqualTo(
            "event time 3000-01-01T00:00:00Z lies after 2026-11-25T12:00:00Z, times may be a little"
                + " ahead of the clock only, check the sender's clock and the unit of its times");
    assertThat(store.refusals(CHURN)).isEqualTo(Map.of(ProblemCode.FUTURE_TIME, 1L));
    clock.set(Instant.parse("3000-01-02T00:00:00Z"));
    assertThat(
            store
                .ingest(batch("b2", rows -> rows.row("3000", micros("3000-01-01T00:00:00Z"))))
                .stored())
        .isOne();
    assertThat(store.update(label("l1", "1900", "yes")).stored()).isOne();
    assertThat(ids()).containsExactly("1900", "3000");
    RollUpLines.assertEqualRecount(store, CHURN);
    seal();
    store.refresh(CHURN, new TaskControl());
    reopen();
    assertThat(ids()).containsExactly("1900", "3000");
    assertThat(values("churn")).containsExactly("yes", null);
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  /** A clock that goes back refuses what lies ahead of it then, and changes nothing else. */
  @Test
  void clockGoingBack_whileDaysAreSealed_losesNothing() {
    store.ingest(events("b1", -1440, 100));
    seal();
    clock.set(NOON.minus(Duration.ofDays(3)));
    assertThat(store.ingest(events("b1", -1440, 100)).repeated()).isTrue();
    Receipt ahead = store.ingest(events("b2", -1340, 10));
    assertThat(ahead.refused()).isEqualTo(10);
    assertThat(ahead.problems().get(0).code()).isEqualTo(ProblemCode.FUTURE_TIME);
    assertThat(store.ingest(events("b3", -3 * 1440, 100)).stored()).isEqualTo(100);
    assertThat(store.update(label("l1", "e-1440", "yes")).stored()).isOne();
    assertThat(store.seal(new TaskControl()).days()).isZero();
    reopen();
    assertThat(count()).isEqualTo(200);
    RollUpLines.assertEqualRecount(store, CHURN);
    clock.set(NOON);
    assertThat(store.ingest(events("b4", -1340, 10)).stored()).isEqualTo(10);
    seal();
    assertThat(count()).isEqualTo(210);
    assertThat(byId("churn")).containsEntry("e-1440", "yes");
    store.refresh(CHURN, new TaskControl());
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  private static EventSchema wideSchema() {
    List<EventColumn> columns = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      ColumnType type = column % 10 == 9 ? ColumnType.CATEGORY : ColumnType.FLOATING;
      ColumnRole role = column == COLUMNS - 1 ? ColumnRole.TARGET : ColumnRole.INPUT;
      columns.add(EventColumn.of("c" + column, type, role));
    }
    return new EventSchema(
        columns,
        new ClassRule(List.of("no", "yes"), "c" + (COLUMNS - 1), new Prediction.None()),
        null);
  }

  @Test
  void twoThousandColumns_areStoredCountedAndSealed() {
    ModelVersion wide = new ModelVersion("wide");
    EventSchema schema = wideSchema();
    store.register(wide, schema);
    store.addBinSets(
        wide, List.of(BinSet.of("first", "c1998", BinRule.Numeric.intervals(List.of(1998.5)))));
    store.ingest(
        batch(
            wide,
            schema,
            "b1",
            rows -> {
              for (int row = 0; row < 3; row++) {
                rows.row("e" + row, Examples.micros(-86_400L + row));
                for (int column = 0; column < COLUMNS; column++) {
                  rows.set(
                      "c" + column,
                      column % 10 == 9
                          ? "v" + (column + row) % 7
                          : (Object) (double) (column + row));
                }
              }
            }));
    List<Map<String, @Nullable Object>> hot = allOf(wide, schema);
    assertThat(hot).hasSize(3);
    assertThat(hot.get(2)).hasSize(COLUMNS + EventField.values().length);
    assertThat(hot.get(2)).containsEntry("c1998", 2000.0).containsEntry("c1989", "v3");
    assertThat(store.refresh(wide, new TaskControl()).left()).isZero();
    assertThat(store.sums(wide, "c1998", TimeWindow.ALL).sums()).containsExactly(5997.0);
    seal();
    reopen();
    assertThat(allOf(wide, schema)).isEqualTo(hot);
    assertThat(store.count(ScanRequest.of(wide, List.of(ColumnRef.of("c0"))), new TaskControl()))
        .isEqualTo(3);
    // The other model goes on beside it.
    assertThat(store.ingest(events("b2", 0, 10)).stored()).isEqualTo(10);
  }

  private List<Map<String, @Nullable Object>> allOf(ModelVersion model, EventSchema schema) {
    return Rows.read(
        store, ScanRequest.of(model, Rows.allColumns(schema)).ordered(ScanOrder.EVENT_TIME));
  }

  @Test
  void textOfAMebibyte_isStoredUpdatedAndSealed() throws IOException {
    String text = "gr\u00fc\u00df".repeat((1 << 20) / 6) + "end";
    String other = "x".repeat(1 << 20);
    String extra = "{\"k\":\"" + other + "\"}";
    store.ingest(
        batch(
            "b1",
            rows -> {
              rows.row("long", Examples.micros(-86_400L)).set("note", text).extra(extra);
              rows.row("short", Examples.micros(-86_399L)).set("note", "short");
            }));
    Path csv =
        Files.writeString(
            files.resolve("long.csv"),
            "id,at,note\nfile,\"" + NOON.minusSeconds(86_398) + "\",\"" + text + "\"\n");
    Receipt ofFile =
        store.ingestFile(
            new FileBatch(
                CHURN, "f1", "test", csv, FileLayout.csv("id", "at"), OnRowProblem.REFUSE_FILE),
            new TaskControl());
    assertThat(ofFile.stored()).isOne();
    store.update(update("u1", rows -> rows.row("short").set("note", other)));
    for (int round = 0; round < 2; round++) {
      assertThat(values("note")).containsExactly(text, other, text);
      assertThat(Rows.column(store, scan(EventField.EXTRA))).containsExactly(extra, null, null);
      if (round == 0) {
        seal();
        reopen();
      }
    }
  }

  /** Each refusal says when to try again; a refused batch left nothing and is taken later. */
  @Test
  void tooMuchWaiting_isRefusedAndMayBeSentAgain() throws InterruptedException {
    reopen(terms.withQueueRows(100));
    Queue<StoreBusyException> refusals = new ConcurrentLinkedQueue<>();
    Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    List<Thread> senders = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      int sender = number;
      senders.add(
          new Thread(
              () -> {
                for (int round = 0; round < 10; round++) {
                  int first = 10_000 * sender + 60 * round;
                  receipts.add(sendUntilTaken(events("b" + first, first - 90_000, 60), refusals));
                }
              }));
    }
    senders.forEach(Thread::start);
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(refusals).isNotEmpty();
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal)
                  .hasMessageMatching(
                      "\\d+ rows wait to be stored, at most 100 may, send the batch again in 200"
                          + " ms");
              assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(200));
            });
    assertThat(receipts).hasSize(40).allMatch(r -> r.stored() == 60 && !r.repeated());
    assertThat(count()).isEqualTo(40 * 60);
    // A batch that is larger than the queue is taken when nothing waits.
    assertThat(store.ingest(events("large", 0, 150)).stored()).isEqualTo(150);
  }

  private Receipt sendUntilTaken(EventBatch batch, Queue<StoreBusyException> refusals) {
    while (true) {
      try {
        return store.ingest(batch);
      } catch (StoreBusyException e) {
        refusals.add(e);
        LockSupport.parkNanos(e.retryAfter().toNanos() / 100);
      }
    }
  }
}
