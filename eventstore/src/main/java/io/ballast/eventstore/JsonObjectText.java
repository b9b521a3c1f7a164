package io.ballast.eventstore;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A flat JSON object of texts, written member by member. */
final class JsonObjectText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text);
  private boolean empty = true;

  void put(String name, String value) {
    if (empty) {
      generator.writeStartObject();
      empty = false;
    }
    generator.writeStringProperty(name, value);
  }

  boolean isEmpty() {
    return empty;
  }

  /** The object; ends it. */
  @Override
  public String toString() {
    generator.close();
    return text.toString();
  }
}
