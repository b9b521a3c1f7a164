package io.ballast.server.measure;

import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelShape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One query of a question, checked.
 *
 * @param key names it in the answer
 * @param model of whose events
 * @param shape of the model
 * @param baseline for drift; null without
 * @param metric what is asked
 * @param columns of the schema; {@link #ANY_COLUMN} alone for all of them
 * @param categories for frequencies
 * @param vizType echoed
 */
record Query(
    String key,
    Model model,
    ModelShape shape,
    @Nullable Baseline baseline,
    Metric metric,
    List<String> columns,
    List<String> categories,
    JsonNode vizType) {

  /** Stands for all columns together. */
  static final String ANY_COLUMN = "__ANY__";

  Query {
    columns = List.copyOf(columns);
    categories = List.copyOf(categories);
  }
}
