package io.ballast.files;

import io.ballast.files.OutputFile.Content;
import io.ballast.files.OutputFile.PathContent;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that belong together: each is written under a temporary name beside its own, and all are
 * renamed once all are whole. What is interrupted or fails before that leaves nothing behind.
 */
public final class OutputFiles implements AutoCloseable {

  private final boolean force;

  /** Temporary name by final one, in the order of writing. */
  private final Map<Path, Path> parts = new LinkedHashMap<>();

  private final Thread cleanUp = new Thread(this::close);
  private boolean isClosed;

  /**
   * No file yet.
   *
   * @param force whether existing files are overwritten
   */
  public OutputFiles(boolean force) {
    this.force = force;
    Runtime.getRuntime().addShutdownHook(cleanUp);
  }

  /**
   * Writes a file; it has its name after {@link #publish}.
   *
   * @throws ProblemException if it exists and may not be overwritten, or cannot be written
   */
  public void write(Path path, Content content) {
    writePath(
        path,
        part -> {
          try (OutputStream file =
              new BufferedOutputStream(
                  Files.newOutputStream(
                      part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.writeTo(file);
          }
        });
  }

  /**
   * Writes a table in the format of the file's ending, see {@link TableFiles#write}; it has its
   * name after {@link #publish}.
   *
   * @throws ProblemException if it exists and may not be overwritten, or cannot be written
   */
  public void write(Path path, Table table) {
    write(path, table, table.storedTypes());
  }

  /**
   * The same with the types of another Parquet file, see {@link Table#storedTypes}, where all
   * values fit.
   */
  public void write(Path path, Table table, Map<String, String> storedTypes) {
    TableWriter.write(table, storedTypes, path, this);
  }

  void writePath(Path path, PathContent content) {
    OutputFile.check(path, force);
    Path part = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    synchronized (parts) {
      if (isClosed) {
        throw new IllegalStateException("the files are closed");
      }
      parts.put(path, part);
    }
    try {
      content.writeTo(part);
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    } catch (IOException e) {
      throw OutputFile.problem(path, reason(e));
    }
  }

  /**
   * Gives all files their names.
   *
   * @throws ProblemException if the system refuses
   */
  public void publish() {
    synchronized (parts) {
      for (Map.Entry<Path, Path> part : parts.entrySet()) {
        try {
          Files.move(
              part.getValue(),
              part.getKey(),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw OutputFile.problem(part.getKey(), reason(e));
        }
      }
      parts.clear();
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

  /** Takes away what was not published. */
  @Override
  public void close() {
    synchronized (parts) {
      isClosed = true;
      for (Path part : parts.values()) {
        try {
          Files.deleteIfExists(part);
        } catch (IOException e) {
          // The write has its own error; a second one would hide it.
        }
      }
      parts.clear();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(cleanUp);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs already.
    }
  }
}
