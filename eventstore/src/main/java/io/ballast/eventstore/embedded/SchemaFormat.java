package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRole;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.Limits;
import io.ballast.eventstore.Prediction;
import io.ballast.tables.ColumnType;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The kept form of a schema: a JSON object of the format {@code ballast-event-schema/1}. What a
 * column or the schema does not have is left out.
 *
 * <pre>
 * {"format":"ballast-event-schema/1",
 *  "columns":[{"name":"age","type":"integer","role":"input","min":0,"max":120},
 *             {"name":"churn","type":"category","role":"target","categories":["no","yes"]},
 *             {"name":"vector","type":"numbers","role":"input","dimensions":3,"missing":["?"]}],
 *  "classes":["no","yes"], "target":"churn",
 *  "prediction":{"kind":"threshold","column":"score","threshold":0.5},
 *  "weight":"w"}
 * </pre>
 */
final class SchemaFormat {

  static final String FORMAT = "ballast-event-schema/1";

  private static final JsonFactory FACTORY = new JsonFactory();

  private SchemaFormat() {}

  static String write(EventSchema schema) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeArrayPropertyStart("columns");
      schema.columns().forEach(column -> write(json, column));
      json.writeEndArray();
      writeList(json, "classes", schema.classes().classes());
      if (schema.classes().target() != null) {
        json.writeStringProperty("target", schema.classes().target());
      }
      write(json, schema.classes().prediction());
      if (schema.weight() != null) {
        json.writeStringProperty("weight", schema.weight());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, EventColumn column) {
    json.writeStartObject();
    json.writeStringProperty("name", column.name());
    json.writeStringProperty("type", typeName(column.type()));
    json.writeStringProperty("role", roleName(column.role()));
    Limits limits = column.limits();
    if (limits.min() != Double.NEGATIVE_INFINITY) {
      json.writeNumberProperty("min", limits.min());
    }
    if (limits.max() != Double.POSITIVE_INFINITY) {
      json.writeNumberProperty("max", limits.max());
    }
    writeList(json, "categories", limits.categories());
    if (limits.dimensions() != 0) {
      json.writeNumberProperty("dimensions", limits.dimensions());
    }
    writeList(json, "missing", column.missingWords().stream().sorted().toList());
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, String name, Collection<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Prediction prediction) {
    if (prediction instanceof Prediction.None) {
      return;
    }
    json.writeObjectPropertyStart("prediction");
    if (prediction instanceof Prediction.Column column) {
      json.writeStringProperty("kind", "column");
      json.writeStringProperty("column", column.column());
    } else if (prediction instanceof Prediction.Threshold threshold) {
      json.writeStringProperty("kind", "threshold");
      json.writeStringProperty("column", threshold.column());
      json.writeNumberProperty("threshold", threshold.threshold());
    } else if (prediction instanceof Prediction.Largest largest) {
      json.writeStringProperty("kind", "largest");
      writeList(json, "columns", largest.columns());
    }
    json.writeEndObject();
  }

  static EventSchema read(String text) {
    Map<String, Object> json = JsonTree.read(text, FORMAT);
    List<EventColumn> columns = new ArrayList<>();
    for (Object item : (List<?>) required(json, "columns")) {
      columns.add(column((Map<?, ?>) item));
    }
    ClassRule classes =
        new ClassRule(
            texts(json.get("classes")),
            (String) json.get("target"),
            prediction((Map<?, ?>) json.get("prediction")));
    return new EventSchema(columns, classes, (String) json.get("weight"));
  }

  private static EventColumn column(Map<?, ?> json) {
    Object dimensions = json.get("dimensions");
    return new EventColumn(
        (String) required(json, "name"),
        type((String) required(json, "type")),
        role((String) required(json, "role")),
        new Limits(
            number(json.get("min"), Double.NEGATIVE_INFINITY),
            number(json.get("max"), Double.POSITIVE_INFINITY),
            texts(json.get("categories")),
            dimensions == null ? 0 : ((Number) dimensions).intValue()),
        new HashSet<>(texts(json.get("missing"))));
  }

  private static Prediction prediction(@Nullable Map<?, ?> json) {
    if (json == null) {
      return new Prediction.None();
    }
    String kind = (String) required(json, "kind");
    return switch (kind) {
      case "column" -> new Prediction.Column((String) required(json, "column"));
      case "threshold" ->
          new Prediction.Threshold(
              (String) required(json, "column"),
              ((Number) required(json, "threshold")).doubleValue());
      case "largest" -> new Prediction.Largest(texts(json.get("columns")));
      default -> throw new IllegalArgumentException("prediction of kind " + kind);
    };
  }

  private static Object required(Map<?, ?> json, String name) {
    Object value = json.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the kept schema has no " + name);
    }
    return value;
  }

  private static double number(@Nullable Object value, double otherwise) {
    return value == null ? otherwise : ((Number) value).doubleValue();
  }

  private static List<String> texts(@Nullable Object list) {
    return list == null ? List.of() : ((List<?>) list).stream().map(Object::toString).toList();
  }

  // The kept words are written out here: renaming a constant must not change the format.

  private static String typeName(ColumnType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case FLOATING -> "floating";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp";
      case CATEGORY -> "category";
      case TEXT -> "text";
      case NUMBERS -> "numbers";
      case MISSING -> throw new IllegalArgumentException("a column has a type");
    };
  }

  private static ColumnType type(String name) {
    return switch (name) {
      case "integer" -> ColumnType.INTEGER;
      case "floating" -> ColumnType.FLOATING;
      case "boolean" -> ColumnType.BOOLEAN;
      case "timestamp" -> ColumnType.TIMESTAMP;
      case "category" -> ColumnType.CATEGORY;
      case "text" -> ColumnType.TEXT;
      case "numbers" -> ColumnType.NUMBERS;
      default -> throw new IllegalArgumentException("column type " + name);
    };
  }

  private static String roleName(ColumnRole role) {
    return switch (role) {
      case INPUT -> "input";
      case OUTPUT -> "output";
      case TARGET -> "target";
      case DECISION -> "decision";
      case METADATA -> "metadata";
    };
  }

  private static ColumnRole role(String name) {
    return switch (name) {
      case "input" -> ColumnRole.INPUT;
      case "output" -> ColumnRole.OUTPUT;
      case "target" -> ColumnRole.TARGET;
      case "decision" -> ColumnRole.DECISION;
      case "metadata" -> ColumnRole.METADATA;
      default -> throw new IllegalArgumentException("column role " + name);
    };
  }
}
