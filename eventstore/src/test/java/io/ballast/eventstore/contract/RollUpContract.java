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
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.BinSetStatus;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.FillReport;
import io.ballast.eventstore.HourlyCounts;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Roll-ups equal a count of the events, at any moment. */
public abstract class RollUpContract extends StoreContract {

  private static final BinSet AGE =
      BinSet.of("schema", "age", BinRule.Numeric.intervals(List.of(30.0, 50.0, 70.0)));
  private static final BinSet PLAN =
      BinSet.of("schema", "plan", new BinRule.Categories(List.of("gold", "plus"), Set.of("basic")));

  protected RollUpContract(StoreFactory factory) {
    super(factory);
  }

  private void assertEqualRecount() {
    RollUpLines.assertEqualRecount(store, CHURN);
  }

  private FillReport refresh() {
    return store.refresh(CHURN, new TaskControl());
  }

  private FillReport fill() {
    return store.fill(CHURN, new TaskControl());
  }

  private HourlyCounts ready(BinSetKey key, TimeWindow window) {
    RollUps answer = store.rollUps(CHURN, List.of(key), window);
    assertThat(answer).isInstanceOf(RollUps.Ready.class);
    return ((RollUps.Ready) answer).series().get(0);
  }

  @Test
  void counts_areOfPairsOfClassesInEachBin() {
    store.addBinSets(CHURN, List.of(AGE));
    store.ingest(
        batch(
            "b1",
            rows ->
                rows.row("a", micros(0))
                    .set("age", 29)
                    .set("score", 0.5)
                    .set("churn", "yes")
                    .set("w", 0.5)
                    .row("b", micros(1))
                    .set("age", 30)
                    .set("score", 0.4999)
                    .set("churn", "yes")
                    .set("w", 3)
                    .row("c", micros(2))
                    .set("age", 30)
                    .set("score", 0.1)
                    .set("churn", "perhaps")
                    .row("d", micros(3))
                    .set("churn", "no")
                    .set("w", 2)
                    .row("e", micros(3600))
                    .set("age", 1000)));
    store.update(label("u1", "b", "no"));
    HourlyCounts series = ready(AGE.key(), TimeWindow.ALL);
    assertThat(series.bins()).isEqualTo(AGE.rule().bins());
    int hour = (int) Math.floorDiv(micros(0), 3_600_000_000L);
    assertThat(series.hours()).containsExactly(hour, hour + 1);
    PairCounts counts = series.counts().get(0);
    assertThat(counts.classes()).isEqualTo(2);
    // No class, no, yes, another.
    assertThat(counts.counts(2, 2)).containsExactly(1, 0, 0, 0, 0);
    assertThat(counts.counts(1, 1)).containsExactly(0, 1, 0, 0, 0);
    assertThat(counts.counts(3, 1)).containsExactly(0, 1, 0, 0, 0);
    assertThat(counts.counts(1, 0)).containsExactly(0, 0, 0, 0, 1);
    assertThat(counts.rows()).isEqualTo(4);
    assertThat(counts.weights(2, 2)).containsExactly(0.5, 0, 0, 0, 0);
    assertThat(counts.squares(2, 2)).containsExactly(0.25, 0, 0, 0, 0);
    assertThat(counts.weights(1, 1)).containsExactly(0, 3, 0, 0, 0);
    assertThat(counts.squares(1, 1)).containsExactly(0, 9, 0, 0, 0);
    assertThat(counts.weights(3, 1)).containsExactly(0, 0, 0, 0, 0);
    assertThat(counts.confusion()[1]).containsExactly(1, 1, 0, 0);
    assertThat(series.counts().get(1).counts(0, 0)).containsExactly(0, 0, 0, 1, 0);
    assertEqualRecount();
  }

