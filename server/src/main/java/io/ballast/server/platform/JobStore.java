package io.ballast.server.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of jobs. */
final class JobStore {

  private static final String COLUMNS =
      "id, kind, name, status, progress, input, info, once_key, model_id, parent_id, principal_id,"
          + " error_message, error_reason, extras, created_at";

  private JobStore() {}

  static void insert(JdbcClient sql, Job job) {
    Sql.update(
        sql,
        "INSERT INTO job (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        job.id().toString(),
        job.kind(),
        job.name(),
        job.status().name(),
        job.progress(),
        Json.text(job.input()),
        Json.text(job.info()),
        job.onceKey(),
        text(job.model()),
        text(job.parent()),
        job.principal().toString(),
        job.errorMessage(),
        job.errorReason(),
        Json.text(job.extras()),
        job.createdAt());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  static Optional<Job> find(JdbcClient sql, UUID id) {
    return sql.sql("SELECT " + COLUMNS + " FROM job WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> job(row))
        .optional();
  }

  static Optional<Job> findOnce(JdbcClient sql, String onceKey) {
    return sql.sql("SELECT " + COLUMNS + " FROM job WHERE once_key = ?")
        .param(onceKey)
        .query((row, n) -> job(row))
        .optional();
  }

  static List<Job> open(JdbcClient sql) {
    return sql.sql(
            "SELECT "
                + COLUMNS
                + " FROM job WHERE status IN ('PENDING', 'STARTED') ORDER BY created_at, id")
        .query((row, n) -> job(row))
        .list();
  }

  static List<Job> newest(JdbcClient sql, int limit) {
    return sql.sql("SELECT " + COLUMNS + " FROM job ORDER BY created_at DESC, id LIMIT ?")
        .param(limit)
        .query((row, n) -> job(row))
        .list();
  }

  static boolean start(JdbcClient sql, UUID id, long at) {
    return Sql.update(
            sql,
            "UPDATE job SET status = 'STARTED', started_at = ?"
                + " WHERE id = ? AND status IN ('PENDING', 'STARTED')",
            at,
            id.toString())
        == 1;
  }

  static boolean end(
      JdbcClient sql,
      UUID id,
      JobStatus status,
      double progress,
      @Nullable String message,
      @Nullable String reason,
      ObjectNode extras,
      long at) {
    return Sql.update(
            sql,
            "UPDATE job SET status = ?, progress = ?, error_message = ?, error_reason = ?,"
                + " extras = ?, ended_at = ?, once_key = CASE WHEN ? = 1 THEN once_key END"
                + " WHERE id = ? AND status IN ('PENDING', 'STARTED')",
            status.name(),
            progress,
            message,
            reason,
            Json.text(extras),
            at,
            status == JobStatus.SUCCESS ? 1 : 0,
            id.toString())
        == 1;
  }

  static void log(JdbcClient sql, UUID job, long at, String level, String message) {
    Sql.update(
        sql,
        "INSERT INTO job_log (job_id, line, at, level, message) VALUES (?,"
            + " (SELECT count(*) FROM job_log WHERE job_id = ?), ?, ?, ?)",
        job.toString(),
        job.toString(),
        at,
        level,
        message);
  }

  /**
   * One line of a job's log.
   *
   * @param at microseconds since 1970
   */
  record LogLine(long at, String level, String message) {}

  static List<LogLine> logLines(JdbcClient sql, UUID job) {
    return sql.sql("SELECT at, level, message FROM job_log WHERE job_id = ? ORDER BY line")
        .param(job.toString())
        .query((row, n) -> new LogLine(row.getLong(1), row.getString(2), row.getString(3)))
        .list();
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        row.getString(3),
        JobStatus.valueOf(row.getString(4)),
        row.getDouble(5),
        Json.parseObject(row.getString(6)),
        Json.parseObject(row.getString(7)),
        row.getString(8),
        uuid(row.getString(9)),
        uuid(row.getString(10)),
        UUID.fromString(row.getString(11)),
        row.getString(12),
        row.getString(13),
        Json.parseObject(row.getString(14)),
        row.getLong(15));
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
