package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinRule;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The kept form of a bin rule: a JSON object of the format {@code ballast-bins/1}.
 *
 * <pre>
 * {"format":"ballast-bins/1","kind":"numeric","edges":[0.5,1.5],"points":[0],"intervals":true}
 * {"format":"ballast-bins/1","kind":"categories","frozen":["b","a"],"others":["c"]}
 * </pre>
 */
final class BinRuleFormat {

  static final String FORMAT = "ballast-bins/1";

  private static final JsonFactory FACTORY = new JsonFactory();

  private BinRuleFormat() {}

  static String write(BinRule rule) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      if (rule instanceof BinRule.Numeric numeric) {
        json.writeStringProperty("kind", "numeric");
        writeNumbers(json, "edges", numeric.edges());
        writeNumbers(json, "points", numeric.points());
        json.writeBooleanProperty("intervals", numeric.hasIntervals());
      } else if (rule instanceof BinRule.Categories categories) {
        json.writeStringProperty("kind", "categories");
        writeTexts(json, "frozen", categories.frozen());
        writeTexts(json, "others", categories.others().stream().sorted().toList());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeNumbers(JsonGenerator json, String name, List<Double> numbers) {
    json.writeArrayPropertyStart(name);
    numbers.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  static BinRule read(String text) {
    Map<String, Object> json = JsonTree.read(text, FORMAT);
    if ("numeric".equals(json.get("kind"))) {
      return new BinRule.Numeric(
          numbers(json, "edges"),
          numbers(json, "points"),
          Boolean.TRUE.equals(json.get("intervals")));
    }
    if ("categories".equals(json.get("kind"))) {
      return new BinRule.Categories(texts(json, "frozen"), new HashSet<>(texts(json, "others")));
    }
    throw new IllegalArgumentException("bins of kind " + json.get("kind"));
  }

  private static List<?> list(Map<String, Object> json, String name) {
    return json.get(name) instanceof List<?> list ? list : List.of();
  }

  private static List<Double> numbers(Map<String, Object> json, String name) {
    return list(json, name).stream().map(item -> ((Number) item).doubleValue()).toList();
  }

  private static List<String> texts(Map<String, Object> json, String name) {
    return list(json, name).stream().map(Object::toString).toList();
  }
}
