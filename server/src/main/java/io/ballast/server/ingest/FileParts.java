package io.ballast.server.ingest;

import io.ballast.server.access.Permission;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.ApiException;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Parse;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Uploads of files in parts: init, parts in any order, complete. */
public final class FileParts implements Routes {

  private static final int MAX_PARTS = 1000;

  private final FileDepot depot;
  private final FileForm form;

  /** Routes to that depot. */
  public FileParts(FileDepot depot, long maxUploadBytes) {
    this.depot = depot;
    this.form = new FileForm(maxUploadBytes);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/v3/files/multipart-init", Permission.EVENT_WRITE, this::init),
        Route.post("/v3/files/multipart-upload", Permission.EVENT_WRITE, this::part),
        Route.post("/v3/files/multipart-complete", Permission.EVENT_WRITE, this::complete));
  }

  private Answer init(Call call) {
    String filename = FileForm.filename(Members.of(call.json()).text("filename"));
    StoredFile file = depot.begin(filename, call.principal().id());
    return Answer.data(FileRoutes.toJson(file, call.principal()));
  }

  private Answer part(Call call) throws IOException {
    Part file = form.part(call.servletRequest(), "file");
    String fileId = text(call, "file_id");
    UUID id =
        Parse.uuid(fileId)
            .orElseThrow(
                () ->
                    ApiException.badRequest(
                        "file_id '" + Parse.shortened(fileId) + "'",
                        "it is the id that multipart-init has answered",
                        "send that one"));
    int number = number(text(call, "part_number"));
    String partId = depot.takePart(id, number, form.writer(file));
    return Answer.data(Json.object().put("part_id", partId));
  }

  private String text(Call call, String name) throws IOException {
    Part part = form.part(call.servletRequest(), name);
    if (part.getSize() > 100) {
      throw ApiException.badRequest(
          name + " of " + part.getSize() + " bytes", "it is a short text", "mend the form");
    }
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static int number(String text) {
    if (text.matches("\\d{1,4}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MAX_PARTS) {
        return number;
      }
    }
    throw ApiException.badRequest(
        "part_number '" + Parse.shortened(text) + "'",
        "parts are numbered from 1 to " + MAX_PARTS,
        "number them in the order of the file");
  }

  private Answer complete(Call call) throws IOException {
    Members body = Members.of(call.json());
    Map<Integer, String> parts = new TreeMap<>();
    for (Members part : body.objects("parts")) {
      int number =
          part.optionalWhole("number", 1, MAX_PARTS)
              .orElseThrow(() -> part.refused("number", "a whole number is needed"))
              .intValue();
      if (parts.put(number, part.text("id")) != null) {
        throw part.refused("number", "a part is there once");
      }
    }
    StoredFile file = depot.complete(body.uuid("file_id"), parts);
    return Answer.data(FileRoutes.toJson(file, call.principal()));
  }
}
