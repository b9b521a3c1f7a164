package io.ballast.server.web;

import static java.util.Objects.requireNonNull;

import io.ballast.server.platform.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What a route answers.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body writes it
 * @param object what the body holds, null when it is written as it is computed; kept for those who
 *     send the request again
 */
public record Answer(int status, String contentType, Body body, @Nullable JsonNode object) {

  private static final String JSON = "application/json";

  public Answer {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }

  /** Writes a body. */
  @FunctionalInterface
  public interface Body {
    /** Writes all of it; the stream stays open. */
    void write(OutputStream out) throws IOException;
  }

  /** Writes the {@code data} of an envelope. */
  @FunctionalInterface
  public interface DataWriter {
    /** Writes one JSON value. */
    void write(JsonGenerator json);
  }

  /** 200 with data in the envelope. */
  public static Answer data(JsonNode data) {
    return data(200, data);
  }

  /** Data in the envelope. */
  public static Answer data(int status, JsonNode data) {
    return json(status, Envelope.normal(data));
  }

  /** 200 with a part of a list. */
  public static Answer page(Page page) {
    return json(200, Envelope.page(page));
  }

  /** JSON without the envelope. */
  public static Answer json(int status, JsonNode object) {
    return new Answer(status, JSON, out -> out.write(Json.bytes(object)), object);
  }

  /** Plain text. */
  public static Answer text(String contentType, String text) {
    return new Answer(
        200, contentType, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), null);
  }

  /** 200 with data in the envelope that are written as they are computed. */
  public static Answer stream(DataWriter data) {
    return new Answer(
        200,
        JSON,
        out -> {
          try (JsonGenerator json = Json.mapper().createGenerator(out)) {
            json.configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            json.writeStringProperty("api_version", "3.0");
            json.writeStringProperty("kind", "NORMAL");
            json.writeName("data");
            data.write(json);
            json.writeEndObject();
          }
        },
        null);
  }

  static Answer error(Reason reason, String finding, String remedy) {
    return json(reason.status(), Envelope.error(reason, finding, remedy));
  }

  static Answer error(ApiException e) {
    return error(e.reason(), e.finding(), e.remedy());
  }
}
