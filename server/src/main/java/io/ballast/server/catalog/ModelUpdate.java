package io.ballast.server.catalog;

import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.server.platform.Json;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of a model: its version's name, description, explanations, columns of id and time, schema
 * and spec.
 *
 * <p>A column that the schema leaves out stays in the event store, where events have values for it;
 * one that comes back has the type that it had.
 */
final class ModelUpdate {

  private ModelUpdate() {}

  /** The model as a body wants it. */
  static Model of(Model model, Members body, UUID principal, long now) {
    Model.EventColumns events =
        new Model.EventColumns(
            given(body, "event_id_col", model.time().id()),
            given(body, "event_ts_col", model.time().time()),
            given(body, "event_ts_format", model.time().format()));
    ObjectNode schema = body.has("schema") ? ModelInput.schema(body) : model.schema();
    Members specOwner =
        body.has("spec") ? body : Members.of(Json.object().set("spec", model.spec()));
    Model changed =
        new Model(
            model.id(),
            model.project(),
            model.name(),
            ModelInput.version(body, model.version()),
            model.inputType(),
            model.task(),
            model.taskParams(),
            schema,
            ModelInput.spec(specOwner, schema, events),
            body.has("xai_params") ? ModelInput.xaiParams(body) : model.xaiParams(),
            given(body, "description", model.description()),
            model.binsRevision(),
            events,
            new Model.Changes(
                model.changes().createdAt(), now, model.changes().createdBy(), principal));
    ModelInput.checkTask(changed.shape());
    return sameBins(changed, model) ? changed : changed.withBinsRevision(model.binsRevision() + 1);
  }

  private static boolean sameBins(Model left, Model right) {
    return left.shape().schemaBins("compared").equals(right.shape().schemaBins("compared"));
  }

  private static @Nullable String given(Members body, String name, @Nullable String otherwise) {
    return body.object().has(name) ? body.textOrNull(name) : otherwise;
  }

  /**
   * The schema of the event store after a change: its own columns in their order, then new ones.
   *
   * @throws ApiException if a column has another type than its events
   */
  static EventSchema eventSchema(EventSchema stored, Model changed) {
    EventSchema wanted = changed.shape().eventSchema();
    List<EventColumn> columns = new ArrayList<>();
    for (EventColumn column : stored.columns()) {
      Optional<EventColumn> now = wanted.find(column.name());
      if (now.isPresent() && now.get().type() != column.type()) {
        throw ApiException.conflict(
            "column '" + column.name() + "' as " + now.get().type(),
            "its events have it as " + column.type(),
            "make a new version of the model with duplicate, or name the column anew");
      }
      columns.add(now.orElse(column));
    }
    wanted.columns().stream()
        .filter(column -> stored.find(column.name()).isEmpty())
        .forEach(columns::add);
    return new EventSchema(columns, wanted.classes(), wanted.weight());
  }
}
