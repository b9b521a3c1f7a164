package io.ballast.server.ingest;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Parse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishes lists of events: 2xx means that they are committed. */
public final class EventList {

  /** Events that a call may have. */
  static final int MAX_EVENTS = 1000;

  private static final int MAX_ID = 1000;

  private final EventStore events;
  private final EventCounts counts;
  private final Publications publications;
  private final InstantSource clock;

  /** Lists into that store. */
  public EventList(
      EventStore events, EventCounts counts, Publications publications, InstantSource clock) {
    this.events = events;
    this.counts = counts;
    this.publications = publications;
    this.clock = clock;
  }

  Answer publish(Call call, Members source, Model model) {
    List<ObjectNode> rows = rows(source);
    String batch = publications.batchOf(call);
    EventSchema schema = events.schema(model.events()).orElseThrow();
    EventRowsBuilder builder = new EventRowsBuilder(schema);
    List<String> eventIds = new ArrayList<>();
    EventClock times = new EventClock(model, clock.instant());
    for (int row = 0; row < rows.size(); row++) {
      ObjectNode event = rows.get(row);
      String id = eventId(model, event, batch, row);
      eventIds.add(id);
      builder.row(id, times.micros(event, row));
      values(builder, schema, model, event);
    }
    Receipt receipt =
        counts.events(events.ingest(new EventBatch(model.events(), batch, "api", builder.build())));
    return answer(eventIds, receipt);
  }

  static List<ObjectNode> rows(Members source) {
    List<JsonNode> items = source.array("events");
    if (items.isEmpty() || items.size() > MAX_EVENTS) {
      throw ApiException.badRequest(
          items.size() + " events",
          "a call has 1 to " + MAX_EVENTS,
          "send more in further calls, or upload a file");
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (JsonNode item : items) {
      if (!(item instanceof ObjectNode event)) {
        throw ApiException.badRequest(
            "event " + rows.size() + " of JSON type " + item.getNodeType(),
            "an event is an object of values by column",
            "mend the list");
      }
      rows.add(event);
    }
    return rows;
  }

  static String eventId(Model model, ObjectNode event, String batch, int row) {
    String column = model.time().id();
    if (column == null) {
      // The same batch sent again has the same ids.
      return UUID.nameUUIDFromBytes((batch + "/" + row).getBytes(StandardCharsets.UTF_8))
          .toString();
    }
    JsonNode value = event.path(column);
    String id = value.isValueNode() && !value.isNull() ? value.asString() : "";
    if (id.isEmpty() || id.length() > MAX_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.badRequest(
          "event " + row + " with " + column + " '" + shown(value) + "'",
          "an event's id has 1 to " + MAX_ID + " characters, none of them a control character",
          "mend the column " + column);
    }
    return id;
  }

  private static String shown(JsonNode value) {
    return Parse.shortened(value.isMissingNode() ? "" : value.toString());
  }

  private static void values(
      EventRowsBuilder builder, EventSchema schema, Model model, ObjectNode event) {
    ObjectNode extra = null;
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      int index = schema.indexOf(member.getKey());
      if (index >= 0) {
        builder.set(index, value(member.getValue()));
      } else if (!member.getKey().equals(model.time().id())
          && !member.getKey().equals(model.time().time())) {
        extra = extra == null ? Json.object() : extra;
        extra.set(member.getKey(), member.getValue());
      }
    }
    if (extra != null) {
      builder.extra(Json.text(extra));
    }
  }

  /** A JSON value as the event store takes it. */
  static @Nullable Object value(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? (Object) value.asLong() : (Object) value.bigIntegerValue();
    }
    if (value.isNumber()) {
      return value.asDouble();
    }
    if (value.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      value.forEach(item -> items.add(value(item)));
      return items;
    }
    return value.toString();
  }

  /** Tells what became of events; refuses the call when none could be taken. */
  static Answer answer(List<String> eventIds, Receipt receipt) {
    if (receipt.refused() > 0 && receipt.stored() + receipt.unchanged() == 0) {
      RowProblem first = receipt.problems().isEmpty() ? null : receipt.problems().get(0);
      throw ApiException.conflict(
          receipt.refused() + " events that cannot be stored",
          first == null
              ? "they were refused before"
              : "event " + first.row() + ": " + first.message(),
          "mend them and send them again");
    }
    ObjectNode data = Json.object().put("source_type", "EVENTS");
    ArrayNode list = data.putArray("event_ids");
    eventIds.forEach(list::add);
    data.put("stored", receipt.stored()).put("unchanged", receipt.unchanged());
    ArrayNode refused = data.putArray("refused");
    for (RowProblem problem : receipt.problems()) {
      refused
          .addObject()
          .put("row", problem.row())
          .put("event_id", problem.eventId())
          .put("code", problem.code().name())
          .put("message", problem.message());
    }
    return Answer.data(202, data);
  }
}
