package io.ballast.server.ingest;

import io.ballast.files.TableFiles;
import io.ballast.server.access.Permission;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import io.ballast.tables.Table;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code model-factory}: the schema of a model from a sample of its data. */
public final class FactoryRoutes implements Routes {

  private static final int DEFAULT_MAX_CARDINALITY = 1000;

  private final FileDepot depot;

  /** Routes over the files of that depot. */
  public FactoryRoutes(FileDepot depot) {
    this.depot = depot;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v3/model-factory", Permission.MODEL_WRITE, this::make));
  }

  private Answer make(Call call) {
    Members body = Members.of(call.json());
    StoredFile file = depot.whole(body.uuid("file_id"));
    int cardinality =
        body.optionalWhole("max_cardinality", 1, 100_000)
            .map(Long::intValue)
            .orElse(DEFAULT_MAX_CARDINALITY);
    long rows =
        body.optionalWhole("sample_size", 1, Integer.MAX_VALUE).orElse((long) Integer.MAX_VALUE);
    depot.requireModest(file);
    ObjectNode data = Json.object();
    try (Table table = TableFiles.openAsText(depot.path(file), file.filename())) {
      data.set("schema", SchemaGuess.of(table, cardinality, rows));
    }
    data.set("spec", spec(body));
    return Answer.data(data);
  }

  /** The spec as it came in, whole: the client makes the model from the answer. */
  private static JsonNode spec(Members body) {
    JsonNode given = body.object().path("spec");
    ObjectNode spec = given instanceof ObjectNode object ? object.deepCopy() : Json.object();
    if (!spec.hasNonNull("schema_version")) {
      spec.put("schema_version", 1);
    }
    for (String list :
        List.of("inputs", "outputs", "targets", "decisions", "metadata", "custom_features")) {
      if (!spec.hasNonNull(list)) {
        spec.putArray(list);
      }
    }
    return spec;
  }
}
