package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the tasks share that move events between the hot file and sealed files, or remove them. One
 * of them runs at a time; ingest and scans go on beside it.
 */
final class Structure {

  private final HotDatabase hot;
  private final Manifest manifest;
  private final Writer writer;
  private final WriterContext context;
  private final Scanner scanner;
  private final SealedFiles sealedFiles;
  private final StoreFolder folder;
  private final FileLeases leases;
  private final ReentrantLock lock = new ReentrantLock();

  Structure(Writer writer, WriterContext context, StoreFolder folder, FileLeases leases) {
    this.hot = context.hot();
    this.manifest = context.manifest();
    this.scanner = context.scanner();
    this.writer = writer;
    this.context = context;
    this.folder = folder;
    this.leases = leases;
    this.sealedFiles = new SealedFiles(folder, manifest, leases);
  }

  HotDatabase hot() {
    return hot;
  }

  Manifest manifest() {
    return manifest;
  }

  Writer writer() {
    return writer;
  }

  /** The writer's memory; for work that the writer runs. */
  WriterContext context() {
    return context;
  }

  Scanner scanner() {
    return scanner;
  }

  SealedFiles sealedFiles() {
    return sealedFiles;
  }

  StoreFolder folder() {
    return folder;
  }

  <T> T alone(Supplier<T> task) {
    lock.lock();
    try {
      return task.get();
    } catch (DuckDbException e) {
      throw StoreProblems.of(e);
    } finally {
      lock.unlock();
    }
  }

  /** Takes sealed parts out of the manifest and puts others in; the files of the former go. */
  void replaceParts(SetRecord record, List<SealedPart> removed, List<SealedPart> added) {
    manifest.replaceParts(
        record,
        removed.stream().map(SealedPart::id).collect(Collectors.toSet()),
        added,
        context.clock().instant());
    deleteFiles(removed);
  }

  /** The files that are in no manifest but still read, below the folder of the store. */
  Set<String> filesInUse() {
    return leases.waiting().stream().map(folder::relative).collect(Collectors.toSet());
  }

  /** Deletes files that the manifest no longer names, when their readers are done. */
  void deleteFiles(List<SealedPart> parts) {
    leases.deleteWhenFree(parts.stream().map(part -> folder.resolve(part.path())).toList());
  }

  /**
   * Brings the hot file up to date and gives the space of dropped tables back, if it can be now.
   */
  void checkpoint() {
    writer.exclusively(
        () -> {
          try {
            context.writer().execute("CHECKPOINT");
          } catch (DuckDbException e) {
            // Another transaction is writing: the next checkpoint does it.
          }
        });
  }

  /** Removes the rows of a day from a part, and the part when it is empty then. */
  boolean removeDay(DuckDb connection, HotPart part, int day) {
    if (part.day() != null) {
      HotParts.drop(connection, part);
      return true;
    }
    return removeRows(connection, part, Days.startOfDay(day), Days.startOfDay(day + 1));
  }

  /** Removes the rows of a span of time from a part, and the part when it is empty then. */
  boolean removeRows(DuckDb connection, HotPart part, long startMicros, long endMicros) {
    String condition = "event_time < " + Sql.timestamp(endMicros);
    if (startMicros != Long.MIN_VALUE) {
      condition += " AND event_time >= " + Sql.timestamp(startMicros);
    }
    connection.execute("DELETE FROM " + part.table() + " WHERE " + condition);
    boolean empty =
        connection
            .query("SELECT 1 FROM " + part.table() + " LIMIT 1", List.of(), row -> true)
            .isEmpty();
    if (empty) {
      HotParts.drop(connection, part);
    }
    return empty;
  }
}
