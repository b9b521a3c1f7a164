package io.ballast.server.pages;

import io.ballast.report.chart.Markup;
import io.ballast.server.access.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Log-in by token or by a one-time link, and log-out. */
final class LoginPages {

  /** Where one-time links lead: each carries a path of its own. */
  static final String LINK = "/login/link/{nonce}";

  private final Frame frame;
  private final Sessions sessions;
  private final SessionCookie cookie;

  LoginPages(Frame frame, Backing backing) {
    this.frame = frame;
    this.sessions = backing.sessions();
    this.cookie = backing.cookie();
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/login", visit -> form(visit, visit.query("to", "/"), "")).forAll(),
        PageRoute.post("/login", this::logIn).forAll(),
        PageRoute.get(LINK, this::byLink).forAll(),
        PageRoute.post("/logout", this::logOut));
  }

  private PageReply form(Visit visit, String to, String error) {
    if (visit.isKnown() && error.isEmpty()) {
      return PageReply.seeOther(local(to));
    }
    int status = error.isEmpty() ? 200 : 401;
    return frame.page(status, visit, "Log in", Frame.Section.NONE, html -> write(html, to, error));
  }

  private static void write(Markup html, String to, String error) {
    html.start("form", "method", "post", "action", "/login", "class", "login");
    html.element("h1", "Log in", "class", "verdict");
    html.empty("input", "type", "hidden", "name", "to", "value", to);
    html.element("label", "Token", "for", "token");
    List<Object> field =
        new ArrayList<>(List.of("id", "token", "name", "token", "type", "password"));
    field.addAll(List.of("autocomplete", "current-password"));
    field.addAll(List.of("aria-describedby", error.isEmpty() ? "where" : "wrong where"));
    if (!error.isEmpty()) {
      field.addAll(List.of("aria-invalid", "true"));
    }
    field.add("required");
    html.empty("input", field.toArray());
    if (!error.isEmpty()) {
      html.element("p", error, "class", "error", "id", "wrong", "role", "alert");
    }
    html.element("button", "Log in", "class", "primary");
    html.start("p", "class", "note", "id", "where");
    html.text("The terminal that started Ballast shows it. Lost: ");
    html.element("code", "ballast token").text(" makes a new one.").end("p").end("form").line();
  }

  private PageReply logIn(Visit visit) throws IOException {
    String to = visit.field("to");
    Optional<String> secret = sessions.open(visit.field("token"));
    return secret
        .map(text -> PageReply.seeOther(local(to)).with("Set-Cookie", cookie.set(text)))
        .orElseGet(
            () -> form(visit, to, "This token is not known here. It may have been revoked."));
  }

  private PageReply byLink(Visit visit) {
    Optional<String> secret =
        sessions.open(
            visit.path(),
            visit.query("expires", ""),
            visit.query("principal", ""),
            visit.query("signature", ""));
    String to = visit.query("to", "/");
    if (secret.isEmpty()) {
      return visit.isKnown()
          ? PageReply.seeOther(local(to))
          : form(
              visit,
              to,
              "This link was used before or is older than 15 minutes. Log in with the token.");
    }
    return PageReply.seeOther(local(to)).with("Set-Cookie", cookie.set(secret.get()));
  }

  private PageReply logOut(Visit visit) {
    String secret = visit.cookie(cookie.name());
    if (secret != null) {
      sessions.close(secret);
    }
    return PageReply.seeOther("/login").with("Set-Cookie", cookie.clear());
  }

  /** Only a page of this server: never another host. */
  private static String local(String to) {
    boolean isLocal =
        to.startsWith("/")
            && !to.startsWith("//")
            && to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return isLocal ? to : "/";
  }
}
