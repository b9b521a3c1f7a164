package io.ballast.files;

import io.ballast.tables.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
    writePath(
        path,
        force,
        part -> {
          try (OutputStream file =
              new BufferedOutputStream(
                  Files.newOutputStream(
                      part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.writeTo(file);
          }
        });
  }

  static void writePath(Path path, boolean force, PathContent content) {
    check(path, force);
    Path part = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    Thread cleanUp = new Thread(() -> delete(part));
    Runtime.getRuntime().addShutdownHook(cleanUp);
    try {
      content.writeTo(part);
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProblemException.environment(
          path.toString(),
          "cannot be written (" + reason(e) + ")",
          "free some space, or choose a folder that you may write to");
    } finally {
      delete(part);
      forget(cleanUp);
    }
  }

  /**
   * Says at once, before long work, that a file cannot be written there.
   *
   * @throws ProblemException if it exists and may not be overwritten
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

  private static String reason(IOException e) {
    if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return switch (e.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "no such folder";
      case "AccessDeniedException" -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The write has its own error; a second one would hide it.
    }
  }

  private static void forget(Thread cleanUp) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs already.
    }
  }
}
