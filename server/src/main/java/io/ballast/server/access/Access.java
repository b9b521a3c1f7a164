package io.ballast.server.access;

import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import io.ballast.tables.ProblemException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The door of access: who a token belongs to, and how the first one comes to be. */
public final class Access {

  private static final String ADMINISTRATOR = "admin@localhost";

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Installation installation;
  private final @Nullable String firstToken;

  private Access(
      Database database,
      Ids ids,
      InstantSource clock,
      SecureRandom random,
      Installation installation,
      @Nullable String firstToken) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
    this.installation = installation;
    this.firstToken = firstToken;
  }

  /**
   * Access to a data folder; a new one gets its installation and administrator.
   *
   * @param adminToken of a new folder; null: one is generated
   */
  public static Access open(
      Database database, Ids ids, InstantSource clock, @Nullable String adminToken) {
    SecureRandom random = new SecureRandom();
    Optional<Installation> known = database.read(AccessStore::installation);
    if (known.isPresent()) {
      return new Access(database, ids, clock, random, known.get(), null);
    }
    String token = adminToken == null ? Tokens.generate(random) : adminToken;
    Installation made =
        new Installation(ids.next(), "ballast", Tokens.secret(random), Tokens.secret(random));
    Principal administrator = new Principal(ids.next(), "Administrator", ADMINISTRATOR);
    long now = Times.now(clock);
    String hash = Tokens.hash(made.tokenSalt(), token);
    UUID tokenId = ids.next();
    boolean unused =
        database.write(
            sql -> {
              AccessStore.insert(sql, made);
              AccessStore.insert(sql, administrator, now);
              AccessStore.insertToken(sql, tokenId, administrator.id(), hash, now);
              return true;
            });
    return new Access(database, ids, clock, random, made, adminToken == null ? token : null);
  }

  /** The token that was generated for a new folder, to be shown once; null without. */
  public @Nullable String firstToken() {
    return firstToken;
  }

  /** What makes this data folder one of a kind. */
  public Installation installation() {
    return installation;
  }

  /** Whose token that is; empty when it is nobody's. */
  public Optional<Principal> find(String token) {
    String hash = Tokens.hash(installation.tokenSalt(), token);
    return database.read(sql -> AccessStore.byTokenHash(sql, hash));
  }

  /** The token of that text; empty when there is none. */
  public Optional<Token> token(String text) {
    String hash = Tokens.hash(installation.tokenSalt(), text);
    return database.read(sql -> AccessStore.tokenByHash(sql, hash));
  }

  /** All tokens, oldest first. */
  public List<Token> tokens() {
    return database.read(AccessStore::tokens);
  }

  /**
   * A token that was made.
   *
   * @param text shown once: only its hash is kept
   */
  public record NewToken(Token token, String text) {
    /** Without the text. */
    @Override
    public String toString() {
      return "NewToken " + token.id();
    }
  }

  /** Makes a token for whoever asks. */
  public NewToken createToken(Principal principal, String name, Audit audit) {
    String text = Tokens.generate(random);
    String hash = Tokens.hash(installation.tokenSalt(), text);
    Token token = new Token(ids.next(), name, principal, Times.now(clock));
    return database.write(
        sql -> {
          AccessStore.insertToken(sql, token.id(), principal.id(), name, hash, token.createdAt());
          audit.note(sql, principal, "create", "token", token.id(), name);
          return new NewToken(token, text);
        });
  }

  /** How a wish to revoke a token ended. */
  public enum Revoked {
    /** It works no more. */
    DONE,
    /** There is none of that id. */
    UNKNOWN,
    /** It is the only one: nobody could come in without it. */
    LAST
  }

  /** Revokes a token; sessions that were opened with it end. */
  public Revoked revokeToken(Principal principal, UUID id, Audit audit) {
    return database.write(
        sql -> {
          List<Token> tokens = AccessStore.tokens(sql);
          Optional<Token> found = tokens.stream().filter(t -> t.id().equals(id)).findFirst();
          if (found.isEmpty()) {
            return Revoked.UNKNOWN;
          }
          if (tokens.size() == 1) {
            return Revoked.LAST;
          }
          AccessStore.deleteToken(sql, id);
          SessionStore.deleteOfToken(sql, id);
          audit.note(sql, principal, "delete", "token", id, found.get().name());
          return Revoked.DONE;
        });
  }

  /** A principal by id. */
  public Optional<Principal> principal(UUID id) {
    return database.read(sql -> AccessStore.principal(sql, id));
  }

  /**
   * Makes a new administrator token; all earlier ones stop to work.
   *
   * @throws ProblemException if the folder has no administrator
   */
  public String renewAdministrator(Audit audit) {
    String token = Tokens.generate(random);
    String hash = Tokens.hash(installation.tokenSalt(), token);
    UUID id = ids.next();
    long now = Times.now(clock);
    return database.write(
        sql -> {
          Principal administrator =
              AccessStore.byEmail(sql, ADMINISTRATOR)
                  .orElseThrow(
                      () ->
                          ProblemException.environment(
                              "no administrator",
                              "a data folder has one from its first start on",
                              "start ballast serve with that folder once"));
          AccessStore.deleteTokens(sql, administrator.id());
          SessionStore.deleteOfPrincipal(sql, administrator.id());
          AccessStore.insertToken(sql, id, administrator.id(), hash, now);
          audit.note(sql, administrator, "create", "token", id, "administrator");
          return token;
        });
  }
}
