package io.ballast.eventstore.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

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

  void release(long lease) {
    List<Path> free;
    synchronized (this) {
      active.remove(lease);
      free = takeFree();
    }
    free.forEach(FileLeases::delete);
  }

  /** Deletes files that the manifest no longer names, now or when their readers are done. */
  void deleteWhenFree(List<Path> files) {
    List<Path> free;
    synchronized (this) {
      files.forEach(file -> waiting.add(new Waiting(last, file)));
      free = takeFree();
    }
    free.forEach(FileLeases::delete);
  }

  private List<Path> takeFree() {
    long oldest = active.isEmpty() ? Long.MAX_VALUE : active.firstKey();
    List<Path> free = new java.util.ArrayList<>();
    while (!waiting.isEmpty() && waiting.peek().lease() < oldest) {
      free.add(waiting.remove().file());
    }
    return free;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Path folder = file.getParent();
      if (folder != null && isEmpty(folder)) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
  }
}
