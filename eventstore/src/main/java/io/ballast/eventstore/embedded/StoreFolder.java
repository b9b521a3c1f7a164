package io.ballast.eventstore.embedded;

import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store, held by this process.
 *
 * <pre>
 * lock                                   held while the store is open
 * manifest.sqlite                        unless the manifest is kept elsewhere
 * events.duckdb, events.duckdb.wal       hot events, late values, roll-ups
 * spill/                                 what DuckDB does not keep in memory
 * sealed/SET/day=2026-11-24/part-7.parquet
 * sealed/SET/rows/part-8.parquet         data sets
 * </pre>
 */
final class StoreFolder implements AutoCloseable {

  static final String TEMPORARY = ".tmp";

  private final Path root;
  private final FileChannel channel;

  private StoreFolder(Path root, FileChannel channel) {
    this.root = root;
    this.channel = channel;
  }

  static StoreFolder open(Path root) {
    try {
      Files.createDirectories(root.resolve("sealed"));
      Files.createDirectories(root.resolve("spill"));
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw ProblemException.environment(
            root + " is held by another process",
            "one process at a time works with the event store in a folder",
            "stop that process or choose another folder");
      }
      return new StoreFolder(root, channel);
    } catch (IOException e) {
      throw ProblemException.environment(
          root + " cannot be written to (" + e + ")",
          "the event store keeps its files there",
          "make the folder writable for this user or choose another one");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another store of this process
    }
  }

  Path root() {
    return root;
  }

  Path hotFile() {
    return root.resolve("events.duckdb");
  }

  Path manifestFile() {
    return root.resolve("manifest.sqlite");
  }

  Path spill() {
    return root.resolve("spill");
  }

  /** The path, below the folder, of a new sealed part. */
  static String partPath(long setId, @Nullable Integer day, long partId) {
    return "sealed/%d/%s/part-%d.parquet"
        .formatted(setId, day == null ? "rows" : "day=" + Days.text(day), partId);
  }

  Path resolve(String path) {
    return root.resolve(path);
  }

  /** The path of a file below the folder, as the manifest has it. */
  String relative(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  /** Removes all files below {@code sealed} but these, and folders that are empty then. */
  int removeOrphans(Set<String> keep) {
    int removed = 0;
    Path sealed = root.resolve("sealed");
    try (Stream<Path> files = Files.walk(sealed)) {
      // Deepest first, so that a folder is empty when its turn comes.
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (Files.isDirectory(path)) {
          removeIfEmpty(path, sealed);
        } else if (!keep.contains(relative(path))) {
          Files.delete(path);
          removed++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return removed;
  }

  private static void removeIfEmpty(Path folder, Path keep) throws IOException {
    if (folder.equals(keep)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  /** Makes the entries of a folder durable. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folders; a rename is durable there without it.
    }
  }

  /** Makes a file durable. */
  static void syncFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
