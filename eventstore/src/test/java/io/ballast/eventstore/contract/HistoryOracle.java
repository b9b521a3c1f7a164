package io.ballast.eventstore.contract;

import static java.util.Objects.requireNonNull;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.contract.History.Arrive;
import io.ballast.eventstore.contract.History.DeleteIds;
import io.ballast.eventstore.contract.History.DeleteSpan;
import io.ballast.eventstore.contract.History.EventFile;
import io.ballast.eventstore.contract.History.Events;
import io.ballast.eventstore.contract.History.Step;
import io.ballast.eventstore.contract.History.Together;
import io.ballast.eventstore.contract.History.Update;
import io.ballast.eventstore.contract.History.Updates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the store must know after a history: the rules in maps in memory. */
public final class HistoryOracle {

  private final Map<String, Arrive> events = new HashMap<>();
  private final Map<String, Map<String, Object>> late = new HashMap<>();
  private long conflicts;

  /** Rows that were refused because their id was there with other values. */
  public long conflicts() {
    return conflicts;
  }

  /** Does a step. */
  public void play(Step step) {
    if (step instanceof Events batch) {
      batch.ops().forEach(this::arrive);
    } else if (step instanceof EventFile file) {
      file.ops().forEach(this::arrive);
    } else if (step instanceof Updates batch) {
      for (Update update : batch.ops()) {
        late.computeIfAbsent(update.id(), id -> new LinkedHashMap<>()).putAll(update.values());
      }
    } else if (step instanceof Together together) {
      together.steps().forEach(this::play);
    } else if (step instanceof DeleteIds deletion) {
      deletion.ids().forEach(events::remove);
      deletion.ids().forEach(late::remove);
    } else if (step instanceof DeleteSpan deletion) {
      List<String> gone =
          events.values().stream()
              .filter(
                  event ->
                      event.timeMicros() >= deletion.span().startMicros()
                          && event.timeMicros() < deletion.span().endMicros())
              .map(Arrive::id)
              .toList();
      gone.forEach(events::remove);
      gone.forEach(late::remove);
    }
  }

  private void arrive(Arrive event) {
    Arrive first = events.putIfAbsent(event.id(), event);
    if (first != null && !holds(first, event)) {
      conflicts++;
    }
  }

  /** Whether an event that comes again brings nothing new. */
  private boolean holds(Arrive first, Arrive again) {
    if (first.timeMicros() != again.timeMicros()) {
      return false;
    }
    for (Map.Entry<String, @Nullable Object> value : again.values().entrySet()) {
      boolean updatable =
          Examples.SCHEMA
              .find(value.getKey())
              .map(column -> column.role().isUpdatable())
              .orElse(false);
      Object known = updatable ? latest(first, value.getKey()) : first.values().get(value.getKey());
      if (!(updatable && value.getValue() == null) && !Objects.equals(known, value.getValue())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Object latest(Arrive event, String column) {
    Object update = late.getOrDefault(event.id(), Map.of()).get(column);
    return update == null ? event.values().get(column) : update;
  }

  /** The events by time, as {@link Rows} reads them. */
  public List<Map<String, @Nullable Object>> rows() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    events.values().stream()
        .sorted(Comparator.comparingLong(Arrive::timeMicros).thenComparing(Arrive::id))
        .forEach(event -> rows.add(row(event)));
    return rows;
  }

  private Map<String, @Nullable Object> row(Arrive event) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("event_id", event.id());
    row.put("event_time", event.timeMicros());
    row.put("extra", event.values().get("extra"));
    boolean misfit = "many".equals(event.values().get("amount"));
    row.put("misfits", misfit ? "{\"amount\":\"many\"}" : null);
    for (EventColumn column : Examples.SCHEMA.columns()) {
      Object value = latest(event, column.name());
      if (value instanceof Boolean flag) {
        value = flag ? 1L : 0L;
      }
      row.put(column.name(), misfit && column.name().equals("amount") ? null : value);
    }
    return row;
  }

  /** The same columns of a store's rows. */
  static List<Map<String, @Nullable Object>> known(List<Map<String, @Nullable Object>> all) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : all) {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      for (String name : List.of("event_id", "event_time", "extra", "misfits")) {
        kept.put(name, row.get(name));
      }
      Examples.SCHEMA.columns().forEach(column -> kept.put(column.name(), row.get(column.name())));
      rows.add(kept);
    }
    return requireNonNull(rows);
  }
}
