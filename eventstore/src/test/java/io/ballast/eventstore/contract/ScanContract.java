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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.Filter;
import io.ballast.eventstore.Filter.Operator;
import io.ballast.eventstore.Sample;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.Batch;
import io.ballast.tables.ProblemException;
import io.ballast.testkit.SeededRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scans give what was asked for, batch by batch, and nothing else. */
public abstract class ScanContract extends StoreContract {

  protected ScanContract(StoreFactory factory) {
    super(factory);
  }

  private List<@Nullable Object> ids(ScanRequest request) {
    return Rows.column(store, request);
  }

  @Test
  void window_takesItsStartAndNotItsEnd() {
    store.ingest(events("b1", 1, 5));
    ScanRequest request = scan(EventField.EVENT_ID);
    assertThat(ids(request.within(new TimeWindow(micros(120), micros(240)))))
        .containsExactly("e2", "e3");
    assertThat(ids(request.within(new TimeWindow(micros(120), micros(120))))).isEmpty();
    assertThat(ids(request.within(new TimeWindow(Long.MIN_VALUE, micros(120)))))
        .containsExactly("e1");
    assertThat(ids(request.within(new TimeWindow(micros(300), Long.MAX_VALUE))))
        .containsExactly("e5");
    assertThat(
            store.count(
                request.within(new TimeWindow(micros(120), micros(240))), new TaskControl()))
        .isEqualTo(2);
  }

  @Test
  void window_overSealedAndHotDays_takesBoth() {
    store.ingest(batch("b1", rows -> rows.row("old", micros(-86400)).row("new", micros(0))));
    days(1);
    seal();
    store.ingest(batch("b2", rows -> rows.row("late", micros(-86399)).row("today", micros(86400))));
    assertThat(ids()).containsExactly("old", "late", "new", "today");
    assertThat(ids(scan(EventField.EVENT_ID).within(new TimeWindow(micros(-86399), micros(86400)))))
        .containsExactly("late", "new");
  }

  @Test
  void columns_comeInTheOrderAsked() {
    store.ingest(events("b1", 1, 1));
    store.scan(
        ScanRequest.of(CHURN, List.of(ColumnRef.of("age"), EventField.SOURCE, ColumnRef.of("age"))),
        batch -> {
          assertThat(batch.rows()).isOne();
          assertThat(batch.vectors()).hasSize(3);
          return true;
        },
        new TaskControl());
  }

  @Test
  void noColumns_givesTheNumberOfRows() {
    store.ingest(events("b1", 1, 700));
    long[] rows = new long[1];
    store.scan(
        ScanRequest.of(CHURN, List.of()),
        batch -> {
          assertThat(batch.vectors()).isEmpty();
          rows[0] += batch.rows();
          return true;
        },
        new TaskControl());
    assertThat(rows[0]).isEqualTo(700);
  }

  @Test
  void batches_areBoundedAndEndWhenTheConsumerSaysSo() {
    store.ingest(events("b1", -8000, 9000));
    List<Integer> sizes = new ArrayList<>();
    store.scan(
        scan("age"),
        batch -> {
          sizes.add(batch.rows());
          return true;
        },
        new TaskControl());
    assertThat(sizes).hasSizeGreaterThan(4).allMatch(size -> size > 0 && size <= Batch.MAX_ROWS);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(9000);
    int[] calls = new int[1];
    store.scan(
        scan("age"),
        batch -> {
          calls[0]++;
          return false;
        },
        new TaskControl());
    assertThat(calls[0]).isOne();
    assertThat(count()).isEqualTo(9000);
  }

