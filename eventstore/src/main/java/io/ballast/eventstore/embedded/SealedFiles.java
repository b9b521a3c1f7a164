package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventField;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes sealed files: under a temporary name, made durable, renamed, the folder made durable. The
 * row in the manifest follows and is what counts; a file without one is an orphan.
 */
final class SealedFiles {

  private final StoreFolder folder;
  private final Manifest manifest;
  private final FileLeases leases;

  SealedFiles(StoreFolder folder, Manifest manifest, FileLeases leases) {
    this.folder = folder;
    this.manifest = manifest;
    this.leases = leases;
  }

  /**
   * Writes a part.
   *
   * @param rows a query for rows with the columns of a table of events
   * @param sources hot parts that may still hold the rows
   * @return the part, not yet in the manifest; null when there are no rows
   */
  @Nullable SealedPart write(
      DuckDb connection, SetRecord record, @Nullable Integer day, Query rows, Set<Long> sources) {
    long id = manifest.nextId("part");
    String path = StoreFolder.partPath(record.id(), day, id);
    Path file = folder.resolve(path);
    Path temporary = file.resolveSibling(file.getFileName() + StoreFolder.TEMPORARY);
    try {
      leases.create(temporary);
      Written written = copy(connection, rows, temporary, "");
      if (written.rows() == 0) {
        return null;
      }
      String sha256 = sha256(temporary);
      publish(temporary, file);
      return new SealedPart(
          id,
          day,
          path,
          written.rows(),
          Files.size(file),
          sha256,
          record.schema().version(),
          written.maxSequence(),
          sources);
    } catch (IOException e) {
      throw problem(file, e);
    } finally {
      leases.deleteWhenFree(List.of(temporary));
    }
  }

  private static ProblemException problem(Path file, IOException e) {
    return ProblemException.environment(
        file + " cannot be written (" + e + ")",
        "sealed events are kept there",
        "make room on the disk or mend its permissions, then try again");
  }

  /**
   * A query and the values of its question marks.
   *
   * @param sql the query
   * @param parameters its values
   */
  record Query(String sql, List<Object> parameters) {}

  private record Written(long rows, long maxSequence) {}

  /** Copies the rows of a query to a Parquet file. */
  private static Written copy(DuckDb connection, Query rows, Path file, String options) {
    connection.execute(
        "COPY ("
            + rows.sql()
            + ") TO "
            + Sql.text(file.toString())
            + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false"
            + options
            + ")",
        rows.parameters().toArray());
    return connection
        .query(
            "SELECT count(*), coalesce(max("
                + EventField.RECEIVED_SEQUENCE.columnName()
                + "), -1) FROM read_parquet("
                + Sql.text(file.toString())
                + ", hive_partitioning = false)",
            List.of(),
            row -> new Written(row.getLong(1), row.getLong(2)))
        .get(0);
  }

  /** Copies the rows of a query, with a document, to a file that is not part of the store. */
  static long export(DuckDb connection, Query rows, Path target, String name, String document) {
    try {
      if (Files.exists(target)) {
        throw ProblemException.input(
            target + " is there already",
            "an export overwrites nothing",
            "choose another name or remove the file");
      }
      Path temporary = target.resolveSibling(target.getFileName() + StoreFolder.TEMPORARY);
      try {
        Written written =
            copy(
                connection,
                rows,
                temporary,
                ", KV_METADATA {" + name + ": " + Sql.text(document) + "}");
        publish(temporary, target);
        return written.rows();
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw exportProblem(target, e.toString());
    } catch (DuckDbException e) {
      if (String.valueOf(e.getMessage()).contains(target.toString())) {
        throw exportProblem(target, StoreProblems.firstLine(e));
      }
      throw e;
    }
  }

  private static ProblemException exportProblem(Path target, String reason) {
    return ProblemException.environment(
        target + " cannot be written (" + reason + ")",
        "the export goes there",
        "make room on the disk or choose another folder");
  }

  private static void publish(Path temporary, Path file) throws IOException {
    StoreFolder.syncFile(temporary);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      StoreFolder.syncFolder(parent);
      // The folder of a day is new with its first part: its entry must be durable too.
      Path above = parent.getParent();
      if (above != null) {
        StoreFolder.syncFolder(above);
      }
    }
  }

  /**
   * Whether a file is the one that was written.
   *
   * @param checksum whether its content is looked at as well, and not only its size
   * @throws UncheckedIOException if it cannot be read
   */
  static boolean isSound(Path file, SealedPart part, boolean checksum) {
    try {
      return Files.exists(file)
          && Files.size(file) == part.bytes()
          && (!checksum || sha256(file).equals(part.sha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("each JDK has SHA-256", e);
    }
  }
}
