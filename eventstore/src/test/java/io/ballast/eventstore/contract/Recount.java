package io.ballast.eventstore.contract;

import static java.util.Objects.requireNonNull;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventReader;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.Limits;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Prediction;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TimeWindow;
import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.tables.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Counts from the events themselves what the roll-ups shall be, the slow and plain way: event by
 * event, bin by bin, sums as decimal numbers without an end. The lines are those of {@link
 * RollUpLines}.
 */
public final class Recount {

  private static final long HOUR = 3_600_000_000L;
  private static final long SLOT = 300_000_000L;

  private final EventSchema schema;
  private final List<Map<String, @Nullable Object>> events;

  /** A count of these events. */
  public Recount(EventSchema schema, List<Map<String, @Nullable Object>> events) {
    this.schema = schema;
    this.events = events;
  }

  /** A count of the events that a scan of a window gives. */
  public static Recount of(
      EventReader store, ModelVersion model, EventSchema schema, TimeWindow window) {
    return new Recount(
        schema, Rows.read(store, ScanRequest.of(model, Rows.allColumns(schema)).within(window)));
  }

  private static long hour(Map<String, @Nullable Object> event) {
    return Math.floorDiv((Long) requireNonNull(event.get("event_time")), HOUR);
  }

  /** Rows, weights and squared weights of each hour, pair of classes and bin. */
  public List<String> counts(BinSet binSet) {
    Map<String, Cell> cells = new TreeMap<>();
    for (Map<String, @Nullable Object> event : events) {
      String place =
          "hour %d target %04d predicted %04d bin %03d"
              .formatted(
                  RollUpLines.HOUR_ZERO + hour(event),
                  target(event),
                  predicted(event),
                  bin(binSet, event.get(binSet.key().column())));
      Object weight = schema.weight() == null ? null : event.get(schema.weight());
      cells.computeIfAbsent(place, p -> new Cell()).add(number(weight));
    }
    List<String> lines = new ArrayList<>();
    cells.forEach((place, cell) -> lines.add(place + " " + cell.text(schema.weight() != null)));
    return lines;
  }

  /** Events of each slot. */
  public List<String> traffic() {
    Map<Long, Long> slots = new TreeMap<>();
    for (Map<String, @Nullable Object> event : events) {
      slots.merge(slot(event), 1L, Long::sum);
    }
    List<String> lines = new ArrayList<>();
    slots.forEach((start, rows) -> lines.add(start + " rows " + rows));
    return lines;
  }

  private static long slot(Map<String, @Nullable Object> event) {
    return Math.floorDiv((Long) requireNonNull(event.get("event_time")), SLOT) * SLOT;
  }

  /** Values, sums and sums of squares of a column in each slot. */
  public List<String> sums(String column) {
    Map<Long, Cell> slots = new TreeMap<>();
    for (Map<String, @Nullable Object> event : events) {
      Double value = number(event.get(column));
      if (value != null) {
        slots.computeIfAbsent(slot(event), start -> new Cell()).add(value);
      }
    }
    List<String> lines = new ArrayList<>();
    slots.forEach((start, cell) -> lines.add(start + " " + cell.text(true)));
    return lines;
  }

  /** Rows of each hour that break a rule in a column. */
  public List<String> integrity(String column) {
    Map<Long, long[]> hours = new TreeMap<>();
    for (Map<String, @Nullable Object> event : events) {
      int broken = broken(schema.find(column).orElseThrow(), event);
      if (broken >= 0) {
        long[] counts = hours.computeIfAbsent(hour(event), h -> new long[4]);
        counts[broken]++;
        counts[3]++;
      }
    }
    return lines(hours);
  }

  /** Rows of each hour that break a rule in any column. */
  public List<String> integrity() {
    Map<Long, long[]> hours = new TreeMap<>();
    for (Map<String, @Nullable Object> event : events) {
      boolean[] found = new boolean[3];
      for (EventColumn column : schema.columns()) {
        int broken = broken(column, event);
        boolean lateLabel = broken == 0 && column.role() == io.ballast.eventstore.ColumnRole.TARGET;
        if (broken >= 0 && !lateLabel) {
          found[broken] = true;
        }
      }
      if (found[0] || found[1] || found[2]) {
        long[] counts = hours.computeIfAbsent(hour(event), h -> new long[4]);
        for (int rule = 0; rule < 3; rule++) {
          counts[rule] += found[rule] ? 1 : 0;
        }
        counts[3]++;
      }
    }
    return lines(hours);
  }

  private static List<String> lines(Map<Long, long[]> hours) {
    List<String> lines = new ArrayList<>();
    hours.forEach(
        (hour, counts) ->
            lines.add(
                "%d missing %d range %d type %d any %d"
                    .formatted(hour, counts[0], counts[1], counts[2], counts[3])));
    return lines;
  }

