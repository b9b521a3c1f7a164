package io.ballast.server.ingest;

import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.eventstore.UpdateRowsBuilder;
import io.ballast.server.catalog.Model;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Parse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Late values of events by id: targets and metadata. Other columns are left as they are, as the
 * client sends whole rows.
 */
public final class LabelList {

  private final EventStore events;
  private final EventCounts counts;
  private final Publications publications;

  /** Lists into that store. */
  public LabelList(EventStore events, EventCounts counts, Publications publications) {
    this.events = events;
    this.counts = counts;
    this.publications = publications;
  }

  Answer update(Call call, Members source, Model model) {
    String idColumn = requireIdColumn(model);
    List<ObjectNode> rows = EventList.rows(source);
    EventSchema schema = events.schema(model.events()).orElseThrow();
    UpdateRowsBuilder builder = new UpdateRowsBuilder(schema);
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      ObjectNode event = rows.get(row);
      String id = EventList.eventId(model, event, "", row);
      ids.add(id);
      builder.row(id);
      values(builder, schema, event, row, idColumn);
    }
    Receipt receipt =
        counts.labels(
            events.update(
                new UpdateBatch(
                    model.events(), publications.batchOf(call), "api", builder.build())));
    return EventList.answer(ids, receipt);
  }

  /**
   * The column of the ids.
   *
   * @throws ApiException if the model has none
   */
  static String requireIdColumn(Model model) {
    String column = model.time().id();
    if (column == null) {
      throw ApiException.badRequest(
          "model '" + model.name() + "' without event_id_col",
          "late values find their event by its id",
          "make a version of the model that names the column of the ids");
    }
    return column;
  }

  private static void values(
      UpdateRowsBuilder builder, EventSchema schema, ObjectNode event, int row, String idColumn) {
    for (Map.Entry<String, JsonNode> member : event.properties()) {
      int index = schema.indexOf(member.getKey());
      boolean updatable =
          index >= 0
              && schema.columns().get(index).role().isUpdatable()
              && !member.getKey().equals(idColumn);
      if (updatable && !builder.set(member.getKey(), EventList.value(member.getValue()))) {
        throw ApiException.badRequest(
            "event "
                + row
                + " with "
                + member.getKey()
                + " "
                + Parse.shortened(member.getValue().toString()),
            "the column is " + schema.columns().get(index).type(),
            "mend the value; nothing of this call was stored");
      }
    }
  }
}
