package io.ballast.server.access;

import io.ballast.server.platform.Sql;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of sessions and used links. */
final class SessionStore {

  private SessionStore() {}

  static void insert(
      JdbcClient sql, String hash, UUID principal, @Nullable UUID token, long expiresAt) {
    Sql.update(
        sql,
        "INSERT INTO page_session (session_hash, principal_id, token_id, expires_at)"
            + " VALUES (?, ?, ?, ?)",
        hash,
        principal.toString(),
        token == null ? null : token.toString(),
        expiresAt);
  }

  static Optional<Principal> find(JdbcClient sql, String hash, long now) {
    return sql.sql(
            "SELECT p.id, p.full_name, p.email FROM page_session s"
                + " JOIN principal p ON p.id = s.principal_id"
                + " WHERE s.session_hash = ? AND s.expires_at > ?")
        .params(hash, now)
        .query(
            (row, n) ->
                new Principal(
                    UUID.fromString(row.getString(1)), row.getString(2), row.getString(3)))
        .optional();
  }

  static void delete(JdbcClient sql, String hash) {
    sql.sql("DELETE FROM page_session WHERE session_hash = ?").param(hash).update();
  }

  static void deleteOfToken(JdbcClient sql, UUID token) {
    sql.sql("DELETE FROM page_session WHERE token_id = ?").param(token.toString()).update();
  }

  static void deleteOfPrincipal(JdbcClient sql, UUID principal) {
    sql.sql("DELETE FROM page_session WHERE principal_id = ?").param(principal.toString()).update();
  }

  static void deleteExpired(JdbcClient sql, long now) {
    sql.sql("DELETE FROM page_session WHERE expires_at <= ?").param(now).update();
    sql.sql("DELETE FROM used_link WHERE expires_at <= ?").param(now).update();
  }

  /** Notes that a link was used; false when it was before. */
  static boolean use(JdbcClient sql, String signature, long expiresAt) {
    return Sql.update(
            sql,
            "INSERT INTO used_link (signature, expires_at) VALUES (?, ?)"
                + " ON CONFLICT (signature) DO NOTHING",
            signature,
            expiresAt)
        == 1;
  }
}
