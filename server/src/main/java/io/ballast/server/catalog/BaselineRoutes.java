package io.ballast.server.catalog;

import io.ballast.eventstore.EventTimes;
import io.ballast.server.access.Permission;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.ListView;
import io.ballast.server.web.Members;
import io.ballast.server.web.Replies;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Baselines: make, read, list, delete. */
public final class BaselineRoutes implements Routes {

  private static final List<String> WINDOWS = List.of("Hour", "Day", "Week", "Month");
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final double MILLIS_FROM = 1e11;

  private final Catalog catalog;
  private final Replies replies;
  private final ListView<Baseline> view;

  /** Routes over that catalog. */
  public BaselineRoutes(Catalog catalog, Replies replies) {
    this.catalog = catalog;
    this.replies = replies;
    this.view =
        new ListView<Baseline>(this::toJson)
            .field("id", baseline -> baseline.id().toString())
            .field("name", Baseline::name)
            .field("type", baseline -> baseline.type().name())
            .field("model_id", baseline -> baseline.modelId().toString())
            .field(
                "environment_type",
                baseline -> catalog.environment(baseline.environmentId()).type().name())
            .field("created_at", Baseline::createdAt)
            .field("updated_at", Baseline::updatedAt);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/baselines",
            Permission.MODEL_READ,
            call -> Answer.page(view.page(call, catalog.baselines()))),
        Route.post("/v3/baselines", Permission.MODEL_WRITE, this::create),
        Route.delete("/v3/baselines/{id}", Permission.MODEL_DELETE, this::delete),
        Route.get(
            "/v3/baselines/{id}",
            Permission.MODEL_READ,
            call -> Answer.data(toJson(catalog.baseline(call.id("id", "baseline"))))),
        Route.get(
            "/v3/models/{id}/baselines",
            Permission.MODEL_READ,
            call ->
                Answer.page(
                    view.page(
                        call, catalog.baselines(catalog.model(call.id("id", "model")).id())))));
  }

  private Answer create(Call call) {
    Members body = Members.of(call.json());
    Model model = catalog.model(body.uuid("model_id"));
    Baseline baseline = baseline(body, model);
    return catalog
        .database()
        .write(
            sql -> {
              if (BaselineStore.findByName(sql, model.id(), baseline.name()).isPresent()) {
                throw ApiException.conflict(
                    "baseline '" + baseline.name() + "' of model '" + model.name() + "'",
                    "a baseline of that name exists already",
                    "take that one with Baseline.from_name, or choose another name");
              }
              BaselineStore.insert(sql, baseline);
              catalog
                  .audit()
                  .note(
                      sql, call.principal(), "create", "baseline", baseline.id(), baseline.name());
              return replies.keep(sql, call, Answer.data(toJson(baseline)));
            });
  }

  private Baseline baseline(Members body, Model model) {
    Baseline.Type type =
        Baseline.Type.valueOf(
            body.word(
                "type", Arrays.stream(Baseline.Type.values()).map(Baseline.Type::name).toList()));
    EnvironmentType environmentType =
        EnvironmentType.valueOf(
            body.word(
                "env_type",
                Arrays.stream(EnvironmentType.values()).map(EnvironmentType::name).toList()));
    Environment environment =
        environmentType == EnvironmentType.PRODUCTION
            ? catalog.production(model.id())
            : dataset(body, model);
    boolean rolling = type == Baseline.Type.ROLLING;
    if (rolling && environmentType != EnvironmentType.PRODUCTION) {
      throw body.refused("env_type", "a rolling baseline is of PRODUCTION");
    }
    boolean spanned = !rolling && environmentType == EnvironmentType.PRODUCTION;
    Long start = spanned ? Long.valueOf(micros(body, "start_time")) : null;
    Long end = spanned ? Long.valueOf(micros(body, "end_time")) : null;
    if (start != null && end != null && start >= end) {
      throw body.refused("end_time", "a baseline ends after its start");
    }
    Integer delta =
        rolling
            ? Integer.valueOf(
                Math.toIntExact(
                    body.optionalWhole("offset_delta", 1, 1000)
                        .orElseThrow(
                            () -> body.refused("offset_delta", "a whole number is needed"))))
            : null;
    long now = catalog.now();
    return new Baseline(
        catalog.newId(),
        model.id(),
        environment.id(),
        body.name("name"),
        type,
        start,
        end,
        isInMillis(body),
        delta,
        rolling ? body.word("window_bin_size", WINDOWS) : null,
        environmentType == EnvironmentType.PRODUCTION ? null : environment.rowCount(),
        now,
        now);
  }

  private Environment dataset(Members body, Model model) {
    Environment environment = catalog.environment(body.uuid("env_id"));
    if (!environment.modelId().equals(model.id())) {
      throw body.refused("env_id", "the environment belongs to another model");
    }
    if (environment.type() != EnvironmentType.PRE_PRODUCTION) {
      throw body.refused("env_id", "the environment is " + environment.type());
    }
    if (environment.dataset() == null) {
      throw ApiException.conflict(
          "dataset '" + environment.name() + "'",
          "its rows have not come yet",
          "wait for the job that publishes them");
    }
    return environment;
  }

  private static boolean isInMillis(Members body) {
    return body.object().path("start_time").isNumber()
        && Math.abs(body.object().path("start_time").asDouble()) >= MILLIS_FROM;
  }

  private static long micros(Members body, String name) {
    JsonNode value = body.object().path(name);
    OptionalLong micros =
        value.isNumber()
            ? EventTimes.ofNumber(value.asDouble())
            : EventTimes.ofText(value.asString(""));
    return micros.orElseThrow(
        () -> body.refused(name, "seconds or milliseconds since 1970, or ISO 8601, are needed"));
  }

  private Answer delete(Call call) {
    Baseline baseline = catalog.baseline(call.id("id", "baseline"));
    return catalog
        .database()
        .write(
            sql -> {
              BaselineStore.delete(sql, baseline.id());
              catalog
                  .audit()
                  .note(
                      sql, call.principal(), "delete", "baseline", baseline.id(), baseline.name());
              return Answer.data(Json.object());
            });
  }

  private ObjectNode toJson(Baseline baseline) {
    Model model = catalog.model(baseline.modelId());
    ObjectNode data =
        Json.object()
            .put("id", baseline.id().toString())
            .put("name", baseline.name())
            .put("type", baseline.type().name());
    data.put("start_time", answered(baseline, baseline.startMicros()))
        .put("end_time", answered(baseline, baseline.endMicros()))
        .put("offset_delta", baseline.offsetDelta())
        .put("window_bin_size", baseline.windowBinSize())
        .put("row_count", baseline.rowCount());
    data.set("model", Refs.model(model));
    data.set("project", Refs.project(model.project()));
    data.set("organization", Refs.organization(catalog.installation()));
    data.set("environment", Refs.environment(catalog.environment(baseline.environmentId())));
    data.put("created_at", Times.text(baseline.createdAt()))
        .put("updated_at", Times.text(baseline.updatedAt()));
    return data;
  }

  /** Whole numbers: a fraction would break the client. */
  private static @Nullable Long answered(Baseline baseline, @Nullable Long micros) {
    return micros == null
        ? null
        : Math.floorDiv(micros, baseline.inMillis() ? MICROS_PER_MILLI : MICROS_PER_SECOND);
  }
}
