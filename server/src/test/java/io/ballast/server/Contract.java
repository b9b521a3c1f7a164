package io.ballast.server;

import io.ballast.server.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The contract {@code openapi.yaml}: its operations, and whether an answer keeps it. */
final class Contract {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final JsonNode root;

  private Contract(JsonNode root) {
    this.root = root;
  }

  /** The contract that the server answers at {@code /openapi.yaml}. */
  static Contract read() {
    try (InputStream in = Contract.class.getResourceAsStream("openapi.yaml")) {
      Object tree =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(in));
      return new Contract(Json.mapper().valueToTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Method and path of all operations. */
  List<String> operations() {
    TreeSet<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (!member.getKey().equals("parameters")) {
          operations.add(member.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return List.copyOf(operations);
  }

  /** Whether an operation is for a later version. */
  boolean isLater(String method, String path) {
    return operation(method, path).path("tags").path(0).asString("").equals("later");
  }

  private JsonNode operation(String method, String path) {
    return root.path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
  }

  /** What an answer breaks; empty when it keeps the contract. */
  List<String> problems(String method, String path, int status, JsonNode body) {
    JsonNode responses = operation(method, path).path("responses");
    JsonNode response = resolve(responses.path(Integer.toString(status)));
    if (response.isMissingNode()) {
      response = resolve(responses.path("default"));
    }
    JsonNode schema = response.path("content").path("application/json").path("schema");
    if (schema.isMissingNode()) {
      return List.of(method + " " + path + " has no JSON for status " + status);
    }
    List<String> problems = new ArrayList<>();
    check(schema, body, "", problems);
    return problems;
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isString() ? root.at(reference.asString().substring(1)) : node;
  }

  private void check(JsonNode given, JsonNode value, String at, List<String> problems) {
    JsonNode schema = resolve(given);
    schema.path("allOf").forEach(part -> check(part, value, at, problems));
    JsonNode any = schema.path("anyOf");
    if (any.isArray() && !matchesOne(any, value, at)) {
      problems.add(at + " is none of the kinds: " + value);
    }
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean(false) && schema.has("type")) {
        problems.add(at + " is null");
      }
      return;
    }
    String type = schema.path("type").asString("");
    if (!type.isEmpty() && !isOf(type, value)) {
      problems.add(at + " is no " + type + ": " + value);
      return;
    }
    values(schema, value, at, problems);
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asString())) {
        problems.add(at + " lacks " + name.asString());
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (value.has(property.getKey())) {
        check(
            property.getValue(),
            value.path(property.getKey()),
            at + "." + property.getKey(),
            problems);
      }
    }
    JsonNode more = schema.path("additionalProperties");
    if (more.isObject()) {
      value.properties().forEach(e -> check(more, e.getValue(), at + "." + e.getKey(), problems));
    }
    JsonNode items = schema.path("items");
    if (items.isObject() && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(items, value.path(i), at + "[" + i + "]", problems);
      }
    }
  }

  private boolean matchesOne(JsonNode schemas, JsonNode value, String at) {
    for (JsonNode schema : schemas) {
      List<String> found = new ArrayList<>();
      check(schema, value, at, found);
      if (found.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  private static void values(JsonNode schema, JsonNode value, String at, List<String> problems) {
    JsonNode words = schema.path("enum");
    if (words.isArray() && words.valueStream().noneMatch(value::equals)) {
      problems.add(at + " is none of " + words + ": " + value);
    }
    if (schema.path("format").asString("").equals("uuid")
        && !UUID_TEXT.matcher(value.asString()).matches()) {
      problems.add(at + " is no UUID: " + value);
    }
    if (schema.has("pattern")
        && !Pattern.compile(schema.path("pattern").asString()).matcher(value.asString()).find()) {
      problems.add(at + " has another pattern: " + value);
    }
    if (value.isNumber() && value.asDouble() < schema.path("minimum").asDouble(value.asDouble())) {
      problems.add(at + " is too small: " + value);
    }
    if (value.isNumber() && value.asDouble() > schema.path("maximum").asDouble(value.asDouble())) {
      problems.add(at + " is too large: " + value);
    }
    if (value.isArray() && value.size() < schema.path("minItems").asInt(0)) {
      problems.add(at + " has too few items: " + value.size());
    }
  }
}