  /** 0 missing, 1 out of range, 2 of a wrong type, -1 none. */
  private static int broken(EventColumn column, Map<String, @Nullable Object> event) {
    Object value = event.get(column.name());
    if (value == null) {
      return hasMember((String) event.get("misfits"), column.name()) ? 2 : 0;
    }
    Limits limits = column.limits();
    if (value instanceof String text) {
      return limits.categories().isEmpty() || limits.categories().contains(text) ? -1 : 1;
    }
    if (value instanceof List<?> list) {
      return limits.dimensions() == 0 || limits.dimensions() == list.size() ? -1 : 1;
    }
    double number = ((Number) value).doubleValue();
    return number < limits.min() || number > limits.max() ? 1 : -1;
  }

  private static boolean hasMember(@Nullable String json, String name) {
    if (json == null) {
      return false;
    }
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private int target(Map<String, @Nullable Object> event) {
    String target = schema.classes().target();
    return target == null ? 0 : classOf(target, event.get(target));
  }

  private int predicted(Map<String, @Nullable Object> event) {
    Prediction prediction = schema.classes().prediction();
    if (prediction instanceof Prediction.Column column) {
      return classOf(column.column(), event.get(column.column()));
    }
    if (prediction instanceof Prediction.Threshold threshold) {
      Double score = number(event.get(threshold.column()));
      return score == null ? 0 : score >= threshold.threshold() ? 2 : 1;
    }
    if (prediction instanceof Prediction.Largest largest) {
      int best = 0;
      double most = 0;
      for (int i = 0; i < largest.columns().size(); i++) {
        Double score = number(event.get(largest.columns().get(i)));
        if (score != null && (best == 0 || score > most)) {
          best = i + 1;
          most = score;
        }
      }
      return best;
    }
    return 0;
  }

  private int classOf(String column, @Nullable Object value) {
    if (value == null) {
      return 0;
    }
    List<String> classes = schema.classes().classes();
    boolean isBoolean = schema.find(column).orElseThrow().type() == ColumnType.BOOLEAN;
    for (int i = 0; i < classes.size(); i++) {
      boolean same =
          value instanceof String text
              ? classes.get(i).equals(text)
              : (isBoolean && classes.get(i).equals(value.equals(1L) ? "true" : "false"))
                  || isNumber(classes.get(i), ((Number) value).doubleValue());
      if (same) {
        return i + 1;
      }
    }
    return classes.size() + 1;
  }

  private static boolean isNumber(String text, double number) {
    try {
      return Double.parseDouble(text) == number;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static int bin(BinSet binSet, @Nullable Object value) {
    List<Bin> bins = binSet.rule().bins();
    BinKind kind = BinKind.MISSING;
    if (value != null && binSet.rule() instanceof BinRule.Categories categories) {
      String text = value instanceof Long flag ? String.valueOf(flag == 1L) : String.valueOf(value);
      if (categories.frozen().contains(text)) {
        return categories.frozen().indexOf(text);
      }
      kind = categories.others().contains(text) ? BinKind.OTHER : BinKind.UNSEEN;
    } else if (value != null) {
      int found = bin(bins, ((Number) value).doubleValue());
      if (found >= 0) {
        return found;
      }
      kind = BinKind.UNSEEN;
    }
    for (int i = 0; i < bins.size(); i++) {
      if (bins.get(i).kind() == kind) {
        return i;
      }
    }
    throw new AssertionError(binSet + " has no bin for " + value);
  }

  private static int bin(List<Bin> bins, double number) {
    for (int i = 0; i < bins.size(); i++) {
      boolean single = bins.get(i).kind() == BinKind.POINT || bins.get(i).kind() == BinKind.VALUE;
      if (single && bins.get(i).lower() == number) {
        return i;
      }
    }
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      boolean last = bin.upper() == Double.POSITIVE_INFINITY;
      if (bin.kind() == BinKind.INTERVAL
          && bin.lower() <= number
          && (last || number < bin.upper())) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }

  /** Rows and sums of one place. */
  private static final class Cell {

    private long rows;
    private final Sum sum = new Sum();
    private final Sum squares = new Sum();

    void add(@Nullable Double value) {
      rows++;
      if (value != null) {
        sum.add(value);
        squares.add(value * value);
      }
    }

    String text(boolean sums) {
      return sums
          ? "rows %d sum %s squares %s"
              .formatted(rows, Double.toHexString(sum.value()), Double.toHexString(squares.value()))
          : "rows " + rows;
    }
  }

  private static final class Sum {

    private BigDecimal exact = BigDecimal.ZERO;
    private double notFinite;

    void add(double value) {
      if (Double.isFinite(value)) {
        exact = exact.add(new BigDecimal(value));
      } else {
        notFinite += value;
      }
    }

    double value() {
      return notFinite == 0 ? exact.doubleValue() : notFinite;
    }
  }
}
