package io.ballast.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of installation, principals, tokens and audit rows. */
final class AccessStore {

  private static final String TOKEN =
      "SELECT t.id, t.name, p.id, p.full_name, p.email, t.created_at FROM access_token t"
          + " JOIN principal p ON p.id = t.principal_id ";

  private AccessStore() {}

  static Optional<Installation> installation(JdbcClient sql) {
    return sql.sql(
            "SELECT organization_id, organization_name, token_salt, link_key FROM installation")
        .query(
            (row, n) ->
                new Installation(
                    UUID.fromString(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)))
        .optional();
  }

  static void insert(JdbcClient sql, Installation installation) {
    sql.sql(
            "INSERT INTO installation (organization_id, organization_name, token_salt, link_key)"
                + " VALUES (?, ?, ?, ?)")
        .params(
            installation.organizationId().toString(),
            installation.organizationName(),
            installation.tokenSalt(),
            installation.linkKey())
        .update();
  }

  static void insert(JdbcClient sql, Principal principal, long at) {
    sql.sql("INSERT INTO principal (id, full_name, email, created_at) VALUES (?, ?, ?, ?)")
        .params(principal.id().toString(), principal.fullName(), principal.email(), at)
        .update();
  }

  static Optional<Principal> principal(JdbcClient sql, UUID id) {
    return sql.sql("SELECT id, full_name, email FROM principal WHERE id = ?")
        .param(id.toString())
        .query((row, n) -> principal(row.getString(1), row.getString(2), row.getString(3)))
        .optional();
  }

  static Optional<Principal> byEmail(JdbcClient sql, String email) {
    return sql.sql("SELECT id, full_name, email FROM principal WHERE email = ?")
        .param(email)
        .query((row, n) -> principal(row.getString(1), row.getString(2), row.getString(3)))
        .optional();
  }

  static Optional<Principal> byTokenHash(JdbcClient sql, String hash) {
    return sql.sql(
            "SELECT p.id, p.full_name, p.email FROM access_token t"
                + " JOIN principal p ON p.id = t.principal_id WHERE t.token_hash = ?")
        .param(hash)
        .query((row, n) -> principal(row.getString(1), row.getString(2), row.getString(3)))
        .optional();
  }

  private static Principal principal(String id, String fullName, String email) {
    return new Principal(UUID.fromString(id), fullName, email);
  }

  static void insertToken(JdbcClient sql, UUID id, UUID principal, String hash, long at) {
    insertToken(sql, id, principal, "administrator", hash, at);
  }

  static void insertToken(
      JdbcClient sql, UUID id, UUID principal, String name, String hash, long at) {
    sql.sql(
            "INSERT INTO access_token (id, principal_id, name, token_hash, created_at)"
                + " VALUES (?, ?, ?, ?, ?)")
        .params(id.toString(), principal.toString(), name, hash, at)
        .update();
  }

  static Optional<Token> tokenByHash(JdbcClient sql, String hash) {
    return sql.sql(TOKEN + "WHERE t.token_hash = ?")
        .param(hash)
        .query((row, n) -> token(row))
        .optional();
  }

  static List<Token> tokens(JdbcClient sql) {
    return sql.sql(TOKEN + "ORDER BY t.created_at, t.id").query((row, n) -> token(row)).list();
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        principal(row.getString(3), row.getString(4), row.getString(5)),
        row.getLong(6));
  }

  static int deleteToken(JdbcClient sql, UUID id) {
    return sql.sql("DELETE FROM access_token WHERE id = ?").param(id.toString()).update();
  }

  static int deleteTokens(JdbcClient sql, UUID principal) {
    return sql.sql("DELETE FROM access_token WHERE principal_id = ?")
        .param(principal.toString())
        .update();
  }

  static void insert(JdbcClient sql, AuditRow row) {
    sql.sql(
            "INSERT INTO audit (id, at, principal_id, action, object_kind, object_id, object_name,"
                + " detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            row.id().toString(),
            row.at(),
            row.principal().toString(),
            row.action(),
            row.objectKind(),
            row.objectId(),
            row.objectName(),
            row.detail())
        .update();
  }

  static List<AuditRow> newestRows(JdbcClient sql, int limit) {
    return sql.sql(
            "SELECT id, at, principal_id, action, object_kind, object_id, object_name, detail"
                + " FROM audit ORDER BY at DESC, rowid DESC LIMIT ?")
        .param(limit)
        .query(
            (row, n) ->
                new AuditRow(
                    UUID.fromString(row.getString(1)),
                    row.getLong(2),
                    UUID.fromString(row.getString(3)),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getString(8)))
        .list();
  }
}
