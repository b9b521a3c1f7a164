package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a command writes: under a temporary name beside it, renamed when whole, so that
 * nobody ever sees a half of it. What is interrupted or fails leaves nothing behind.
 */
public final class OutputFile {

  private OutputFile() {}

  /** Writes the content. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param target buffered; not to be closed
     */
    void writeTo(OutputStream target) throws IOException;
  }

  /** Writes the content by the file's name. */
  @FunctionalInterface
  interface PathContent {
    /** Writes all of it to a file that is not there yet. */
    void writeTo(Path part) throws IOException;
  }

  /**
   * Writes a file whole or not at all.
   *
   * @param path where it shall stand
   * @param force whether an existing file is overwritten
   * @param content what stands in it
   * @throws ProblemException if it exists and may not be overwritten, or cannot be written
   */
  public static void write(Path path, boolean force, Content content) {
    try (OutputFiles all = new OutputFiles(force)) {
      all.write(path, content);
      all.publish();
    }
  }

  /**
   * Says at once, before long work, that a file cannot be written there.
   *
   * @throws ProblemException if it exists and may not be overwritten, or there is no such folder
   */
  public static void check(Path path, boolean force) {
    if (Files.isDirectory(path)) {
      throw ProblemException.input(path.toString(), "is a folder", "name a file in it");
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw ProblemException.environment(
          path.toString(),
          "cannot be written (no such folder)",
          "make the folder first or choose another");
    }
    if (!force && Files.exists(path)) {
      throw ProblemException.input(
          path.toString(), "already exists", "choose another name or overwrite it with --force");
    }
  }

  static ProblemException problem(Path path, String reason) {
    return ProblemException.environment(
        path.toString(),
        "cannot be written (" + reason + ")",
        "free some space, or choose a folder that you may write to");
  }
}
