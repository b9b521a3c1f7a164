package io.ballast.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the members of a JSON object that came in; what does not fit is refused with its name. */
public final class Members {

  private final ObjectNode object;
  private final String prefix;

  private Members(ObjectNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /** The members of a body. */
  public static Members of(ObjectNode object) {
    return new Members(object, "");
  }

  /** The object itself. */
  public ObjectNode object() {
    return object;
  }

  /** Whether a member is there and not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  private ApiException wrong(String name, String rule) {
    JsonNode value = object.path(name);
    String text = value.isString() ? value.asString() : value.toString();
    String shown = value.isMissingNode() ? "is missing" : "'" + Parse.shortened(text) + "'";
    return ApiException.badRequest(
        prefix + name + " " + shown, rule, "see openapi.yaml for what this request takes");
  }

  /** A text that must be there. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "a text is needed"));
  }

  /** A text, if it is there and not null. */
  public Optional<String> optionalText(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(name, "a text is needed");
    }
    return Optional.of(value.asString());
  }

  /** A text or null. */
  public @Nullable String textOrNull(String name) {
    return optionalText(name).orElse(null);
  }

  /**
   * A name of an object: 1 to 255 characters, none of them a control character, no blanks around.
   */
  public String name(String name) {
    String value = text(name);
    if (value.isBlank()
        || value.length() > 255
        || !value.equals(value.strip())
        || value.chars().anyMatch(Character::isISOControl)) {
      throw wrong(
          name, "a name has 1 to 255 characters, no control characters and no blanks around it");
    }
    return value;
  }

  /** A UUID that must be there. */
  public UUID uuid(String name) {
    return optionalUuid(name).orElseThrow(() -> wrong(name, "a UUID is needed"));
  }

  /** A UUID, if it is there, not null and not empty. */
  public Optional<UUID> optionalUuid(String name) {
    Optional<String> value = optionalText(name).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Parse.uuid(value.get()).orElseThrow(() -> wrong(name, "a UUID is needed")));
  }

  /** One of some words that must be there. */
  public String word(String name, List<String> words) {
    String value = text(name);
    if (!words.contains(value)) {
      throw wrong(name, "one of " + String.join(", ", words) + " is needed");
    }
    return value;
  }

  /** A whole number, if it is there and not null. */
  public Optional<Long> optionalWhole(String name, long min, long max) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.asLong() < min || value.asLong() > max) {
      throw wrong(name, "a whole number from " + min + " to " + max + " is needed");
    }
    return Optional.of(value.asLong());
  }

  /** A number, if it is there and not null. */
  public Optional<Double> optionalNumber(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw wrong(name, "a finite number is needed");
    }
    return Optional.of(value.asDouble());
  }

  /** True or false, if it is there and not null. */
  public Optional<Boolean> optionalBoolean(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false is needed");
    }
    return Optional.of(value.asBoolean());
  }

  /** A list of texts; empty when it is not there or null. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isString()) {
        throw wrong(name, "a list of texts is needed");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** A list of values; empty when it is not there or null. */
  public List<JsonNode> array(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(name, "a list is needed");
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** An object that must be there. */
  public Members members(String name) {
    return optionalMembers(name).orElseThrow(() -> wrong(name, "an object is needed"));
  }

  /** An object, if it is there and not null. */
  public Optional<Members> optionalMembers(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (value instanceof ObjectNode found) {
      return Optional.of(new Members(found, prefix + name + "."));
    }
    throw wrong(name, "an object is needed");
  }

  /** The objects of a list that must be there. */
  public List<Members> objects(String name) {
    if (!object.path(name).isArray()) {
      throw wrong(name, "a list of objects is needed");
    }
    List<Members> objects = new ArrayList<>();
    for (JsonNode item : object.path(name)) {
      if (!(item instanceof ObjectNode found)) {
        throw wrong(name, "a list of objects is needed");
      }
      objects.add(new Members(found, prefix + name + "[" + objects.size() + "]."));
    }
    return objects;
  }

  /** A refusal of a member, with its value. */
  public ApiException refused(String name, String rule) {
    return wrong(name, rule);
  }
}
