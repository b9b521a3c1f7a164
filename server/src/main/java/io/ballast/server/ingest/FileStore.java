package io.ballast.server.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of uploaded files. */
final class FileStore {

  private FileStore() {}

  static void insert(JdbcClient sql, StoredFile file) {
    sql.sql(
            "INSERT INTO stored_file (id, filename, type, status, size_bytes, created_at,"
                + " updated_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            file.id().toString(),
            file.filename(),
            file.type().name(),
            file.status().name(),
            file.sizeBytes(),
            file.createdAt(),
            file.updatedAt(),
            file.createdBy().toString())
        .update();
  }

  static Optional<StoredFile> find(JdbcClient sql, UUID id) {
    return sql.sql(
            "SELECT id, filename, type, status, size_bytes, created_at, updated_at, created_by"
                + " FROM stored_file WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> file(row))
        .optional();
  }

  static void putPart(JdbcClient sql, UUID fileId, int number, String partId, long size) {
    sql.sql(
            "INSERT INTO file_part (file_id, part_number, part_id, size_bytes) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (file_id, part_number) DO UPDATE SET part_id = excluded.part_id,"
                + " size_bytes = excluded.size_bytes")
        .params(fileId.toString(), number, partId, size)
        .update();
  }

  /** Id of each part by number. */
  static Map<Integer, String> parts(JdbcClient sql, UUID fileId) {
    Map<Integer, String> parts = new TreeMap<>();
    sql.sql("SELECT part_number, part_id FROM file_part WHERE file_id = ?")
        .param(fileId.toString())
        .query(
            row -> {
              parts.put(row.getInt(1), row.getString(2));
            });
    return parts;
  }

  static void complete(JdbcClient sql, UUID fileId, StoredFile.Type type, long size, long at) {
    sql.sql(
            "UPDATE stored_file SET status = 'SUCCESSFUL', type = ?, size_bytes = ?,"
                + " updated_at = ? WHERE id = ?")
        .params(type.name(), size, at, fileId.toString())
        .update();
    sql.sql("DELETE FROM file_part WHERE file_id = ?").param(fileId.toString()).update();
  }

  /** The first part of the names that files and parts have in the data folder. */
  static Set<String> names(JdbcClient sql) {
    Set<String> names = new HashSet<>();
    sql.sql("SELECT id FROM stored_file")
        .query(
            row -> {
              names.add(row.getString(1));
            });
    sql.sql("SELECT file_id, part_id FROM file_part")
        .query(
            row -> {
              names.add(row.getString(1) + "." + row.getString(2));
            });
    return names;
  }

  private static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        StoredFile.Type.valueOf(row.getString(3)),
        StoredFile.Status.valueOf(row.getString(4)),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        UUID.fromString(row.getString(8)));
  }
}
