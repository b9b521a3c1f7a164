package io.ballast.server.measure;

import io.ballast.server.platform.Json;
import io.ballast.stats.performance.Estimate;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A performance metric of one window.
 *
 * @param estimate its value
 * @param rows events of the window
 * @param labelled those with a target
 */
record PerformanceStatement(Estimate estimate, long rows, long labelled) implements Kept {

  private static final String FORMAT = "ballast-performance/1";
  private static final int ABOUT_BYTES = 200;

  @Override
  public long bytes() {
    return ABOUT_BYTES;
  }

  /** The kept form: an object of JSON, numbers that are not defined left out. */
  byte[] write() {
    ObjectNode json = Json.object().put("format", FORMAT);
    put(json, "value", estimate.value());
    put(json, "lower", estimate.lower());
    put(json, "upper", estimate.upper());
    json.put("reason", estimate.reason()).put("rows", rows).put("labelled", labelled);
    return Json.bytes(json);
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else if (Double.isInfinite(value)) {
      json.put(name, Double.toString(value));
    }
  }

  /** A kept statement; empty when it is of another version of the format. */
  static Optional<PerformanceStatement> read(byte[] kept) {
    JsonNode json = Json.parse(kept);
    if (!json.path("format").asString("").equals(FORMAT)) {
      return Optional.empty();
    }
    return Optional.of(
        new PerformanceStatement(
            new Estimate(
                number(json, "value"),
                number(json, "lower"),
                number(json, "upper"),
                json.path("reason").isNull() ? null : json.path("reason").asString()),
            json.path("rows").asLong(),
            json.path("labelled").asLong()));
  }

  private static double number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble(Double.NaN);
  }
}
