package io.ballast.server.web;

import io.ballast.server.access.Principal;
import io.ballast.server.platform.Database;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers that were given once are given again to a client that sends the same request with the
 * header {@code X-Fiddler-Client-Retry} within 15 minutes: its first attempt may have been done
 * without that the answer came through.
 */
public final class Replies {

  /** The header of a request that is sent again. */
  public static final String RETRY_HEADER = "X-Fiddler-Client-Retry";

  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofMinutes(15);

  private final Database database;
  private final InstantSource clock;

  /** Replies in that database. */
  public Replies(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Answer answer(Route route, Call call) throws IOException {
    if (!route.method().equals("POST") || call.header(RETRY_HEADER) == null || isForm(call)) {
      return route.handler().handle(call);
    }
    Optional<Answer> given = find(hash(call, call.principal()));
    return given.isPresent() ? given.get() : route.handler().handle(call);
  }

  private static boolean isForm(Call call) {
    String type = call.servletRequest().getContentType();
    return type != null && type.startsWith("multipart/");
  }

  private Optional<Answer> find(String hash) {
    long from = Times.now(clock) - micros();
    return database.read(
        sql ->
            sql.sql("SELECT status, body FROM reply WHERE request_hash = ? AND at >= ?")
                .params(hash, from)
                .query((row, n) -> Answer.json(row.getInt(1), Json.parse(row.getString(2))))
                .optional());
  }

  private static long micros() {
    return KEPT.toSeconds() * 1_000_000;
  }

  /**
   * Keeps an answer, in the transaction of what it tells of.
   *
   * @param answer with an object
   */
  public Answer keep(JdbcClient transaction, Call call, Answer answer) {
    if (answer.object() == null) {
      throw new IllegalArgumentException("the answer is a stream");
    }
    long now = Times.now(clock);
    transaction.sql("DELETE FROM reply WHERE at < ?").param(now - micros()).update();
    transaction
        .sql(
            "INSERT INTO reply (request_hash, at, status, body) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (request_hash) DO UPDATE SET at = excluded.at,"
                + " status = excluded.status, body = excluded.body")
        .params(hash(call, call.principal()), now, answer.status(), Json.text(answer.object()))
        .update();
    return answer;
  }

  /** What a request is told apart by: who asks, what for, and the body. */
  public static String hash(Call call, Principal principal) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head =
          principal.id()
              + "\n"
              + call.servletRequest().getMethod()
              + "\n"
              + call.servletRequest().getRequestURI()
              + "\n";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(call.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
