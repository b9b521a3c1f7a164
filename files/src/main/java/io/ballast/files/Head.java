package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The beginning of a file, unpacked: what it is and how it is written is told from it.
 *
 * @param compression of the file
 * @param bytes the first bytes; of a file compressed with Zstandard the packed ones
 * @param whole whether these are all bytes
 */
record Head(Compression compression, byte[] bytes, boolean whole) {

  /** Bytes that are looked at. */
  static final int SIZE = 256 << 10;

  enum Compression {
    NONE,
    GZIP,
    ZSTD;

    /** As DuckDB names it. */
    String duckDbName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Opens a file's bytes; another one than {@link Files} in tests. */
  @FunctionalInterface
  interface Opener {
    InputStream open(Path file) throws IOException;
  }

  /**
   * Reads the beginning.
   *
   * @throws ProblemException if the file is missing, a folder, empty, or may not be read
   */
  static Head read(Path file, String name, Opener opener) {
    if (Files.isDirectory(file)) {
      throw ProblemException.input(
          name + " is a folder", "a table is one file", "name a file in it");
    }
    try (InputStream raw = opener.open(file)) {
      byte[] bytes = raw.readNBytes(SIZE);
      if (bytes.length == 0) {
        throw ProblemException.input(
            name + " is empty", "a table has a header or a first row", "check how it was written");
      }
      Compression compression = compression(bytes);
      return compression == Compression.GZIP
          ? unpacked(file, name, opener)
          : new Head(compression, bytes, bytes.length < SIZE);
    } catch (NoSuchFileException e) {
      throw ProblemException.input(
          name + " does not exist", "an input is a file or - for stdin", "check the path");
    } catch (AccessDeniedException e) {
      throw ProblemException.environment(
          name + " may not be read",
          "the user who runs this needs the right to read it",
          "change its permissions or run as another user");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static ProblemException unreadable(String name, IOException e) {
    return ProblemException.environment(
        name + " cannot be read", "reading it failed with: " + e.getMessage(), "try a copy of it");
  }

  private static Head unpacked(Path file, String name, Opener opener) throws IOException {
    try (InputStream raw = opener.open(file);
        InputStream plain = new GZIPInputStream(raw, 1 << 16)) {
      byte[] bytes = plain.readNBytes(SIZE);
      if (bytes.length == 0) {
        throw ProblemException.input(
            name + " is empty once unpacked",
            "a table has a header or a first row",
            "check how it was written");
      }
      return new Head(Compression.GZIP, bytes, bytes.length < SIZE);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      throw damaged(name, "gzip");
    }
  }

  static ProblemException damaged(String name, String kind) {
    return ProblemException.input(
        name + " begins as a " + kind + " file and is damaged",
        "a file is read only when it is whole",
        "copy or write it again");
  }

  private static Compression compression(byte[] bytes) {
    if (startsWith(bytes, 0x1F, 0x8B)) {
      return Compression.GZIP;
    }
    return startsWith(bytes, 0x28, 0xB5, 0x2F, 0xFD) ? Compression.ZSTD : Compression.NONE;
  }

  /** Whether the bytes begin like that. */
  boolean startsWith(int... expected) {
    return startsWith(bytes, expected);
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    byte[] start = new byte[expected.length];
    for (int index = 0; index < expected.length; index++) {
      start[index] = (byte) expected[index];
    }
    return Arrays.equals(bytes, 0, expected.length, start, 0, expected.length);
  }
}
