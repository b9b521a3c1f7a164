package io.ballast.server.web;

import io.ballast.server.access.Permission;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as clients see them. */
public final class JobRoutes implements Routes {

  private static final int NEWEST = 1000;

  private final Jobs jobs;
  private final ListView<Job> view;

  /** Routes over those jobs. */
  public JobRoutes(Jobs jobs) {
    this.jobs = jobs;
    this.view =
        new ListView<Job>(JobRoutes::toJson)
            .field("id", job -> job.id().toString())
            .field("name", Job::name)
            .field("status", job -> job.status().name())
            .field("model_id", job -> job.model() == null ? null : job.model().toString())
            .field("created_at", Job::createdAt);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/jobs",
            Permission.JOB_READ,
            call -> Answer.page(view.page(call, jobs.newest(NEWEST)))),
        Route.get("/v3/jobs/{id}", Permission.JOB_READ, this::job),
        Route.post("/v3/jobs/{id}/cancel", Permission.JOB_WRITE, this::cancel));
  }

  private Answer job(Call call) {
    ObjectNode data = toJson(find(call));
    if ("true".equalsIgnoreCase(call.query("verbose"))) {
      var lines = data.putArray("log");
      jobs.logLines(call.id("id", "job")).forEach(lines::add);
    }
    return Answer.data(data);
  }

  private Job find(Call call) {
    UUID id = call.id("id", "job");
    return jobs.find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "job " + id, "there is none of that id", "take the id from the answer"));
  }

  private Answer cancel(Call call) {
    Job job = find(call);
    if (!jobs.cancel(job.id())) {
      throw ApiException.conflict(
          "job " + job.id() + " in status " + job.status(),
          "a job that has ended or writes its rows cannot be cancelled",
          "leave it as it is");
    }
    return Answer.data(toJson(find(call)));
  }

  /** A job in {@code data}. */
  public static ObjectNode toJson(Job job) {
    ObjectNode data = Json.object();
    data.put("id", job.id().toString())
        .put("name", job.name())
        .put("status", job.status().name())
        .put("progress", job.progress());
    data.set("info", job.info());
    data.put("error_message", job.errorMessage()).put("error_reason", job.errorReason());
    data.set("extras", job.extras());
    data.put("parent_id", job.parent() == null ? null : job.parent().toString())
        .put("created_at", Times.text(job.createdAt()));
    return data;
  }

  /** An answer that promises a job: 202 with its id and name. */
  public static ObjectNode promise(Job job) {
    ObjectNode data = Json.object();
    data.putObject("job").put("id", job.id().toString()).put("name", job.name());
    return data;
  }
}
