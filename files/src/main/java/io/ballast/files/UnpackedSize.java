package io.ballast.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** How large the values of a file are once they are unpacked. */
final class UnpackedSize {

  private static final long FIXED_BYTES = 8;
  private static final int BUFFER = 1 << 16;

  private UnpackedSize() {}

  /**
   * The bytes of a packed text, counted up to a limit.
   *
   * @return at least {@code limit} when it is reached
   */
  static long ofGzip(Path file, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int read = in.read(buffer);
      while (read >= 0 && bytes < limit) {
        bytes += read;
        read = in.read(buffer);
      }
    }
    return bytes;
  }

  /** The bytes of the values of a Parquet file: eight for each that is no text and no list. */
  static long ofParquet(Path file) {
    try (DuckDb database = DuckDb.inMemory(DuckDbSettings.defaults())) {
      String source = "read_parquet(" + Sql.file(file) + ", hive_partitioning=false)";
      List<String> sums = new ArrayList<>(List.of("count(*) * 0.0"));
      database.query(
          "DESCRIBE SELECT * FROM " + source,
          List.of(),
          row -> sums.add(sum(Sql.name(row.getString(1)), row.getString(2))));
      return database
          .query(
              "SELECT " + String.join(" + ", sums) + " FROM " + source,
              List.of(),
              row -> (long) row.getDouble(1))
          .get(0);
    }
  }

  private static String sum(String column, String type) {
    if (type.equals("VARCHAR")) {
      return "coalesce(sum(strlen(" + column + ")), 0)";
    }
    if (type.equals("BLOB")) {
      return "coalesce(sum(octet_length(" + column + ")), 0)";
    }
    if (type.endsWith("[]")) {
      return "coalesce(sum(len(" + column + ")), 0) * " + FIXED_BYTES;
    }
    return "count(*) * " + FIXED_BYTES;
  }
}
