package io.ballast.eventstore.embedded;

import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a small JSON document into maps, lists, strings, numbers and booleans. */
final class JsonTree {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /**
   * The object of that format.
   *
   * @throws ProblemException if it is none, or of another format or version
   */
  static Map<String, Object> read(String json, String format) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      if (value(parser) instanceof Map<?, ?> map && format.equals(map.get("format"))) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, item) -> object.put(key.toString(), item));
        return object;
      }
    } catch (JacksonException e) {
      throw unreadable(format);
    }
    throw unreadable(format);
  }

  private static ProblemException unreadable(String format) {
    return ProblemException.input(
        "a document of the event store is not of the format " + format,
        "this version of Ballast reads that format only",
        "use the version that wrote it, or a newer one");
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getString();
    };
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) {
        object.put(name, value);
      }
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }
}
