package io.ballast.eventstore.contract;

import static io.ballast.eventstore.contract.Examples.CHURN;
import static io.ballast.eventstore.contract.Examples.SCHEMA;
import static io.ballast.eventstore.contract.Examples.batch;
import static io.ballast.eventstore.contract.Examples.event;
import static io.ballast.eventstore.contract.Examples.events;
import static io.ballast.eventstore.contract.Examples.label;
import static io.ballast.eventstore.contract.Examples.micros;
import static io.ballast.eventstore.contract.Examples.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.eventstore.UpdateRows;
import io.ballast.tables.DoubleVector;
import io.ballast.tables.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late values: before or after their events, the last one counts. */
public abstract class UpdateContract extends StoreContract {

  protected UpdateContract(StoreFactory factory) {
    super(factory);
  }

  @Test
  void update_afterTheEvent_isRead() {
    store.ingest(events("b1", 1, 2));
    Receipt receipt = store.update(label("u1", "e2", "yes"));
    assertThat(receipt).isEqualTo(new Receipt(1, 0, 0, List.of(), -1, false));
    assertThat(values("churn")).containsExactly(null, "yes");
    reopen();
    assertThat(values("churn")).containsExactly(null, "yes");
  }

  @Test
  void update_beforeTheEvent_waitsForIt() {
    assertThat(store.update(label("u1", "e2", "yes")).stored()).isOne();
    assertThat(store.status(CHURN).earlyUpdates()).isOne();
    store.ingest(events("b1", 1, 1));
    assertThat(store.status(CHURN).earlyUpdates()).isOne();
    reopen();
    store.ingest(events("b2", 2, 1));
    assertThat(store.status(CHURN).earlyUpdates()).isZero();
    assertThat(values("churn")).containsExactly(null, "yes");
  }

  @Test
  void update_beforeTheEvent_countsMoreThanWhatTheEventBrings() {
    store.update(label("u1", "e1", "yes"));
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("churn", "no").set("w", 3)));
    assertThat(values("churn")).containsExactly("yes");
    assertThat(values("w")).containsExactly(3.0);
  }

  @Test
  void update_several_theLastToArriveCounts() {
    store.update(label("u1", "e1", "a"));
    store.update(label("u2", "e1", "b"));
    store.ingest(events("b1", 1, 1));
    assertThat(values("churn")).containsExactly("b");
    store.update(update("u3", rows -> rows.row("e1").set("churn", "c")));
    assertThat(values("churn")).containsExactly("c");
    UpdateBatch twice =
        update(
            "u4",
            rows -> {
              rows.row("e1").set("churn", "d");
              rows.row("e1").set("churn", "e");
            });
    store.update(twice);
    assertThat(values("churn")).containsExactly("e");
  }

  @Test
  void update_someColumns_leavesTheOthers() {
    store.ingest(
        batch("b1", rows -> rows.row("e1", micros(1)).set("churn", "no").set("note", "n1")));
    store.update(update("u1", rows -> rows.row("e1").set("note", "n2")));
    store.update(update("u2", rows -> rows.row("e1").set("w", 2.5)));
    store.update(update("u3", rows -> rows.row("e1")));
    assertThat(values("churn")).containsExactly("no");
    assertThat(values("note")).containsExactly("n2");
    assertThat(values("w")).containsExactly(2.5);
  }

  @Test
  void update_knownBatchId_hasNoEffect() {
    store.ingest(events("b1", 1, 1));
    store.update(label("u1", "e1", "yes"));
    store.update(label("u2", "e1", "no"));
    assertThat(store.update(label("u1", "e1", "yes")).repeated()).isTrue();
    assertThat(values("churn")).containsExactly("no");
    reopen();
    assertThat(store.update(label("u1", "e1", "yes")).repeated()).isTrue();
    assertThat(values("churn")).containsExactly("no");
    assertThat(store.ingest(events("u1", 5, 1)).repeated()).isTrue();
  }

  @Test
  void update_columnsOfTheModel_areRefused() {
    store.ingest(events("b1", 1, 1));
    UpdateRows rows = new UpdateRows(new String[] {"e1"}, List.of(new DoubleVector(new double[1])));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.update(new UpdateBatch(CHURN, "u1", "test", rows)))
        .withMessage(
            "column amount is of the role INPUT, only targets and metadata are updated, leave it"
                + " out, or delete the event and send it again");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> update("u1", builder -> builder.row("e1").set("score", 1)))
        .withMessage("the schema has no column score to update");
    assertThat(store.update(label("u1", "e1", "yes")).repeated()).isFalse();
  }

  @Test
  void update_ofManyEventsInOneBatch_reachesEach() {
    store.ingest(events("b1", -2000, 3000));
    store.update(
        update(
            "u1",
            rows -> {
              for (int number = 999; number >= -3000; number--) {
                rows.row("e" + number).set("churn", "c" + number);
              }
            }));
    assertThat(store.status(CHURN).earlyUpdates()).isEqualTo(1000);
    EventRowsBuilder more = new EventRowsBuilder(SCHEMA);
    for (int number = -3000; number < -2000; number++) {
      event(more, number);
    }
    store.ingest(new io.ballast.eventstore.EventBatch(CHURN, "b2", "test", more.build()));
    assertThat(store.status(CHURN).earlyUpdates()).isZero();
    List<String> expected =
        java.util.stream.IntStream.range(-3000, 1000).mapToObj(number -> "c" + number).toList();
    assertThat(values("churn")).isEqualTo(expected);
  }

  @Test
  void update_ofAMisfit_takesItsPlace() {
    store.ingest(batch("b1", rows -> rows.row("e1", micros(1)).set("w", "heavy")));
    assertThat(store.integrity(CHURN, "w", io.ballast.eventstore.TimeWindow.ALL).wrongType())
        .containsExactly(1);
    store.update(update("u1", rows -> rows.row("e1").set("w", 2)));
    assertThat(store.integrity(CHURN, "w", io.ballast.eventstore.TimeWindow.ALL).hours()).isEmpty();
    assertThat(values("w")).containsExactly(2.0);
  }
}
