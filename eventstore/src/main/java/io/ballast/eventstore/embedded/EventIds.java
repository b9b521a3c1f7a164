package io.ballast.eventstore.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers that stand for event ids: 63 bits of their MD5, which Java and the engine compute alike
 * and no version of the engine changes.
 *
 * <p>Two ids with the same number are told apart by comparing the ids themselves. MD5 is no
 * protection here: who can choose ids can only make that comparison happen.
 */
final class EventIds {

  private final MessageDigest digest;

  EventIds() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("each JDK has MD5", e);
    }
  }

  /** The number of an id, at least 0. */
  long hash(String eventId) {
    byte[] bytes = digest.digest(eventId.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Long.BYTES) >>> 1;
  }

  /** The same number of the ids in a column, as an expression. */
  static String hashSql(String column) {
    return "(md5_number_lower(" + column + ") >> 1)::BIGINT";
  }
}
