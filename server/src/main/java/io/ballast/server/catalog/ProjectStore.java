package io.ballast.server.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of projects. */
final class ProjectStore {

  private static final String SELECT = "SELECT id, name, created_at, updated_at FROM project ";

  private ProjectStore() {}

  static void insert(JdbcClient sql, Project project) {
    sql.sql("INSERT INTO project (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)")
        .params(project.id().toString(), project.name(), project.createdAt(), project.updatedAt())
        .update();
  }

  static void delete(JdbcClient sql, UUID id) {
    sql.sql("DELETE FROM project WHERE id = ?").param(id.toString()).update();
  }

  static List<Project> all(JdbcClient sql) {
    return sql.sql(SELECT + "ORDER BY created_at, id").query((row, n) -> project(row)).list();
  }

  static Optional<Project> find(JdbcClient sql, UUID id) {
    return sql.sql(SELECT + "WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> project(row))
        .optional();
  }

  static Optional<Project> findByName(JdbcClient sql, String name) {
    return sql.sql(SELECT + "WHERE name = ?")
        .param(name)
        .query((row, n) -> project(row))
        .optional();
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        UUID.fromString(row.getString(1)), row.getString(2), row.getLong(3), row.getLong(4));
  }
}
