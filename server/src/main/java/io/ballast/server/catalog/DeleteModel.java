package io.ballast.server.catalog;

import io.ballast.eventstore.DatasetVersion;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.JobRun;
import io.ballast.server.platform.Json;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The job that removes the events and data sets of a model that the catalog has forgotten. */
public final class DeleteModel implements JobHandler {

  private static final String KIND = "delete_model";

  private final EventStore events;

  /** A handler over that store. */
  public DeleteModel(EventStore events) {
    this.events = events;
  }

  static Job job(UUID id, Model model, List<Environment> environments, UUID principal, long now) {
    ObjectNode input = Json.object().put("model_id", model.id().toString());
    ArrayNode datasets = input.putArray("datasets");
    for (Environment environment : environments) {
      DatasetVersion dataset = environment.dataset();
      if (dataset != null) {
        datasets.addObject().put("name", dataset.name()).put("version", dataset.version());
      }
    }
    ObjectNode info =
        Json.object()
            .put("resource_type", "MODEL")
            .put("resource_name", model.name())
            .put("project_name", model.project().name())
            .put("model_name", model.name())
            .put("model_uuid", model.id().toString());
    return Job.pending(id, KIND, "Delete model", input, principal, now).about(model.id(), info);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    JsonNode input = run.job().input();
    events.drop(new ModelVersion(input.path("model_id").asString()));
    for (JsonNode dataset : input.path("datasets")) {
      events.drop(
          new DatasetVersion(dataset.path("name").asString(), dataset.path("version").asInt()));
    }
  }
}
