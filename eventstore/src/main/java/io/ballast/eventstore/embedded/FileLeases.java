package io.ballast.eventstore.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps sealed files on disk until the readers are done that may know of them.
 *
 * <p>A reader takes a lease before it reads the manifest; a file that is no longer in the manifest
 * is deleted when all leases are gone that were taken before. What a killed process did not delete
 * is an orphan, which the sweep finds.
 */
final class FileLeases {

  private record Waiting(long lease, Path file) {}

  private final TreeMap<Long, Boolean> active = new TreeMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long last;

  synchronized long acquire() {
    active.put(++last, true);
    return last;
  }

  synchronized void release(long lease) {
    active.remove(lease);
    deleteFree();
  }

  /** Deletes files that the manifest no longer names, now or when their readers are done. */
  synchronized void deleteWhenFree(List<Path> files) {
    files.forEach(file -> waiting.add(new Waiting(last, file)));
    deleteFree();
  }

  /** The files that wait for their readers. */
  synchronized Set<Path> waiting() {
    Set<Path> files = new HashSet<>();
    waiting.forEach(item -> files.add(item.file()));
    return files;
  }

  /**
   * Makes an empty file with its folders: a folder that is empty goes with its last file, and must
   * not go in between.
   */
  synchronized void create(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private void deleteFree() {
    long oldest = active.isEmpty() ? Long.MAX_VALUE : active.firstKey();
    List<Path> free = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.peek().lease() < oldest) {
      free.add(waiting.remove().file());
    }
    free.forEach(FileLeases::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Path folder = file.getParent();
      if (folder != null && isEmpty(folder)) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // An orphan from now on, which the next sweep removes; the reader that ends here is not to
      // blame.
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
