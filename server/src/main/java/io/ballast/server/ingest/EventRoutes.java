package io.ballast.server.ingest;

import io.ballast.eventstore.EventTimes;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.access.Audit;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Environment;
import io.ballast.server.catalog.EnvironmentType;
import io.ballast.server.catalog.Model;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.JobRoutes;
import io.ballast.server.web.Members;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/events}: publish, update with late values, delete. */
public final class EventRoutes implements Routes {

  private static final int MAX_DELETED_IDS = 10_000;

  private final Catalog catalog;
  private final Database database;
  private final Jobs jobs;
  private final FileDepot depot;
  private final EventList list;
  private final LabelList labels;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  /** What the routes work with. */
  public record Parts(
      Catalog catalog,
      Database database,
      Jobs jobs,
      FileDepot depot,
      EventList list,
      LabelList labels,
      Audit audit,
      Ids ids,
      InstantSource clock) {}

  /** Routes over those. */
  public EventRoutes(Parts parts) {
    this.catalog = parts.catalog();
    this.database = parts.database();
    this.jobs = parts.jobs();
    this.depot = parts.depot();
    this.list = parts.list();
    this.labels = parts.labels();
    this.audit = parts.audit();
    this.ids = parts.ids();
    this.clock = parts.clock();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v3/events", Permission.EVENT_WRITE, this::publish),
        Route.patch("/v3/events", Permission.EVENT_WRITE, this::update),
        Route.delete("/v3/events", Permission.EVENT_DELETE, this::delete));
  }

  private Answer publish(Call call) {
    Members body = Members.of(call.json());
    Members source = body.members("source");
    String type = source.word("type", List.of("FILE", "EVENTS"));
    Model model = catalog.model(body.uuid("model_id"));
    EnvironmentType environment = environmentType(body);
    if (type.equals("FILE")) {
      return publishFile(call, source, model, environment, body);
    }
    if (environment != EnvironmentType.PRODUCTION) {
      throw ApiException.badRequest(
          "a list of events for " + environment,
          "a dataset is published whole, as a file",
          "publish a DataFrame or a file");
    }
    return list.publish(call, source, model);
  }

  private static EnvironmentType environmentType(Members body) {
    List<String> words =
        Arrays.stream(EnvironmentType.values()).map(EnvironmentType::name).toList();
    return body.has("env_type")
        ? EnvironmentType.valueOf(body.word("env_type", words))
        : EnvironmentType.PRODUCTION;
  }

  private Answer publishFile(
      Call call, Members source, Model model, EnvironmentType type, Members body) {
    StoredFile file = rows(source);
    String name =
        type == EnvironmentType.PRODUCTION ? Environment.PRODUCTION : body.name("env_name");
    String once = PublishFile.KIND + ":" + file.id() + ":" + model.id() + ":" + type + ":" + name;
    Optional<Job> known = jobs.findOnce(once);
    if (known.isPresent()) {
      return promise(known.get());
    }
    Environment production = catalog.production(model.id());
    boolean toProduction = type == EnvironmentType.PRODUCTION;
    return added(
        call,
        model,
        "publish",
        transaction -> {
          Environment environment =
              toProduction ? production : catalog.reserveDataset(transaction, model, name);
          ObjectNode input = input(model).put("file_id", file.id().toString());
          input.put("environment_id", environment.id().toString());
          return job(
                  call, PublishFile.KIND, toProduction ? "Publish events" : "Upload dataset", input)
              .about(model.id(), info(model, type, name))
              .once(once);
        });
  }

  private StoredFile rows(Members source) {
    StoredFile file = depot.whole(source.uuid("file_id"));
    if (file.type() == StoredFile.Type.TAR_GZ) {
      throw ApiException.badRequest(
          "file " + file.filename(), "events come as CSV or Parquet", "upload such a file");
    }
    return file;
  }

  private Answer update(Call call) {
    Members body = Members.of(call.json());
    Members source = body.members("source");
    String type = source.word("type", List.of("FILE", "EVENTS"));
    Model model = catalog.model(body.uuid("model_id"));
    if (environmentType(body) != EnvironmentType.PRODUCTION) {
      throw body.refused("env_type", "late values are for PRODUCTION, a dataset does not change");
    }
    if (type.equals("EVENTS")) {
      return labels.update(call, source, model);
    }
    StoredFile file = rows(source);
    String idColumn = LabelList.requireIdColumn(model);
    String once = UpdateFile.KIND + ":" + file.id() + ":" + model.id() + ":" + idColumn;
    Optional<Job> known = jobs.findOnce(once);
    if (known.isPresent()) {
      return promise(known.get());
    }
    return added(
        call,
        model,
        "update",
        transaction ->
            job(
                    call,
                    UpdateFile.KIND,
                    "Update events",
                    input(model).put("file_id", file.id().toString()))
                .about(model.id(), info(model, EnvironmentType.PRODUCTION, Environment.PRODUCTION))
                .once(once));
  }

  private Answer delete(Call call) {
    Members body = Members.of(call.json());
    Model model = catalog.model(body.uuid("model_id"));
    boolean byIds = body.has("event_ids");
    boolean byTime = body.has("time_range");
    if (byIds == byTime) {
      throw ApiException.badRequest(
          byIds ? "event_ids and time_range" : "neither event_ids nor time_range",
          "events are deleted by one of the two",
          "send one of them");
    }
    ObjectNode input = input(model);
    if (byIds) {
      List<String> ids = body.texts("event_ids");
      if (ids.isEmpty() || ids.size() > MAX_DELETED_IDS) {
        throw ApiException.badRequest(
            ids.size() + " event_ids",
            "1 to " + MAX_DELETED_IDS + " at once",
            "send them in parts");
      }
      if (body.optionalBoolean("update_metrics").orElse(false)) {
        throw body.refused("update_metrics", "it may be true with a time_range only");
      }
      ids.forEach(input.putArray("event_ids")::add);
    } else {
      TimeWindow window = window(body.members("time_range"));
      input.put("start", window.startMicros()).put("end", window.endMicros());
    }
    return added(
        call,
        model,
        "delete",
        transaction ->
            job(call, DeleteEvents.KIND, "Delete events", input)
                .about(
                    model.id(), info(model, EnvironmentType.PRODUCTION, Environment.PRODUCTION)));
  }

  private static TimeWindow window(Members range) {
    long start = micros(range, "start_time");
    long end = micros(range, "end_time");
    if (start >= end) {
      throw range.refused("end_time", "a range ends after its start");
    }
    return new TimeWindow(start, end);
  }

  private static long micros(Members range, String name) {
    return EventTimes.ofText(range.text(name))
        .orElseThrow(() -> range.refused(name, "a time such as 2026-11-24T09:30:00Z is needed"));
  }

  private static ObjectNode input(Model model) {
    return Json.object().put("model_id", model.id().toString());
  }

  private Job job(Call call, String kind, String name, ObjectNode input) {
    return Job.pending(ids.next(), kind, name, input, call.principal().id(), Times.now(clock));
  }

  /** Notes a job with its audit row, lets it run, and promises it. */
  private Answer added(Call call, Model model, String action, Function<JdbcClient, Job> maker) {
    Job job =
        database.write(
            transaction -> {
              Job made = jobs.add(transaction, maker.apply(transaction));
              audit.note(
                  transaction,
                  call.principal(),
                  action,
                  "events",
                  model.id(),
                  model.name(),
                  Json.text(Json.object().put("job", made.id().toString())));
              return made;
            });
    jobs.submit(job);
    return promise(job);
  }

  private static ObjectNode info(Model model, EnvironmentType type, String name) {
    return Json.object()
        .put("resource_type", type == EnvironmentType.PRODUCTION ? "EVENT" : "DATASET")
        .put("resource_name", model.name())
        .put("project_name", model.project().name())
        .put("model_name", model.name())
        .put("model_uuid", model.id().toString())
        .put("env_type", type.name())
        .put("env_name", name);
  }

  private static Answer promise(Job job) {
    ObjectNode data = Json.object().put("source_type", "FILE");
    data.setAll(JobRoutes.promise(job));
    return Answer.data(202, data);
  }
}
