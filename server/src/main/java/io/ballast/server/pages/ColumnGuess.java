package io.ballast.server.pages;

import io.ballast.server.catalog.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What the columns of a table are likely to be, by their names: a proposal for a form.
 *
 * @param target name of the truth; empty for none
 * @param output name of the score or prediction; empty for none
 * @param time name of the event's time; empty for none
 * @param id name of the event's id; empty for none
 * @param task that the target's values ask for
 */
record ColumnGuess(String target, String output, String time, String id, Task task) {

  private static final Pattern PREDICTED =
      Pattern.compile(
          "(predicted|prediction|pred|prob|proba|probability|score)_(.+)"
              + "|(.+)_(predicted|prediction|pred|prob|proba|probability|score)");

  /** A guess from a schema as {@code model-factory} answers it. */
  static ColumnGuess of(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("columns").forEach(column -> names.add(column.path("name").asString()));
    String output =
        named(names, "score", "prediction", "predicted", "probability", "proba", "output");
    String target = named(names, "target", "label", "class", "y", "truth", "outcome");
    for (String name : names) {
      var match = PREDICTED.matcher(name.toLowerCase(Locale.ROOT));
      if (match.matches()) {
        output = output.isEmpty() ? name : output;
        String predicted = match.group(2) == null ? match.group(3) : match.group(2);
        if (target.isEmpty()) {
          target = names.stream().filter(predicted::equalsIgnoreCase).findFirst().orElse("");
        }
      }
    }
    return new ColumnGuess(
        target,
        output,
        named(names, "timestamp", "time", "at", "date"),
        named(names, "id", "event_id"),
        task(schema, target));
  }

  private static String named(List<String> names, String... words) {
    for (String word : words) {
      for (String name : names) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(word) || lower.endsWith("_" + word)) {
          return name;
        }
      }
    }
    return "";
  }

  private static Task task(JsonNode schema, String target) {
    for (JsonNode column : schema.path("columns")) {
      if (column.path("name").asString().equals(target)) {
        String type = column.path("data_type").asString();
        boolean isNumber = type.equals("int") || type.equals("float");
        boolean isBit = column.path("min").asDouble(1) == 0 && column.path("max").asDouble(0) == 1;
        if (column.path("categories").size() > 2) {
          return Task.MULTICLASS_CLASSIFICATION;
        }
        return isNumber && !isBit ? Task.REGRESSION : Task.BINARY_CLASSIFICATION;
      }
    }
    return Task.BINARY_CLASSIFICATION;
  }
}
