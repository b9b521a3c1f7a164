package io.ballast.server.ingest;

import io.ballast.server.access.Permission;
import io.ballast.server.access.Principal;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import io.ballast.server.web.Answer;
import io.ballast.server.web.Call;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Uploads of whole files. */
public final class FileRoutes implements Routes {

  private final FileDepot depot;
  private final FileForm form;

  /** Routes to that depot. */
  public FileRoutes(FileDepot depot, long maxUploadBytes) {
    this.depot = depot;
    this.form = new FileForm(maxUploadBytes);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v3/files/upload", Permission.EVENT_WRITE, this::upload));
  }

  private Answer upload(Call call) throws IOException {
    Part part = form.part(call.servletRequest(), "file");
    StoredFile file =
        depot.take(
            FileForm.filename(part.getSubmittedFileName()),
            call.principal().id(),
            form.writer(part));
    return Answer.data(toJson(file, call.principal()));
  }

  static ObjectNode toJson(StoredFile file, Principal principal) {
    ObjectNode user =
        Json.object()
            .put("id", principal.id().toString())
            .put("full_name", principal.fullName())
            .put("email", principal.email());
    ObjectNode data = Json.object();
    data.put("id", file.id().toString())
        .put("filename", file.filename())
        .put("type", file.type().name())
        .put("status", file.status().name())
        .put("size_bytes", file.sizeBytes())
        .put("created_at", Times.text(file.createdAt()))
        .put("updated_at", Times.text(file.updatedAt()));
    data.set("created_by", user);
    data.set("updated_by", user.deepCopy());
    return data;
  }
}