  @Test
  void orders_areKept() {
    store.ingest(
        batch(
            "b1",
            rows -> rows.row("b", micros(2)).row("c", micros(1)).row("a", micros(2)).row("d", 0)));
    ScanRequest request = scan(EventField.EVENT_ID);
    assertThat(ids(request)).containsExactly("d", "c", "a", "b");
    assertThat(ids(request.ordered(ScanOrder.RECEIVED))).containsExactly("b", "c", "a", "d");
    assertThat(ids(request.ordered(ScanOrder.ANY))).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void cancelled_beforeOrWithin_ends() {
    store.ingest(events("b1", -8000, 9000));
    TaskControl before = new TaskControl();
    before.cancel();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> store.scan(scan("age"), batch -> true, before));
    TaskControl within = new TaskControl();
    int[] calls = new int[1];
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () ->
                store.scan(
                    ScanRequest.of(CHURN, List.of(ColumnRef.of("age"))),
                    batch -> {
                      calls[0]++;
                      within.cancel();
                      return true;
                    },
                    within));
    assertThat(calls[0]).isOne();
    assertThat(count()).isEqualTo(9000);
  }

  @Test
  void consumerThatFails_endsTheScanWithItsError() {
    store.ingest(events("b1", 1, 10));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                store.scan(
                    scan("age"),
                    batch -> {
                      throw new IllegalStateException("mine");
                    },
                    new TaskControl()))
        .withMessage("mine");
    assertThat(count()).isEqualTo(10);
  }

  @Test
  void unknownSetOrColumn_isTold() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ids(scan("Age")))
        .withMessage(
            "column Age is not in the schema of model version churn 1, columns are named as in the"
                + " schema, with the same case, check the name");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                store.count(
                    ScanRequest.of(new DatasetVersion("base", 3), List.of()), new TaskControl()))
        .withMessage(
            "data set base version 3 is not in the store, a set is made known before it is used,"
                + " register the model version or create the data set first");
  }

  @Test
  void filterValue_ofAnotherType_isTold() {
    for (Filter filter :
        List.of(
            Filter.equal("age", "30"),
            Filter.equal("plan", 30L),
            Filter.equal("member", 1L),
            Filter.equal("since", 0L),
            Filter.equal("vector", List.of()))) {
      Filter.Comparison comparison = (Filter.Comparison) filter;
      String column = Rows.name(comparison.column());
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> ids(scan("age").where(filter)))
          .withMessage(
              "the filter compares column "
                  + column
                  + " with "
                  + comparison.value()
                  + ", in model version churn 1 it holds values of the type "
                  + SCHEMA.find(column).orElseThrow().type()
                  + ", give a value of that type");
    }
  }

  @Test
  void filterValues_areNeverPartOfTheStatement() {
    String nasty = "'; DROP TABLE x; -- \" ?";
    store.ingest(
        batch("b1", rows -> rows.row("e1", micros(1)).set("plan", nasty).row(nasty, micros(2))));
    assertThat(ids(scan(EventField.EVENT_ID).where(Filter.equal("plan", nasty))))
        .containsExactly("e1");
    assertThat(
            ids(
                scan(EventField.EVENT_ID)
                    .where(new Filter.In(EventField.EVENT_ID, List.of(nasty)))))
        .containsExactly(nasty);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void filter_onLateValues_seesThem() {
    store.ingest(events("b1", 1, 3));
    store.update(label("u1", "e2", "yes"));
    assertThat(ids(scan(EventField.EVENT_ID).where(Filter.equal("churn", "yes"))))
        .containsExactly("e2");
    assertThat(ids(scan(EventField.EVENT_ID).where(new Filter.IsMissing(ColumnRef.of("churn")))))
        .containsExactly("e1", "e3");
  }

  @Test
  void filterTrees_atRandom_holdAsWritten() {
    List<Map<String, @Nullable Object>> rows = mixedRows();
    SeededRuns.forAll(
        60,
        random -> {
          Filter filter = tree(random, 3);
          List<Object> expected = new ArrayList<>();
          for (Map<String, @Nullable Object> row : rows) {
            if (holds(filter, row)) {
              expected.add(row.get("event_id"));
            }
          }
          ScanRequest request = scan(EventField.EVENT_ID).where(filter);
          assertThat(ids(request)).as(filter.toString()).isEqualTo(expected);
          assertThat(store.count(request, new TaskControl())).isEqualTo(expected.size());
        });
  }

  /** Sealed, hot and late ones, each value missing in some. */
  private List<Map<String, @Nullable Object>> mixedRows() {
    for (int part = 0; part < 2; part++) {
      int first = 30 * part;
      store.ingest(
          batch(
              "b" + part,
              rows -> {
                for (int n = first; n < first + 30; n++) {
                  rows.row("e" + n, micros(n + 86400L * (n / 30 - 1)))
                      .set("amount", n % 7 == 0 ? null : n / 2.0)
                      .set("age", n % 5 == 0 ? null : 18 + n % 10)
                      .set("plan", n % 4 == 0 ? null : List.of("basic", "plus", "gold").get(n % 3))
                      .set("member", n % 6 == 0 ? null : n % 2 == 0)
                      .set("since", n % 8 == 0 ? null : Examples.NOON.plusSeconds(n).toString())
                      .set("churn", n % 9 == 0 ? "no" : null);
                }
              }));
    }
    days(1);
    seal();
    for (int n = 0; n < 60; n += 11) {
      store.update(label("u" + n, "e" + n, "yes"));
    }
    return Rows.read(
        store, ScanRequest.of(CHURN, Rows.allColumns(SCHEMA)).ordered(ScanOrder.EVENT_TIME));
  }

  private static Filter tree(RandomGenerator random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 6);
    if (kind < 3) {
      return leaf(random, kind);
    }
    if (kind == 3) {
      return new Filter.Not(tree(random, depth - 1));
    }
    List<Filter> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      parts.add(tree(random, depth - 1));
    }
    return kind == 4 ? new Filter.And(parts) : new Filter.Or(parts);
  }

  private static Filter leaf(RandomGenerator random, int kind) {
    List<String> names = List.of("amount", "age", "plan", "member", "since", "churn");
    String name = names.get(random.nextInt(names.size()));
    ColumnRef column = ColumnRef.of(name);
    if (kind == 0) {
      return new Filter.IsMissing(column);
    }
    if (kind == 1) {
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(constant(random, name));
      }
      return new Filter.In(column, values);
    }
    Operator[] operators = Operator.values();
    return new Filter.Comparison(
        column, operators[random.nextInt(operators.length)], constant(random, name));
  }

  private static Object constant(RandomGenerator random, String name) {
    int n = random.nextInt(60);
    return switch (name) {
      case "amount" -> n % 2 == 0 ? (Object) (n / 2.0) : (Object) (long) (n / 2);
      case "age" -> n % 3 == 0 ? (Object) (18.5 + n % 10) : (Object) (18L + n % 10);
      case "plan" -> List.of("basic", "plus", "gold", "Gold", "").get(n % 5);
      case "member" -> n % 2 == 0;
      case "since" -> Examples.NOON.plusSeconds(n);
      default -> List.of("yes", "no", "perhaps").get(n % 3);
    };
  }

  /** The rule in the words of {@link Filter}. */
  private static boolean holds(Filter filter, Map<String, @Nullable Object> row) {
    if (filter instanceof Filter.Not not) {
      return !holds(not.part(), row);
    }
    if (filter instanceof Filter.And and) {
      return and.parts().stream().allMatch(part -> holds(part, row));
    }
    if (filter instanceof Filter.Or or) {
      return or.parts().stream().anyMatch(part -> holds(part, row));
    }
    if (filter instanceof Filter.IsMissing missing) {
      return row.get(Rows.name(missing.column())) == null;
    }
    if (filter instanceof Filter.In in) {
      Object value = row.get(Rows.name(in.column()));
      return value != null
          && in.values().stream().anyMatch(constant -> compare(value, constant) == 0);
    }
    Filter.Comparison comparison = (Filter.Comparison) filter;
    Object value = row.get(Rows.name(comparison.column()));
    if (value == null) {
      return false;
    }
    int order = compare(value, comparison.value());
    return switch (comparison.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }

  private static int compare(Object value, Object constant) {
    if (constant instanceof String text) {
      return ((String) value).compareTo(text);
    }
    if (constant instanceof Boolean flag) {
      return Long.compare((Long) value, flag ? 1 : 0);
    }
    if (constant instanceof Instant instant) {
      return Long.compare((Long) value, TimeWindow.micros(instant));
    }
    return Double.compare(((Number) value).doubleValue(), ((Number) constant).doubleValue());
  }

  @Test
  void sample_isOfAboutThatSizeAndOfItsSeedAlone() {
    for (int part = 0; part < 10; part++) {
      store.ingest(events("b" + part, -8000 + 900 * part, 900));
    }
    ScanRequest request = scan(EventField.EVENT_ID);
    Set<Object> first = new TreeSet<>(ids(request.sampled(new Sample(1000, 1))));
    Set<Object> again = new TreeSet<>(ids(request.sampled(new Sample(1000, 1))));
    Set<Object> other = new TreeSet<>(ids(request.sampled(new Sample(1000, 2))));
    // Five standard deviations of a binomial count: 5 * sqrt(9000 * 1/9 * 8/9) = 149.
    assertThat(first).hasSizeBetween(851, 1149);
    assertThat(again).isEqualTo(first);
    assertThat(other).hasSizeBetween(851, 1149);
    Set<Object> both = new TreeSet<>(first);
    both.retainAll(other);
    // Independent samples share a ninth of a ninth of the events, 111; five deviations are 52.
    assertThat(both).hasSizeBetween(59, 163);
    assertThat(store.count(request.sampled(new Sample(1000, 1)), new TaskControl()))
        .isEqualTo(first.size());
    assertThat(ids(request.sampled(new Sample(9000, 1)))).hasSize(9000);
    assertThat(ids(request.sampled(new Sample(1_000_000, 1)))).hasSize(9000);
  }

  @Test
  void sample_afterAnotherOrderOfArrival_isTheSame() {
    store.ingest(events("b1", 0, 700));
    store.ingest(events("b2", 700, 700));
    Sample sample = new Sample(200, 7);
    List<@Nullable Object> one = ids(scan(EventField.EVENT_ID).sampled(sample));
    store.drop(CHURN);
    store.register(CHURN, SCHEMA);
    store.ingest(
        batch(
            "b3",
            rows -> {
              for (int number = 1399; number >= 0; number--) {
                event(rows, number);
              }
            }));
    assertThat(ids(scan(EventField.EVENT_ID).sampled(sample))).isEqualTo(one);
  }

  @Test
  void sample_ofAFilter_isTakenOfWhatTheFilterLeaves() {
    store.ingest(events("b1", -8000, 9000));
    ScanRequest request = scan("plan").where(Filter.equal("plan", "gold"));
    List<@Nullable Object> plans = ids(request.sampled(new Sample(500, 3)));
    // Of 3000: 5 * sqrt(3000 * 1/6 * 5/6) = 102.
    assertThat(plans).hasSizeBetween(398, 602).containsOnly("gold");
  }

  @Test
  void reader_doesNotSeeWhatComesAfterItBegan() {
    store.ingest(events("b1", -4999, 5000));
    List<Integer> sizes = new ArrayList<>();
    store.scan(
        ScanRequest.of(CHURN, List.of(EventField.EVENT_ID, ColumnRef.of("churn"))),
        batch -> {
          int call = sizes.size();
          store.ingest(events("c" + call, 100 * (call + 1), 100));
          store.update(label("u" + call, "e-1", "yes"));
          store.delete(CHURN, List.of("e-" + (4000 + call)), new TaskControl());
          sizes.add(batch.rows());
          return true;
        },
        new TaskControl());
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5000);
    assertThat(count()).isEqualTo(5000 + 99L * sizes.size());
  }

  @Test
  void severalReadersBesideTheWriter_eachSeeWholeBatches() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> readers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        readers.add(
            pool.submit(
                () -> {
                  long last = 0;
                  while (last < 2000) {
                    long rows = store.count(ScanRequest.of(CHURN, List.of()), new TaskControl());
                    assertThat(rows % 100).isZero();
                    assertThat(rows).isGreaterThanOrEqualTo(last);
                    last = rows;
                  }
                  return true;
                }));
      }
      for (int part = 0; part < 20; part++) {
        store.ingest(events("b" + part, -1900 + 100 * part, 100));
      }
      for (Future<Boolean> reader : readers) {
        assertThat(reader.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
