package io.ballast.server.catalog;

import io.ballast.eventstore.EventSchema;
import io.ballast.server.access.Permission;
import io.ballast.server.platform.Job;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.JobRoutes;
import io.ballast.server.web.ListView;
import io.ballast.server.web.Members;
import io.ballast.server.web.Replies;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Models: make, read, list, change, delete. */
public final class ModelRoutes implements Routes {

  private static final String FIRST_VERSION = "v1";

  private final Catalog catalog;
  private final Replies replies;
  private final Jobs jobs;
  private final ListView<Model> view;

  /** Routes over that catalog. */
  public ModelRoutes(Catalog catalog, Replies replies, Jobs jobs) {
    this.catalog = catalog;
    this.replies = replies;
    this.jobs = jobs;
    this.view =
        new ListView<Model>(this::toJson)
            .field("id", model -> model.id().toString())
            .field("name", Model::name)
            .field("version", Model::version)
            .field("project_id", model -> model.project().id().toString())
            .field("task", model -> model.task().word())
            .field("created_at", model -> model.changes().createdAt())
            .field("updated_at", model -> model.changes().updatedAt());
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/models",
            Permission.MODEL_READ,
            call -> Answer.page(view.page(call, catalog.models()))),
        Route.post("/v3/models", Permission.MODEL_WRITE, this::create),
        Route.patch("/v3/models/{id}", Permission.MODEL_WRITE, this::update),
        Route.delete("/v3/models/{id}", Permission.MODEL_DELETE, this::delete),
        Route.get(
            "/v3/models/{id}",
            Permission.MODEL_READ,
            call -> Answer.data(toJson(catalog.model(call.id("id", "model"))))));
  }

  private Answer create(Call call) {
    Members body = Members.of(call.json());
    Project project = catalog.project(body.uuid("project_id"));
    Model model = model(body, project, call.principal().id());
    requireNew(catalog.database().read(sql -> isTaken(sql, model)), model);
    catalog.events().register(model.events(), model.shape().eventSchema());
    boolean done = false;
    try {
      catalog.events().addBinSets(model.events(), model.schemaBins());
      Answer answer =
          catalog
              .database()
              .write(
                  sql -> {
                    requireNew(isTaken(sql, model), model);
                    ModelStore.insert(sql, model);
                    EnvironmentStore.insert(
                        sql,
                        Environment.empty(
                            catalog.newId(),
                            model.id(),
                            Environment.PRODUCTION,
                            EnvironmentType.PRODUCTION,
                            model.changes().createdAt()));
                    catalog
                        .audit()
                        .note(sql, call.principal(), "create", "model", model.id(), model.name());
                    return replies.keep(sql, call, Answer.data(toJson(model)));
                  });
      done = true;
      return answer;
    } finally {
      if (!done) {
        catalog.events().drop(model.events());
      }
    }
  }

  private Answer update(Call call) {
    Model model = catalog.model(call.id("id", "model"));
    Model changed =
        ModelUpdate.of(model, Members.of(call.json()), call.principal().id(), catalog.now());
    EventSchema stored = catalog.events().schema(model.events()).orElseThrow();
    EventSchema wanted = ModelUpdate.eventSchema(stored, changed);
    if (!changed.version().equals(model.version())) {
      requireNew(catalog.database().read(sql -> isTaken(sql, changed)), changed);
    }
    if (!wanted.equals(stored)) {
      catalog.events().register(model.events(), wanted);
    }
    boolean newBins = changed.binsRevision() != model.binsRevision();
    if (newBins) {
      catalog.events().addBinSets(model.events(), changed.schemaBins());
    }
    Job fill = CountBins.job(catalog.newId(), changed, call.principal().id(), catalog.now());
    Answer answer =
        catalog
            .database()
            .write(
                sql -> {
                  ModelStore.update(sql, changed);
                  if (newBins) {
                    jobs.add(sql, fill);
                  }
                  catalog
                      .audit()
                      .note(sql, call.principal(), "update", "model", model.id(), model.name());
                  return Answer.data(toJson(changed));
                });
    if (newBins) {
      catalog.events().dropBinSets(model.events(), model.schemaBinsName());
      jobs.submit(fill);
    }
    return answer;
  }

  private Answer delete(Call call) {
    Model model = catalog.model(call.id("id", "model"));
    List<Environment> environments = catalog.environments(model.id());
    Job job =
        DeleteModel.job(catalog.newId(), model, environments, call.principal().id(), catalog.now());
    Answer answer =
        catalog
            .database()
            .write(
                sql -> {
                  BaselineStore.deleteOfModel(sql, model.id());
                  EnvironmentStore.deleteOfModel(sql, model.id());
                  ModelStore.delete(sql, model.id());
                  jobs.add(sql, job);
                  catalog
                      .audit()
                      .note(sql, call.principal(), "delete", "model", model.id(), model.name());
                  return Answer.data(202, JobRoutes.promise(job));
                });
    jobs.submit(job);
    return answer;
  }

  private static boolean isTaken(org.springframework.jdbc.core.simple.JdbcClient sql, Model model) {
    return ModelStore.find(sql, model.project().id(), model.name(), model.version()).isPresent();
  }

  private static void requireNew(boolean taken, Model model) {
    if (taken) {
      throw ApiException.conflict(
          "model '" + model.name() + "' version '" + model.version() + "'",
          "the project has a model of that name and version already",
          "take that one with Model.from_name, or choose another version");
    }
  }

  private Model model(Members body, Project project, UUID principal) {
    Model.EventColumns events = ModelInput.eventColumns(body);
    ObjectNode schema = ModelInput.schema(body);
    long now = catalog.now();
    Model model =
        new Model(
            catalog.newId(),
            project,
            body.name("name"),
            ModelInput.version(body, FIRST_VERSION),
            ModelInput.inputType(body),
            ModelInput.task(body),
            ModelInput.taskParams(body),
            schema,
            ModelInput.spec(body, schema, events),
            ModelInput.xaiParams(body),
            body.textOrNull("description"),
            1,
            events,
            new Model.Changes(now, now, principal, principal));
    ModelInput.checkTask(model.shape());
    return model;
  }

  /** A model in {@code data}. */
  ObjectNode toJson(Model model) {
    ObjectNode data = Json.object();
    data.put("id", model.id().toString())
        .put("name", model.name())
        .put("version", model.version())
        .put("input_type", model.inputType())
        .put("task", model.task().word());
    data.set("task_params", model.taskParams());
    data.set("schema", model.schema());
    data.set("spec", model.spec());
    data.put("description", model.description())
        .put("event_id_col", model.time().id())
        .put("event_ts_col", model.time().time())
        .put("event_ts_format", model.time().format());
    data.set("xai_params", model.xaiParams());
    data.put("artifact_status", "no_model");
    data.putArray("artifact_files");
    data.put("is_binary_ranking_model", false)
        .put("created_at", Times.text(model.changes().createdAt()))
        .put("updated_at", Times.text(model.changes().updatedAt()));
    data.set("created_by", Refs.user(catalog.principal(model.changes().createdBy())));
    data.set("updated_by", Refs.user(catalog.principal(model.changes().updatedBy())));
    data.set("organization", Refs.organization(catalog.installation()));
    data.set("project", Refs.project(model.project()));
    return data;
  }
}
