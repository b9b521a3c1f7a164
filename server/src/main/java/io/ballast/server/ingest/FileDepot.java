package io.ballast.server.ingest;

import io.ballast.files.TableFiles;
import io.ballast.server.platform.DataFolder;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Uploaded files: taken in, found, told apart by what is in them. */
public final class FileDepot {

  private static final int UNPACKING = 20;

  private final DataFolder folder;
  private final Database database;
  private final Ids ids;
  private final InstantSource clock;
  private final long maxUploadBytes;

  /**
   * A depot in that folder.
   *
   * @param maxUploadBytes what the values of a file may be once they are unpacked, or {@link
   *     #UNPACKING} times its size if that is more
   */
  public FileDepot(
      DataFolder folder, Database database, Ids ids, InstantSource clock, long maxUploadBytes) {
    this.maxUploadBytes = maxUploadBytes;
    this.folder = folder;
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /** Writes what comes in to a path. */
  @FunctionalInterface
  interface Incoming {
    void writeTo(Path target) throws IOException;
  }

  /** Takes a whole file in; it is durable when this returns. */
  StoredFile take(String filename, UUID principal, Incoming incoming) throws IOException {
    UUID id = ids.next();
    Path arrived = folder.incoming().resolve(id.toString());
    try {
      incoming.writeTo(arrived);
      Content content = Content.of(arrived, filename);
      Path target = folder.file(id, content.ending);
      Files.move(arrived, target);
      folder.sync(target);
      long now = Times.now(clock);
      StoredFile file =
          new StoredFile(
              id,
              filename,
              content.type,
              StoredFile.Status.SUCCESSFUL,
              Files.size(target),
              now,
              now,
              principal);
      return database.write(
          sql -> {
            FileStore.insert(sql, file);
            return file;
          });
    } finally {
      Files.deleteIfExists(arrived);
    }
  }

  /** Begins a file that comes in parts. */
  StoredFile begin(String filename, UUID principal) {
    long now = Times.now(clock);
    StoredFile file =
        new StoredFile(
            ids.next(),
            filename,
            StoredFile.Type.CSV,
            StoredFile.Status.INITIATED,
            0,
            now,
            now,
            principal);
    return database.write(
        sql -> {
          FileStore.insert(sql, file);
          return file;
        });
  }

  /** Takes one part of a file; a part that comes again replaces the earlier one. */
  String takePart(UUID fileId, int number, Incoming incoming) throws IOException {
    StoredFile file = known(fileId);
    if (file.status() != StoredFile.Status.INITIATED) {
      throw ApiException.conflict(
          "file " + fileId + " in status " + file.status(),
          "parts are taken until multipart-complete",
          "begin another file with multipart-init");
    }
    String partId = ids.next().toString();
    Path arrived = folder.incoming().resolve(partId);
    try {
      incoming.writeTo(arrived);
      long size = Files.size(arrived);
      Path target = folder.part(fileId, partId);
      Files.move(arrived, target);
      folder.sync(target);
      String replaced =
          database.write(
              sql -> {
                String earlier = FileStore.parts(sql, fileId).get(number);
                FileStore.putPart(sql, fileId, number, partId, size);
                return earlier == null ? "" : earlier;
              });
      if (!replaced.isEmpty()) {
        Files.deleteIfExists(folder.part(fileId, replaced));
      }
      return partId;
    } finally {
      Files.deleteIfExists(arrived);
    }
  }

  /**
   * Makes a file of its parts.
   *
   * @param parts id by number, as they were answered
   */
  StoredFile complete(UUID fileId, Map<Integer, String> parts) throws IOException {
    StoredFile file = known(fileId);
    if (file.status() == StoredFile.Status.SUCCESSFUL) {
      return file;
    }
    Map<Integer, String> stored = database.read(sql -> FileStore.parts(sql, fileId));
    if (parts.isEmpty() || !stored.equals(parts)) {
      throw ApiException.badRequest(
          "parts " + parts.keySet() + " of file " + fileId,
          "those that were taken are "
              + stored.keySet()
              + ", and each is named by the id that it was answered",
          "send what is missing, then name all of them");
    }
    if (!parts.containsKey(parts.size())) {
      throw ApiException.badRequest(
          "parts " + parts.keySet() + " of file " + fileId,
          "parts are numbered from 1 without a gap",
          "send what is missing");
    }
    Path joined = folder.incoming().resolve(fileId.toString());
    try {
      join(parts.values().stream().map(part -> folder.part(fileId, part)).toList(), joined);
      Content content = Content.of(joined, file.filename());
      Path target = folder.file(fileId, content.ending);
      Files.move(joined, target, StandardCopyOption.REPLACE_EXISTING);
      folder.sync(target);
      long size = Files.size(target);
      boolean unused =
          database.write(
              sql -> {
                FileStore.complete(sql, fileId, content.type, size, Times.now(clock));
                return true;
              });
      for (String part : parts.values()) {
        Files.deleteIfExists(folder.part(fileId, part));
      }
      return known(fileId);
    } finally {
      Files.deleteIfExists(joined);
    }
  }

  private static void join(List<Path> parts, Path target) throws IOException {
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Path part : parts) {
        try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
          long left = in.size();
          while (left > 0) {
            left -= in.transferTo(in.size() - left, left, out);
          }
        }
      }
    }
  }

  private StoredFile known(UUID id) {
    return database
        .read(sql -> FileStore.find(sql, id))
        .orElseThrow(
            () ->
                ApiException.notFound("file " + id, "there is none of that id", "upload it first"));
  }

  /** Removes files of the data folder that no row knows: leftovers of a crash. */
  public void sweep() throws IOException {
    Set<String> known = database.read(FileStore::names);
    folder.removeFiles(name -> !known.contains(name));
  }

  /** What is in a file, by its first bytes and, for packed ones, its name. */
  private enum Content {
    PARQUET(".parquet", StoredFile.Type.PARQUET),
    CSV(".csv", StoredFile.Type.CSV),
    PACKED_CSV(".csv.gz", StoredFile.Type.CSV),
    FOLDER(".tar.gz", StoredFile.Type.TAR_GZ);

    private final String ending;
    private final StoredFile.Type type;

    Content(String ending, StoredFile.Type type) {
      this.ending = ending;
      this.type = type;
    }

    static Content of(Path file, String filename) throws IOException {
      byte[] begin;
      try (InputStream stream = Files.newInputStream(file)) {
        begin = stream.readNBytes(4);
      }
      if (begin.length == 4 && begin[0] == 'P' && begin[1] == 'A' && begin[2] == 'R') {
        return PARQUET;
      }
      boolean packed = begin.length >= 2 && begin[0] == 0x1f && (begin[1] & 0xff) == 0x8b;
      String name = filename.toLowerCase(Locale.ROOT);
      if (packed && (name.endsWith(".tar.gz") || name.endsWith(".tgz"))) {
        return FOLDER;
      }
      return packed ? PACKED_CSV : CSV;
    }
  }

  /**
   * A file that is whole.
   *
   * @throws ApiException if there is none of that id, or parts of it are missing
   */
  StoredFile whole(UUID id) {
    StoredFile file = known(id);
    if (file.status() != StoredFile.Status.SUCCESSFUL) {
      throw ApiException.conflict(
          "file " + id + " in status " + file.status(),
          "a file is used when all of its parts are there",
          "end its upload with multipart-complete");
    }
    return file;
  }

  /**
   * Refuses a file that is small and would fill the disk.
   *
   * @throws ProblemException if its values are too large once they are unpacked
   */
  void requireModest(StoredFile file) {
    long limit = Math.max(maxUploadBytes, UNPACKING * file.sizeBytes());
    long bytes = TableFiles.unpackedBytes(path(file), file.filename(), limit + 1);
    if (bytes > limit) {
      throw ProblemException.input(
          file.filename() + " whose values are " + limit + " bytes and more when unpacked",
          "at most the larger of --max-upload and " + UNPACKING + " times its size is taken",
          "publish it in parts, or start the server with a larger --max-upload");
    }
  }

  /** A problem in the words of who uploaded the file: by its name, not by where it is kept. */
  ProblemException named(ProblemException e, StoredFile file) {
    Path path = path(file);
    return e.replacing(path.toString(), file.filename())
        .replacing(String.valueOf(path.getFileName()), file.filename());
  }

  /** Where a file is. */
  Path path(StoredFile file) {
    return Arrays.stream(Content.values())
        .filter(content -> content.type == file.type())
        .map(content -> folder.file(file.id(), content.ending))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.environment(
                    "file " + file.id() + " (" + file.filename() + ")",
                    "it was uploaded and is not in the data folder any more",
                    "upload it again"));
  }
}
