package io.ballast.server.platform;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder of a server, held by one process at a time.
 *
 * <pre>
 * lock              held while the server runs
 * ballast.db        metadata (SQLite), the event store's manifest in it
 * publications.db   which lists of events were published lately
 * events/           the event store
 * files/ID.ENDING   uploaded files: .parquet, .csv, .csv.gz, .tar.gz
 * files/ID.ID       parts of a file that is not whole
 * incoming/         uploads under way, emptied at start
 * </pre>
 */
public final class DataFolder implements AutoCloseable {

  private static final int UUID_LENGTH = 36;

  private final Path root;
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the folder when it is missing, readable by its owner only, and holds it.
   *
   * @throws ProblemException if another process holds it or it cannot be written
   */
  public static DataFolder hold(Path root) {
    try {
      create(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        throw ProblemException.environment(
            root + " is held by another server",
            "one server at a time works with a data folder",
            "stop that one or name another folder with --data");
      }
      DataFolder folder = new DataFolder(root, channel);
      Files.createDirectories(folder.files());
      Files.createDirectories(folder.incoming());
      folder.emptyIncoming();
      return folder;
    } catch (IOException e) {
      throw ProblemException.environment(
          root + " cannot be written (" + e.getMessage() + ")",
          "a server keeps everything there",
          "make the folder writable for this user or name another one with --data");
    }
  }

  private static void create(Path root) throws IOException {
    if (Files.isDirectory(root)) {
      return;
    }
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(root);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another server of this process
    }
  }

  private void emptyIncoming() throws IOException {
    try (Stream<Path> left = Files.list(incoming())) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The metadata database of a data folder. */
  public static Path database(Path root) {
    return root.resolve("ballast.db");
  }

  /** The metadata database. */
  public Path database() {
    return database(root);
  }

  /** The folder of the event store. */
  public Path events() {
    return root.resolve("events");
  }

  /** Where uploads are written while they come in. */
  public Path incoming() {
    return root.resolve("incoming");
  }

  /** The database of publications. */
  public Path publications() {
    return root.resolve("publications.db");
  }

  private Path files() {
    return root.resolve("files");
  }

  /** An uploaded file, by its ending with the point. */
  public Path file(UUID id, String ending) {
    return files().resolve(id + ending);
  }

  /** A part of a file that is uploaded in parts. */
  public Path part(UUID id, String partId) {
    return files().resolve(id + "." + partId);
  }

  /**
   * Removes files of {@code files/}.
   *
   * @param unknown told the name without its ending: the file's id, or that and a part's
   */
  public void removeFiles(Predicate<String> unknown) throws IOException {
    try (Stream<Path> all = Files.list(files())) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        String whole = name.length() > UUID_LENGTH ? name.substring(0, UUID_LENGTH) : name;
        boolean part = name.length() == 2 * UUID_LENGTH + 1;
        if (unknown.test(part ? name : whole)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Makes a file of {@code files/} durable, and its name. */
  public void sync(Path file) {
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE);
        FileChannel folder = FileChannel.open(files(), StandardOpenOption.READ)) {
      content.force(true);
      folder.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
