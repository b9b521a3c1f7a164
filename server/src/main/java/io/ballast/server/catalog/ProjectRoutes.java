package io.ballast.server.catalog;

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
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Projects: make, read, list, delete. */
public final class ProjectRoutes implements Routes {

  private final Catalog catalog;
  private final Replies replies;
  private final ListView<Project> view;

  /** Routes over that catalog. */
  public ProjectRoutes(Catalog catalog, Replies replies) {
    this.catalog = catalog;
    this.replies = replies;
    this.view =
        new ListView<Project>(this::toJson)
            .field("id", project -> project.id().toString())
            .field("name", Project::name)
            .field("created_at", Project::createdAt)
            .field("updated_at", Project::updatedAt);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/projects",
            Permission.PROJECT_READ,
            call -> Answer.page(view.page(call, catalog.projects()))),
        Route.post("/v3/projects", Permission.PROJECT_WRITE, this::create),
        Route.get(
            "/v3/projects/{id}",
            Permission.PROJECT_READ,
            call -> Answer.data(toJson(catalog.project(call.id("id", "project"))))),
        Route.delete("/v3/projects/{id}", Permission.PROJECT_DELETE, this::delete));
  }

  private Answer create(Call call) {
    String name = Members.of(call.json()).name("name");
    long now = catalog.now();
    Project project = new Project(catalog.newId(), name, now, now);
    return catalog
        .database()
        .write(
            sql -> {
              if (ProjectStore.findByName(sql, name).isPresent()) {
                throw ApiException.conflict(
                    "project '" + name + "'",
                    "a project of that name exists already",
                    "take that one with Project.from_name, or choose another name");
              }
              ProjectStore.insert(sql, project);
              catalog.audit().note(sql, call.principal(), "create", "project", project.id(), name);
              return replies.keep(sql, call, Answer.data(toJson(project)));
            });
  }

  private Answer delete(Call call) {
    Project project = catalog.project(call.id("id", "project"));
    boolean unused =
        catalog
            .database()
            .write(
                sql -> {
                  if (!ModelStore.ofProject(sql, project.id()).isEmpty()) {
                    throw ApiException.conflict(
                        "project '" + project.name() + "'",
                        "a project with models cannot be deleted",
                        "delete its models first");
                  }
                  ProjectStore.delete(sql, project.id());
                  catalog
                      .audit()
                      .note(
                          sql, call.principal(), "delete", "project", project.id(), project.name());
                  return true;
                });
    return Answer.data(Json.object());
  }

  private ObjectNode toJson(Project project) {
    ObjectNode data = Refs.project(project);
    data.put("created_at", Times.text(project.createdAt()))
        .put("updated_at", Times.text(project.updatedAt()));
    data.set("organization", Refs.organization(catalog.installation()));
    return data;
  }
}