  @Test
  void allKindsOfBins_equalARecount() {
    List<BinSet> sets =
        List.of(
            AGE,
            PLAN,
            BinSet.of(
                "mixed", "age", new BinRule.Numeric(List.of(40.0), List.of(40.0, 41.0), true)),
            BinSet.of("values", "age", BinRule.Numeric.values(List.of(20.0, 21.0))),
            BinSet.of("schema", "amount", BinRule.Numeric.intervals(List.of())),
            BinSet.of("edge", "score", BinRule.Numeric.intervals(List.of(0.0, 0.5, 1.0))),
            BinSet.of("schema", "member", BinRule.Numeric.values(List.of(0.0, 1.0))),
            BinSet.of("words", "member", new BinRule.Categories(List.of("true"), Set.of("false"))),
            BinSet.of(
                "schema",
                "since",
                BinRule.Numeric.intervals(List.of((double) micros(0), (double) micros(100)))),
            BinSet.of("schema", "churn", new BinRule.Categories(List.of(), Set.of())),
            BinSet.of("schema", "note", new BinRule.Categories(List.of("note 3"), Set.of())));
    store.addBinSets(CHURN, sets);
    SplittableRandom random = new SplittableRandom(1);
    for (int part = 0; part < 3; part++) {
      int first = 400 * part;
      store.ingest(
          batch(
              "b" + part,
              rows -> {
                for (int n = first; n < first + 400; n++) {
                  rows.row("e" + n, micros(random.nextInt(20_000)))
                      .set("amount", some(random, -0.0, 0.0, 1e300, Double.POSITIVE_INFINITY, 7))
                      .set("age", some(random, 17, 20, 21, 30, 40, 41, 42, 50, 121, null))
                      .set("plan", some(random, "gold", "plus", "basic", "Gold", "", null))
                      .set("member", some(random, true, false, "x", null))
                      .set(
                          "since",
                          some(
                              random,
                              "2026-11-24T12:00:00Z",
                              "2026-11-24T12:01:40Z",
                              "1900-01-01",
                              "when"))
                      .set("score", some(random, 0, 0.1, 0.5, 0.9, 1, -1e-300, "high", null))
                      .set("churn", some(random, "no", "yes", "YES", null))
                      .set("vector", some(random, List.of(1, 2, 3), List.of(1), null))
                      .set("note", some(random, "note 3", "a long text of more than 12", null))
                      .set("w", some(random, 0.1, 1e-300, 1e15, -2, null));
                }
              }));
    }
    assertEqualRecount();
    assertThat(refresh().left()).isZero();
    assertThat(store.status(CHURN).dirtyHours()).isZero();
    assertEqualRecount();
    reopen();
    assertEqualRecount();
  }

  private static @Nullable Object some(SplittableRandom random, @Nullable Object... values) {
    return values[random.nextInt(values.length)];
  }

  /** A model whose classes come in that way. */
  private ModelVersion model(
      String id, ClassRule classes, @Nullable String weight, EventColumn... columns) {
    ModelVersion model = new ModelVersion(id);
    store.register(model, new EventSchema(List.of(columns), classes, weight));
    return model;
  }

