package io.ballast.server.access;

import io.ballast.server.platform.Database;
import io.ballast.server.platform.Ids;
import io.ballast.server.platform.Times;
import io.ballast.tables.ProblemException;
import java.security.SecureRandom;
import java.time.InstantSource;
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
          AccessStore.insertToken(sql, id, administrator.id(), hash, now);
          audit.note(sql, administrator, "create", "token", id, "administrator");
          return token;
        });
  }
}
