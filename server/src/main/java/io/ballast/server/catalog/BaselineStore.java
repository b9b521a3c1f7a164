package io.ballast.server.catalog;

import io.ballast.server.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of baselines. */
final class BaselineStore {

  private static final String COLUMNS =
      "id, model_id, environment_id, name, type, start_time, end_time, in_millis, offset_delta,"
          + " window_bin_size, row_count, created_at, updated_at";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM baseline ";

  private BaselineStore() {}

  static void insert(JdbcClient sql, Baseline baseline) {
    Sql.update(
        sql,
        "INSERT INTO baseline (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        baseline.id().toString(),
        baseline.modelId().toString(),
        baseline.environmentId().toString(),
        baseline.name(),
        baseline.type().name(),
        baseline.startMicros(),
        baseline.endMicros(),
        baseline.inMillis() ? 1 : 0,
        baseline.offsetDelta(),
        baseline.windowBinSize(),
        baseline.rowCount(),
        baseline.createdAt(),
        baseline.updatedAt());
  }

  static void delete(JdbcClient sql, UUID id) {
    sql.sql("DELETE FROM baseline WHERE id = ?").param(id.toString()).update();
  }

  static void deleteOfModel(JdbcClient sql, UUID modelId) {
    sql.sql("DELETE FROM baseline WHERE model_id = ?").param(modelId.toString()).update();
  }

  static Optional<Baseline> find(JdbcClient sql, UUID id) {
    return sql.sql(SELECT + "WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> baseline(row))
        .optional();
  }

  static Optional<Baseline> findByName(JdbcClient sql, UUID modelId, String name) {
    return sql.sql(SELECT + "WHERE model_id = ? AND name = ?")
        .params(modelId.toString(), name)
        .query((row, n) -> baseline(row))
        .optional();
  }

  static List<Baseline> all(JdbcClient sql) {
    return sql.sql(SELECT + "ORDER BY created_at, id").query((row, n) -> baseline(row)).list();
  }

  static List<Baseline> ofModel(JdbcClient sql, UUID modelId) {
    return sql.sql(SELECT + "WHERE model_id = ? ORDER BY created_at, id")
        .param(modelId.toString())
        .query((row, n) -> baseline(row))
        .list();
  }

  private static Baseline baseline(ResultSet row) throws SQLException {
    return new Baseline(
        UUID.fromString(row.getString(1)),
        UUID.fromString(row.getString(2)),
        UUID.fromString(row.getString(3)),
        row.getString(4),
        Baseline.Type.valueOf(row.getString(5)),
        whole(row, 6),
        whole(row, 7),
        row.getBoolean(8),
        small(row, 9),
        row.getString(10),
        whole(row, 11),
        row.getLong(12),
        row.getLong(13));
  }

  private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Integer small(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
