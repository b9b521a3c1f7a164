package io.ballast.server.web;

import io.ballast.server.access.Access;
import io.ballast.server.access.Audit;
import io.ballast.server.access.Permission;
import io.ballast.server.access.Token;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Times;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Tokens: list, make, revoke. */
public final class TokenRoutes implements Routes {

  private final Access access;
  private final Audit audit;
  private final ListView<Token> view;

  /** Routes over that access. */
  public TokenRoutes(Access access, Audit audit) {
    this.access = access;
    this.audit = audit;
    this.view =
        new ListView<Token>(TokenRoutes::toJson)
            .field("id", token -> token.id().toString())
            .field("name", Token::name)
            .field("created_at", Token::createdAt);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            "/v3/tokens",
            Permission.TOKEN_WRITE,
            call -> Answer.page(view.page(call, access.tokens()))),
        Route.post("/v3/tokens", Permission.TOKEN_WRITE, this::create),
        Route.delete("/v3/tokens/{id}", Permission.TOKEN_WRITE, this::revoke));
  }

  private Answer create(Call call) {
    String name = Members.of(call.json()).name("name");
    Access.NewToken made = access.createToken(call.principal(), name, audit);
    return Answer.data(toJson(made.token()).put("token", made.text()));
  }

  private Answer revoke(Call call) {
    UUID id = call.id("id", "token");
    return switch (access.revokeToken(call.principal(), id, audit)) {
      case DONE -> Answer.data(Json.object());
      case UNKNOWN ->
          throw ApiException.notFound(
              "token " + id, "there is none of that id", "take the id from a list of tokens");
      case LAST ->
          throw ApiException.conflict(
              "token " + id,
              "it is the only one, without it nobody could come in",
              "make another one first");
    };
  }

  private static ObjectNode toJson(Token token) {
    return Json.object()
        .put("id", token.id().toString())
        .put("name", token.name())
        .put("email", token.principal().email())
        .put("created_at", Times.text(token.createdAt()));
  }
}
