package io.ballast.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Tells whether a Zstandard file is whole, by walking over its frames and blocks without unpacking
 * them.
 *
 * <p>DuckDB takes the end of a file for the end of its content: without this a file that was cut
 * off would be read as a shorter table. The layout is that of RFC 8878, section 3.1.
 */
final class ZstandardFrames {

  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
  private static final int RUN_LENGTH_BLOCK = 1;
  private static final int RESERVED_BLOCK = 3;

  private final InputStream file;

  private ZstandardFrames(InputStream file) {
    this.file = file;
  }

  /**
   * Reads all frames.
   *
   * @throws io.ballast.tables.ProblemException if the file ends within a frame, or something else
   *     follows one
   */
  static void requireWhole(Path path, String name, Head.Opener opener) throws IOException {
    boolean whole;
    try (InputStream file = new BufferedInputStream(opener.open(path), 1 << 16)) {
      whole = new ZstandardFrames(file).isWhole();
    } catch (EOFException e) {
      whole = false;
    }
    if (!whole) {
      throw Head.damaged(name, "Zstandard");
    }
  }

  private boolean isWhole() throws IOException {
    int first = file.read();
    while (first >= 0) {
      int magic = first | ((int) number(3) << 8);
      if ((magic & 0xFFFFFFF0) == SKIPPABLE_MAGIC) {
        file.skipNBytes(number(4));
      } else if (magic != MAGIC || !frame()) {
        return false;
      }
      first = file.read();
    }
    return true;
  }

  private boolean frame() throws IOException {
    int descriptor = (int) number(1);
    boolean singleSegment = (descriptor & 0x20) != 0;
    boolean hasChecksum = (descriptor & 0x04) != 0;
    int contentSize = CONTENT_SIZE_BYTES[descriptor >>> 6];
    if (singleSegment && contentSize == 0) {
      contentSize = 1;
    }
    int window = singleSegment ? 0 : 1;
    file.skipNBytes(window + DICTIONARY_ID_BYTES[descriptor & 3] + contentSize);
    boolean last = false;
    while (!last) {
      int header = (int) number(3);
      int type = (header >>> 1) & 3;
      if (type == RESERVED_BLOCK) {
        return false;
      }
      file.skipNBytes(type == RUN_LENGTH_BLOCK ? 1 : header >>> 3);
      last = (header & 1) != 0;
    }
    file.skipNBytes(hasChecksum ? 4 : 0);
    return true;
  }

  /** A number of that many bytes, the least significant first. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int index = 0; index < bytes; index++) {
      int next = file.read();
      if (next < 0) {
        throw new EOFException();
      }
      number |= (long) next << (8 * index);
    }
    return number;
  }
}
