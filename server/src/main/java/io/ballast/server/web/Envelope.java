package io.ballast.server.web;

import io.ballast.server.platform.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The frame around every answer of REST v3 (fiddler-v3.md 4.2). */
final class Envelope {

  private static final String VERSION = "3.0";

  private Envelope() {}

  static ObjectNode normal(JsonNode data) {
    ObjectNode envelope = Json.object();
    envelope.put("api_version", VERSION).put("kind", "NORMAL");
    envelope.set("data", data);
    return envelope;
  }

  static ObjectNode page(Page page) {
    ObjectNode envelope = Json.object();
    envelope.put("api_version", VERSION).put("kind", "PAGINATED");
    envelope.set("data", page.toJson());
    return envelope;
  }

  static ObjectNode error(Reason reason, String finding, String remedy) {
    ObjectNode envelope = Json.object();
    envelope.put("api_version", VERSION).put("kind", "ERROR");
    ObjectNode error = envelope.putObject("error");
    error.put("code", reason.status()).put("message", finding + ", " + remedy);
    error
        .putArray("errors")
        .addObject()
        .put("reason", reason.word())
        .put("message", finding)
        .put("help", remedy);
    return envelope;
  }
}