  @Test
  void aThousandClasses_equalARecount() {
    List<String> classes = IntStream.range(0, 1000).mapToObj(k -> "class " + k).toList();
    ModelVersion many =
        model(
            "many",
            new ClassRule(classes, "y", new Prediction.Column("p")),
            null,
            EventColumn.of("y", ColumnType.CATEGORY, ColumnRole.TARGET),
            EventColumn.of("p", ColumnType.CATEGORY, ColumnRole.OUTPUT),
            EventColumn.of("x", ColumnType.FLOATING, ColumnRole.INPUT));
    store.addBinSets(
        many, List.of(BinSet.of("b", "x", BinRule.Numeric.intervals(List.of(0.25, 0.5)))));
    SplittableRandom random = new SplittableRandom(3);
    store.ingest(
        batch(
            many,
            store.schema(many).orElseThrow(),
            "b1",
            rows -> {
              for (int n = 0; n < 2000; n++) {
                rows.row("e" + n, micros(-random.nextInt(24 * 3600)))
                    .set("y", "class " + random.nextInt(1001))
                    .set("p", random.nextInt(5) == 0 ? null : "class " + random.nextInt(1000))
                    .set("x", random.nextDouble());
              }
            }));
    RollUpLines.assertEqualRecount(store, many);
    assertThat(store.refresh(many, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, many);
  }

  @Test
  void classes_ofEachKind_equalARecount() {
    EventColumn y = EventColumn.of("y", ColumnType.INTEGER, ColumnRole.TARGET);
    EventColumn flag = EventColumn.of("flag", ColumnType.BOOLEAN, ColumnRole.TARGET);
    EventColumn f = EventColumn.of("f", ColumnType.FLOATING, ColumnRole.OUTPUT);
    EventColumn g = EventColumn.of("g", ColumnType.FLOATING, ColumnRole.OUTPUT);
    EventColumn h = EventColumn.of("h", ColumnType.INTEGER, ColumnRole.OUTPUT);
    EventColumn word = EventColumn.of("word", ColumnType.TEXT, ColumnRole.OUTPUT);
    List<ModelVersion> models =
        List.of(
            model(
                "largest",
                new ClassRule(
                    List.of("0", "1", "2"), "y", new Prediction.Largest(List.of("f", "g", "h"))),
                "f",
                y,
                f,
                g,
                h),
            model(
                "flags",
                new ClassRule(List.of("false", "true"), "flag", new Prediction.Column("word")),
                null,
                flag,
                word,
                f),
            model(
                "numbers",
                new ClassRule(List.of("0", "1.0"), "f", new Prediction.Column("y")),
                "h",
                f,
                y,
                h),
            model("none", ClassRule.NONE, "h", f, h),
            model(
                "target",
                new ClassRule(List.of("a"), "word", new Prediction.None()),
                null,
                word,
                f));
    SplittableRandom random = new SplittableRandom(2);
    for (ModelVersion model : models) {
      EventSchema schema = store.schema(model).orElseThrow();
      store.addBinSets(
          model, List.of(BinSet.of("b", "f", BinRule.Numeric.intervals(List.of(0.0, 0.5, 1.0)))));
      store.ingest(
          batch(
              model,
              schema,
              "b1",
              rows -> {
                for (int n = 0; n < 500; n++) {
                  rows.row("e" + n, micros(random.nextInt(7200)));
                  for (EventColumn column : schema.columns()) {
                    Object value =
                        switch (column.name()) {
                          case "word" -> some(random, "true", "false", "a", "A", null);
                          case "flag" -> some(random, true, false, null);
                          case "y", "h" -> some(random, 0, 1, 2, 3, null);
                          default -> some(random, 0.0, 0.25, 1.0, 2.5, -0.0, null);
                        };
                    rows.set(column.name(), value);
                  }
                }
              }));
      RollUpLines.assertEqualRecount(store, model);
      store.refresh(model, new TaskControl());
      RollUpLines.assertEqualRecount(store, model);
    }
  }

  @Test
  void weightSums_areTheExactSumsRoundedOnce() {
    store.addBinSets(CHURN, List.of(AGE));
    // Added one after another these give 0, or 2, or 1 by the order.
    double[] weights = {1e300, 1, -1e300, 1e-300};
    store.ingest(
        batch(
            "b1",
            rows -> {
              for (int n = 0; n < weights.length; n++) {
                rows.row("e" + n, micros(n)).set("age", 20).set("w", weights[n]);
              }
            }));
    assertThat(ready(AGE.key(), TimeWindow.ALL).counts().get(0).weights(0, 0)[0]).isEqualTo(1.0);
    assertThat(store.sums(CHURN, "w", TimeWindow.ALL).sums()).containsExactly(1.0);
    refresh();
    assertThat(ready(AGE.key(), TimeWindow.ALL).counts().get(0).weights(0, 0)[0]).isEqualTo(1.0);
    assertThat(store.sums(CHURN, "w", TimeWindow.ALL).sums()).containsExactly(1.0);
  }

  @Test
  void changes_ofAnyKind_areInTheNextAnswer() {
    store.addBinSets(CHURN, List.of(AGE, PLAN));
    store.ingest(events("b1", -100, 200));
    assertEqualRecount();
    refresh();
    assertThat(store.status(CHURN).dirtyHours()).isZero();
    List<Runnable> changes =
        List.of(
            () -> store.ingest(events("b2", 50, 100)),
            () -> store.update(label("u1", "e1", "yes")),
            () -> store.update(update("u2", rows -> rows.row("e-50").set("w", 77))),
            () -> store.update(label("u3", "e500", "yes")),
            () -> store.ingest(events("b3", 500, 1)),
            () -> store.delete(CHURN, List.of("e3"), new TaskControl()),
            () -> store.delete(CHURN, new TimeWindow(micros(0), micros(1800)), new TaskControl()),
            () -> store.erase(CHURN, List.of("e40", "e41"), new TaskControl()));
    for (Runnable change : changes) {
      List<String> before = RollUpLines.all(store, CHURN);
      change.run();
      assertEqualRecount();
      List<String> dirty = RollUpLines.all(store, CHURN);
      assertThat(refresh().left()).isZero();
      assertThat(RollUpLines.all(store, CHURN)).isEqualTo(dirty);
      reopen();
      assertThat(RollUpLines.all(store, CHURN)).isEqualTo(dirty);
      assertThat(before).isNotEmpty();
    }
    days(1);
    seal();
    assertEqualRecount();
    store.update(label("u9", "e60", "no"));
    assertThat(store.status(CHURN).dirtyHours()).isOne();
    assertEqualRecount();
  }

  @Test
  void changes_riseWithWhatChangesAnswersAndWithNothingElse() {
    long before = store.changes(CHURN);
    store.ingest(events("b1", 0, 100));
    long events = store.changes(CHURN);
    assertThat(events).isGreaterThan(before);
    store.ingest(events("b1", 0, 100));
    refresh();
    assertThat(store.traffic(CHURN, TimeWindow.ALL).rows()).isNotEmpty();
    assertThat(store.changes(CHURN)).isEqualTo(events);
    store.update(label("u1", "e0", "yes"));
    long labels = store.changes(CHURN);
    assertThat(labels).isGreaterThan(events);
    store.delete(CHURN, TimeWindow.ALL, new TaskControl());
    assertThat(store.changes(CHURN)).isGreaterThan(labels);
  }

  @Test
  void window_takesTheHoursAndSlotsThatBeginInIt() {
    store.addBinSets(CHURN, List.of(AGE));
    store.ingest(events("b1", 0, 180));
    for (int round = 0; round < 2; round++) {
      int hour = (int) Math.floorDiv(micros(0), 3_600_000_000L);
      assertThat(ready(AGE.key(), new TimeWindow(micros(0), micros(3600))).hours())
          .containsExactly(hour);
      assertThat(ready(AGE.key(), new TimeWindow(micros(0) + 1, micros(3600) + 1)).hours())
          .containsExactly(hour + 1);
      assertThat(ready(AGE.key(), new TimeWindow(micros(1), micros(2))).hours()).isEmpty();
      assertThat(store.traffic(CHURN, new TimeWindow(micros(300), micros(900) + 1)).startMicros())
          .containsExactly(micros(300), micros(600), micros(900));
      assertThat(store.sums(CHURN, "age", new TimeWindow(micros(301), micros(600))).rows())
          .isEmpty();
      assertThat(store.integrity(CHURN, "churn", new TimeWindow(micros(1), micros(7200))).hours())
          .containsExactly(hour + 1);
      refresh();
    }
  }

  @Test
  void newBinSet_mustBeScannedUntilItIsFilled() {
    store.addBinSets(CHURN, List.of(AGE));
    store.ingest(events("b1", -300, 600));
    refresh();
    store.addBinSets(CHURN, List.of(PLAN));
    assertThat(store.binSets(CHURN))
        .containsExactly(new BinSetStatus(AGE, true), new BinSetStatus(PLAN, false));
    assertThat(store.rollUps(CHURN, List.of(AGE.key(), PLAN.key()), TimeWindow.ALL))
        .isEqualTo(new RollUps.MustScan(List.of(PLAN.key())));
    TaskControl control = new TaskControl();
    assertThat(store.fill(CHURN, control)).isEqualTo(new FillReport(10, 0));
    assertThat(control.progress()).isEqualTo(1);
    assertThat(store.binSets(CHURN))
        .containsExactly(new BinSetStatus(AGE, true), new BinSetStatus(PLAN, true));
    assertEqualRecount();
    assertThat(fill()).isEqualTo(new FillReport(0, 0));
  }

  @Test
  void newBinSet_beforeAnyEvent_isReadyAtOnce() {
    store.addBinSets(CHURN, List.of(AGE, PLAN));
    assertThat(store.binSets(CHURN)).allMatch(BinSetStatus::filled);
    assertThat(ready(AGE.key(), TimeWindow.ALL).hours()).isEmpty();
    store.ingest(events("b1", 0, 10));
    assertEqualRecount();
  }

  @Test
  void fill_cancelledOrAfterChanges_goesOn() {
    store.ingest(events("b1", -300, 600));
    refresh();
    store.addBinSets(CHURN, List.of(AGE));
    TaskControl cancelled = new TaskControl();
    cancelled.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.fill(CHURN, cancelled));
    assertThat(store.binSets(CHURN)).containsExactly(new BinSetStatus(AGE, false));
    reopen();
    assertThat(store.binSets(CHURN)).containsExactly(new BinSetStatus(AGE, false));
    // Hours that changed since are counted with all bin sets.
    store.update(label("u1", "e0", "yes"));
    assertThat(fill()).isEqualTo(new FillReport(9, 0));
    assertThat(store.binSets(CHURN)).containsExactly(new BinSetStatus(AGE, true));
    assertEqualRecount();
    refresh();
    assertEqualRecount();
  }

