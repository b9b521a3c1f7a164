package io.ballast.server.catalog;

import io.ballast.server.access.Installation;
import io.ballast.server.access.Principal;
import io.ballast.server.platform.Json;
import io.ballast.server.web.SystemRoutes;
import tools.jackson.databind.node.ObjectNode;

/** How objects refer to each other in answers. */
final class Refs {

  private Refs() {}

  static ObjectNode project(Project project) {
    return Json.object().put("id", project.id().toString()).put("name", project.name());
  }

  static ObjectNode model(Model model) {
    return Json.object()
        .put("id", model.id().toString())
        .put("name", model.name())
        .put("version", model.version());
  }

  static ObjectNode environment(Environment environment) {
    return Json.object()
        .put("id", environment.id().toString())
        .put("name", environment.name())
        .put("type", environment.type().name());
  }

  static ObjectNode user(Principal principal) {
    return Json.object()
        .put("id", principal.id().toString())
        .put("full_name", principal.fullName())
        .put("email", principal.email());
  }

  static ObjectNode organization(Installation installation) {
    return SystemRoutes.organization(installation);
  }
}
