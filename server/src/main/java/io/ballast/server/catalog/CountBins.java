package io.ballast.server.catalog;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.JobRun;
import io.ballast.server.platform.Json;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The job that counts the events of a model into bins that are new. */
public final class CountBins implements JobHandler {

  private static final String KIND = "count_bins";

  private final EventStore events;

  /** A handler over that store. */
  public CountBins(EventStore events) {
    this.events = events;
  }

  static Job job(UUID id, Model model, UUID principal, long now) {
    ObjectNode input = Json.object().put("model_id", model.id().toString());
    ObjectNode info =
        Json.object()
            .put("resource_type", "MODEL")
            .put("resource_name", model.name())
            .put("project_name", model.project().name())
            .put("model_name", model.name())
            .put("model_uuid", model.id().toString());
    return Job.pending(id, KIND, "Count into new bins", input, principal, now)
        .about(model.id(), info);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    ModelVersion model = new ModelVersion(run.job().input().path("model_id").asString());
    if (events.schema(model).isPresent()) {
      events.fill(model, run.control());
    }
  }
}
