package io.ballast.server.platform;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as trees. Numbers keep their kind: whole ones of any size, others as doubles that are
 * written as the shortest decimals that read back the same.
 */
public final class Json {

  /** Levels of arrays and objects in one another that are read. */
  public static final int MAX_DEPTH = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(400)
                          .maxStringLength(16 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws JacksonException if the bytes are no JSON in UTF-8, nest too deeply, name a member
   *     twice, or are followed by more
   */
  public static JsonNode parse(byte[] utf8) {
    return MAPPER.readTree(utf8);
  }

  /** Reads one value that this server wrote. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /** Reads one object that this server wrote. */
  public static ObjectNode parseObject(String text) {
    return (ObjectNode) MAPPER.readTree(text);
  }

  /** The value as one line. */
  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** The value in UTF-8. */
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /** What reads and writes streams in the same way. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
