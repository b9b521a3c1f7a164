package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Tells the encoding of a text from its first bytes.
 *
 * <p>A byte order mark decides. Without one, text whose every second byte is mostly zero is UTF-16,
 * valid UTF-8 is UTF-8, and anything else is Latin-1.
 */
final class TextEncoding {

  private TextEncoding() {}

  static Charset sniff(Head head) {
    if (head.startsWith(0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.startsWith(0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    byte[] bytes = head.bytes();
    int pairs = Math.max(1, bytes.length / 2);
    if (zeros(bytes, 1) > pairs / 2 && zeros(bytes, 0) < pairs / 10 + 1) {
      return StandardCharsets.UTF_16LE;
    }
    if (zeros(bytes, 0) > pairs / 2 && zeros(bytes, 1) < pairs / 10 + 1) {
      return StandardCharsets.UTF_16BE;
    }
    return isUtf8(bytes, head.whole()) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  private static int zeros(byte[] bytes, int offset) {
    int zeros = 0;
    for (int index = offset; index < bytes.length; index += 2) {
      zeros += bytes[index] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** Whether the bytes are UTF-8; a sequence that is cut at their end is none when they are all. */
  private static boolean isUtf8(byte[] bytes, boolean whole) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), whole);
    return !result.isError();
  }

  /** A text that is none. */
  static ProblemException zeroByte(String where) {
    return ProblemException.input(
        where + " holds a NUL byte",
        "text has none",
        "check that it is CSV, TSV, NDJSON or Parquet, or name its encoding with --encoding");
  }

  /** The text of the bytes, without a byte order mark. */
  static String decode(byte[] bytes, Charset encoding) {
    String text = new String(bytes, encoding);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
