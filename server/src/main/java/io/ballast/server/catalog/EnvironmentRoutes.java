package io.ballast.server.catalog;

import io.ballast.server.access.Permission;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ListView;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Environments: read, list. */
public final class EnvironmentRoutes implements Routes {

  private final Catalog catalog;
  private final ListView<Environment> view;

  /** Routes over that catalog. */
  public EnvironmentRoutes(Catalog catalog) {
    this.catalog = catalog;
    this.view =
        new ListView<Environment>(this::toJson)
            .field("id", environment -> environment.id().toString())
            .field("name", Environment::name)
            .field("type", environment -> environment.type().name())
            .field("environment_type", environment -> environment.type().name())
            .field("model_id", environment -> environment.modelId().toString())
            .field("created_at", Environment::createdAt)
            .field("updated_at", Environment::updatedAt);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/environments",
            Permission.MODEL_READ,
            call -> Answer.page(view.page(call, catalog.environments()))),
        Route.get(
            "/v3/environments/{id}",
            Permission.MODEL_READ,
            call -> Answer.data(toJson(catalog.environment(call.id("id", "environment"))))),
        Route.get(
            "/v3/models/{id}/environments",
            Permission.MODEL_READ,
            call -> {
              Model model = catalog.model(call.id("id", "model"));
              String type = call.query("type");
              List<Environment> environments =
                  catalog.environments(model.id()).stream()
                      .filter(found -> type == null || found.type().name().equals(type))
                      .toList();
              return Answer.page(view.page(call, environments));
            }));
  }

  private ObjectNode toJson(Environment environment) {
    Model model = catalog.model(environment.modelId());
    ObjectNode data = Refs.environment(environment);
    data.put("row_count", environment.rowCount());
    data.set("model", Refs.model(model));
    data.set("project", Refs.project(model.project()));
    data.set("organization", Refs.organization(catalog.installation()));
    data.put("created_at", Times.text(environment.createdAt()))
        .put("updated_at", Times.text(environment.updatedAt()));
    return data;
  }
}