  @Test
  void refresh_cancelled_changesNoAnswer() {
    store.addBinSets(CHURN, List.of(AGE));
    store.ingest(events("b1", -300, 600));
    List<String> before = RollUpLines.all(store, CHURN);
    TaskControl cancelled = new TaskControl();
    cancelled.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.refresh(CHURN, cancelled));
    assertThat(RollUpLines.all(store, CHURN)).isEqualTo(before);
    assertThat(refresh()).isEqualTo(new FillReport(10, 0));
    assertThat(refresh()).isEqualTo(new FillReport(0, 0));
    assertThat(RollUpLines.all(store, CHURN)).isEqualTo(before);
  }

  @Test
  void binSets_sameAgainOrOtherBins() {
    store.addBinSets(CHURN, List.of(AGE));
    store.addBinSets(CHURN, List.of(AGE, AGE));
    BinSet other = new BinSet(AGE.key(), BinRule.Numeric.intervals(List.of(31.0)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.addBinSets(CHURN, List.of(PLAN, other)))
        .withMessage(
            "bin set schema of column age is known with other bins, a bin set never changes, give"
                + " the new bins another name");
    assertThat(store.binSets(CHURN)).containsExactly(new BinSetStatus(AGE, true));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                store.addBinSets(
                    CHURN, List.of(BinSet.of("x", "plan", BinRule.Numeric.intervals(List.of())))))
        .withMessage(
            "the bins of column plan are Numeric, the column holds CATEGORY, give numbers intervals"
                + " or values, and strings categories");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> store.rollUps(CHURN, List.of(new BinSetKey("nobody", "age")), TimeWindow.ALL))
        .withMessage(
            "bin set nobody of column age is not known, a bin set is added to model version churn 1"
                + " before it is asked for, add it or check its name");
  }

  @Test
  void dropBinSets_forgetsAllOfThatName() {
    store.ingest(events("b1", 0, 100));
    store.addBinSets(CHURN, List.of(AGE, PLAN, BinSet.of("keep", "age", AGE.rule())));
    fill();
    store.dropBinSets(CHURN, "schema");
    store.dropBinSets(CHURN, "schema");
    assertThat(store.binSets(CHURN))
        .extracting(status -> status.binSet().key().name())
        .containsExactly("keep");
    BinSet other = new BinSet(AGE.key(), BinRule.Numeric.intervals(List.of(31.0)));
    store.addBinSets(CHURN, List.of(other));
    fill();
    assertEqualRecount();
    reopen();
    assertEqualRecount();
  }

  @Test
  void register_otherClassesLimitsOrWeight_countsAllAnew() {
    store.addBinSets(CHURN, List.of(AGE));
    store.ingest(
        batch(
            "b1",
            rows -> {
              for (int n = 0; n < 120; n++) {
                rows.row("e" + n, micros(60L * n))
                    .set("age", 20 + n)
                    .set("score", n / 120.0)
                    .set("churn", List.of("no", "yes", "perhaps").get(n % 3))
                    .set("w", n);
              }
            }));
    refresh();
    List<EventColumn> columns = new ArrayList<>(SCHEMA.columns());
    columns.set(1, columns.get(1).within(io.ballast.eventstore.Limits.range(18, 60)));
    columns.add(EventColumn.of("city", ColumnType.CATEGORY, ColumnRole.METADATA));
    EventSchema changed =
        new EventSchema(
            columns,
            new ClassRule(List.of("no", "yes", "perhaps"), "churn", new Prediction.Column("churn")),
            null);
    store.register(CHURN, changed);
    assertThat(store.status(CHURN).dirtyHours()).isEqualTo(2);
    assertEqualRecount();
    refresh();
    assertEqualRecount();
    reopen();
    assertEqualRecount();
  }

  @Test
  void unknownColumns_areTold() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.sums(CHURN, "plan", TimeWindow.ALL))
        .withMessage(
            "column plan holds CATEGORY, sums are kept of numbers and booleans, ask for a column of"
                + " numbers");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.integrity(CHURN, "nobody", TimeWindow.ALL))
        .withMessageStartingWith("column nobody is not in the schema of model version churn 1");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> store.traffic(OTHER, TimeWindow.ALL))
        .withMessageStartingWith("model version churn 2 is not in the store");
  }
}
