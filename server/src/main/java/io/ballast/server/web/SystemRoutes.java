package io.ballast.server.web;

import io.ballast.server.access.Installation;
import io.ballast.server.access.Permission;
import io.ballast.server.access.SignedLinks;
import io.ballast.server.platform.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a client asks first, and what an operator asks. */
public final class SystemRoutes implements Routes {

  /** The API version that Ballast speaks; the client compares it with what its methods need. */
  private static final String API_VERSION = "25.2.0";

  private static final int MAX_PATH = 1000;

  private final Installation installation;
  private final SignedLinks links;
  private final String version;

  /** Routes of a server of that version of Ballast. */
  public SystemRoutes(Installation installation, SignedLinks links, String version) {
    this.installation = installation;
    this.links = links;
    this.version = version;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", Permission.OPEN, call -> health()),
        Route.get("/health/ready", Permission.OPEN, call -> health()),
        Route.get("/v3/server-info", Permission.KNOWN, call -> serverInfo()),
        Route.get(
            "/v3/version-compatibility", Permission.KNOWN, call -> Answer.json(200, Json.object())),
        Route.post("/v3/signed-links", Permission.KNOWN, this::link));
  }

  private Answer link(Call call) {
    Members body = Members.of(call.json());
    String path = body.text("path");
    if (!path.startsWith("/") || path.length() > MAX_PATH || path.contains("?")) {
      throw body.refused("path", "a path of this server without a query is needed");
    }
    long seconds =
        body.optionalWhole("seconds", 1, SignedLinks.LONGEST.toSeconds())
            .orElse(SignedLinks.LONGEST.toSeconds());
    String link = links.sign(path, call.principal().id(), Duration.ofSeconds(seconds));
    return Answer.data(Json.object().put("link", link));
  }

  private static Answer health() {
    return Answer.json(200, Json.object().put("status", "UP"));
  }

  private Answer serverInfo() {
    ObjectNode data = Json.object();
    data.put("server_version", API_VERSION + "+ballast." + version);
    data.putObject("feature_flags");
    data.set("organization", organization(installation));
    return Answer.data(data);
  }

  /** The organization as objects refer to it. */
  public static ObjectNode organization(Installation installation) {
    return Json.object()
        .put("id", installation.organizationId().toString())
        .put("name", installation.organizationName());
  }
}
