package io.ballast.server.catalog;

import io.ballast.server.platform.Json;
import io.ballast.server.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of models. */
final class ModelStore {

  private static final String SELECT =
      "SELECT m.id, p.id, p.name, p.created_at, p.updated_at, m.name, m.version, m.input_type,"
          + " m.task, m.task_params, m.schema_json, m.spec_json, m.xai_params, m.description, m.bins_revision,"
          + " m.event_id_col, m.event_ts_col, m.event_ts_format, m.created_at, m.updated_at,"
          + " m.created_by, m.updated_by FROM model m JOIN project p ON p.id = m.project_id ";

  private ModelStore() {}

  static void insert(JdbcClient sql, Model model) {
    Sql.update(
        sql,
        "INSERT INTO model (id, project_id, name, version, active, input_type, task,"
            + " task_params, schema_json, spec_json, xai_params, description, bins_revision, event_id_col,"
            + " event_ts_col, event_ts_format, created_at, updated_at, created_by, updated_by)"
            + " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        model.id().toString(),
        model.project().id().toString(),
        model.name(),
        model.version(),
        model.inputType(),
        model.task().word(),
        Json.text(model.taskParams()),
        Json.text(model.schema()),
        Json.text(model.spec()),
        Json.text(model.xaiParams()),
        model.description(),
        model.binsRevision(),
        model.time().id(),
        model.time().time(),
        model.time().format(),
        model.changes().createdAt(),
        model.changes().updatedAt(),
        model.changes().createdBy().toString(),
        model.changes().updatedBy().toString());
  }

  static void update(JdbcClient sql, Model model) {
    Sql.update(
        sql,
        "UPDATE model SET version = ?, task_params = ?, schema_json = ?, spec_json = ?,"
            + " xai_params = ?, description = ?, bins_revision = ?, event_id_col = ?, event_ts_col = ?,"
            + " event_ts_format = ?, updated_at = ?, updated_by = ? WHERE id = ?",
        model.version(),
        Json.text(model.taskParams()),
        Json.text(model.schema()),
        Json.text(model.spec()),
        Json.text(model.xaiParams()),
        model.description(),
        model.binsRevision(),
        model.time().id(),
        model.time().time(),
        model.time().format(),
        model.changes().updatedAt(),
        model.changes().updatedBy().toString(),
        model.id().toString());
  }

  static void delete(JdbcClient sql, UUID id) {
    sql.sql("DELETE FROM model WHERE id = ?").param(id.toString()).update();
  }

  static Optional<Model> find(JdbcClient sql, UUID id) {
    return sql.sql(SELECT + "WHERE m.id = ?")
        .param(id.toString())
        .query((row, n) -> model(row))
        .optional();
  }

  static Optional<Model> find(JdbcClient sql, UUID projectId, String name, String version) {
    return sql.sql(SELECT + "WHERE p.id = ? AND m.name = ? AND m.version = ?")
        .params(projectId.toString(), name, version)
        .query((row, n) -> model(row))
        .optional();
  }

  static List<Model> all(JdbcClient sql) {
    return sql.sql(SELECT + "ORDER BY m.created_at, m.id").query((row, n) -> model(row)).list();
  }

  static List<Model> ofProject(JdbcClient sql, UUID projectId) {
    return sql.sql(SELECT + "WHERE p.id = ? ORDER BY m.created_at, m.id")
        .param(projectId.toString())
        .query((row, n) -> model(row))
        .list();
  }

  private static Model model(ResultSet row) throws SQLException {
    return new Model(
        UUID.fromString(row.getString(1)),
        new Project(
            UUID.fromString(row.getString(2)), row.getString(3), row.getLong(4), row.getLong(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        Task.of(row.getString(9)),
        Json.parseObject(row.getString(10)),
        Json.parseObject(row.getString(11)),
        Json.parseObject(row.getString(12)),
        Json.parseObject(row.getString(13)),
        row.getString(14),
        row.getInt(15),
        new Model.EventColumns(row.getString(16), row.getString(17), row.getString(18)),
        new Model.Changes(
            row.getLong(19),
            row.getLong(20),
            UUID.fromString(row.getString(21)),
            UUID.fromString(row.getString(22))));
  }
}
