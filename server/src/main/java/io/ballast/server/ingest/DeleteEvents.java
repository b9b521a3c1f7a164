package io.ballast.server.ingest;

import io.ballast.eventstore.DeletionReceipt;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.platform.JobHandler;
import io.ballast.server.platform.JobRun;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The job that deletes events by ids or by a span of time. */
public final class DeleteEvents implements JobHandler {

  static final String KIND = "delete_events";

  private final EventStore events;

  /** A handler over that store. */
  public DeleteEvents(EventStore events) {
    this.events = events;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    JsonNode input = run.job().input();
    ModelVersion model = new ModelVersion(input.path("model_id").asString());
    DeletionReceipt receipt;
    if (input.has("event_ids")) {
      List<String> ids = new ArrayList<>();
      input.path("event_ids").forEach(id -> ids.add(id.asString()));
      receipt = events.delete(model, ids, run.control());
    } else {
      TimeWindow window = new TimeWindow(input.path("start").asLong(), input.path("end").asLong());
      receipt = events.delete(model, window, run.control());
    }
    run.extras().put("events", receipt.events()).put("updates", receipt.updates());
  }
}
