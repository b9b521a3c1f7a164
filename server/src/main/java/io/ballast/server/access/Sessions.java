package io.ballast.server.access;

import io.ballast.server.platform.Database;
import io.ballast.server.platform.Times;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in to the pages. The browser holds a secret, the database its hash; a session ends
 * by log-out, with its token, or after {@link #LONGEST}. Thread-safe.
 */
public final class Sessions {

  /** How long a session holds at most. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final int SECRET_LENGTH = 64;

  private final Database database;
  private final Access access;
  private final SignedLinks links;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Sessions in that database. */
  public Sessions(Database database, Access access, SignedLinks links, InstantSource clock) {
    this.database = database;
    this.access = access;
    this.links = links;
    this.clock = clock;
  }

  /**
   * A session.
   *
   * @param principal who is logged in
   * @param formKey what each of its forms carries, so that no other site can send one
   */
  public record Session(Principal principal, String formKey) {
    /** Without the key. */
    @Override
    public String toString() {
      return "Session of " + principal.id();
    }
  }

  /** Opens a session of whose token that is: the secret for the browser; empty for nobody's. */
  public Optional<String> open(String token) {
    return access.token(token).map(found -> open(found.principal().id(), found.id()));
  }

  /** Opens a session by a signed link that was not used before; empty when it does not hold. */
  public Optional<String> open(String path, String expires, String principal, String signature) {
    Optional<UUID> holder = links.check(path, expires, principal, signature);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    long until = Times.now(clock) + 2 * SignedLinks.LONGEST.toSeconds() * 1_000_000;
    boolean first = database.write(sql -> SessionStore.use(sql, signature, until));
    return first ? Optional.of(open(holder.get(), null)) : Optional.empty();
  }

  private String open(UUID principal, @Nullable UUID token) {
    String secret = Tokens.secret(random);
    long now = Times.now(clock);
    boolean unused =
        database.write(
            sql -> {
              SessionStore.deleteExpired(sql, now);
              SessionStore.insert(
                  sql, hash(secret), principal, token, now + LONGEST.toSeconds() * 1_000_000);
              return true;
            });
    return secret;
  }

  /** The session of a browser's secret; empty when it has ended. */
  public Optional<Session> find(String secret) {
    if (secret.length() != SECRET_LENGTH) {
      return Optional.empty();
    }
    return database
        .read(sql -> SessionStore.find(sql, hash(secret), Times.now(clock)))
        .map(principal -> new Session(principal, formKey(secret)));
  }

  /** Whether a form carries the key of its session. */
  public static boolean isGenuine(Session session, @Nullable String formKey) {
    return formKey != null
        && MessageDigest.isEqual(
            session.formKey().getBytes(StandardCharsets.UTF_8),
            formKey.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends a session. */
  public void close(String secret) {
    boolean unused =
        database.write(
            sql -> {
              SessionStore.delete(sql, hash(secret));
              return true;
            });
  }

  private String hash(String secret) {
    return Tokens.hash(access.installation().tokenSalt(), "session " + secret);
  }

  private String formKey(String secret) {
    return Tokens.hash(access.installation().tokenSalt(), "form " + secret);
  }
}
