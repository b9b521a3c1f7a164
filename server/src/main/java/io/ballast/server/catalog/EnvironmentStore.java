package io.ballast.server.catalog;

import io.ballast.eventstore.DatasetVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of environments. */
final class EnvironmentStore {

  private static final String SELECT =
      "SELECT id, model_id, name, type, dataset_name, dataset_version, row_count, created_at,"
          + " updated_at FROM environment ";

  private EnvironmentStore() {}

  static void insert(JdbcClient sql, Environment environment) {
    sql.sql(
            "INSERT INTO environment (id, model_id, name, type, row_count, created_at, updated_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
        .params(
            environment.id().toString(),
            environment.modelId().toString(),
            environment.name(),
            environment.type().name(),
            environment.rowCount(),
            environment.createdAt(),
            environment.updatedAt())
        .update();
  }

  static void fill(JdbcClient sql, UUID id, DatasetVersion dataset, long rows, long at) {
    sql.sql(
            "UPDATE environment SET dataset_name = ?, dataset_version = ?, row_count = ?,"
                + " updated_at = ? WHERE id = ?")
        .params(dataset.name(), dataset.version(), rows, at, id.toString())
        .update();
  }

  static void deleteEmpty(JdbcClient sql, UUID id) {
    sql.sql(
            "DELETE FROM environment WHERE id = ? AND type = 'PRE_PRODUCTION' AND"
                + " dataset_name IS NULL")
        .param(id.toString())
        .update();
  }

  static void deleteOfModel(JdbcClient sql, UUID modelId) {
    sql.sql("DELETE FROM environment WHERE model_id = ?").param(modelId.toString()).update();
  }

  static Optional<Environment> find(JdbcClient sql, UUID id) {
    return sql.sql(SELECT + "WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> environment(row))
        .optional();
  }

  static List<Environment> ofModel(JdbcClient sql, UUID modelId) {
    return sql.sql(SELECT + "WHERE model_id = ? ORDER BY created_at, id")
        .param(modelId.toString())
        .query((row, n) -> environment(row))
        .list();
  }

  static List<Environment> all(JdbcClient sql) {
    return sql.sql(SELECT + "ORDER BY created_at, id").query((row, n) -> environment(row)).list();
  }

  private static Environment environment(ResultSet row) throws SQLException {
    String dataset = row.getString(5);
    return new Environment(
        UUID.fromString(row.getString(1)),
        UUID.fromString(row.getString(2)),
        row.getString(3),
        EnvironmentType.valueOf(row.getString(4)),
        dataset == null ? null : new DatasetVersion(dataset, row.getInt(6)),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9));
  }
}
