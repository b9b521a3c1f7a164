package io.ballast.server.pages;

import io.ballast.report.Figures;
import io.ballast.report.chart.Markup;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.Setting;
import io.ballast.server.platform.Times;
import io.ballast.server.web.ApiException;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tokens, facts about the server, and who changed what. */
final class SettingsPages {

  private static final Figures FIGURES = Figures.PAGE;

  private final Frame frame;
  private final Backing backing;
  private final Map<String, String> facts;

  SettingsPages(Frame frame, Backing backing, Map<String, String> facts) {
    this.frame = frame;
    this.backing = backing;
    this.facts = facts;
  }

  List<PageRoute> routes() {
    return List.of(
        PageRoute.get("/settings", visit -> show(visit, null, null)),
        PageRoute.post("/settings/tokens", this::create),
        PageRoute.post("/settings/tokens/{id}/revoke", this::revoke));
  }

  private PageReply create(Visit visit) throws IOException {
    try {
      JsonNode made =
          visit.ask("POST", "/v3/tokens", Json.object().put("name", visit.field("name")));
      return show(visit, made, null);
    } catch (ApiException e) {
      return show(visit, null, e);
    }
  }

  private PageReply revoke(Visit visit) throws IOException {
    try {
      visit.ask("DELETE", "/v3/tokens/" + visit.id(), null);
    } catch (ApiException e) {
      return show(visit, null, e);
    }
    return PageReply.seeOther("/settings#tokens");
  }

  private PageReply show(Visit visit, @Nullable JsonNode made, @Nullable ApiException error)
      throws IOException {
    JsonNode tokens = visit.ask("/v3/tokens?limit=1000").path("items");
    JsonNode audit = visit.ask("/v3/audit?limit=100").path("items");
    JsonNode settings = visit.ask("/v3/configuration").path("settings");
    return frame.page(
        error == null ? 200 : error.reason().status(),
        visit,
        "Settings",
        Frame.Section.SETTINGS,
        html -> {
          html.start("div", "class", "title").element("h1", "Settings", "class", "verdict");
          html.end("div");
          tokens(html, visit, tokens, made, error);
          facts(html);
          configuration(html, settings);
          audit(html, audit);
        });
  }

  private static void tokens(
      Markup html,
      Visit visit,
      JsonNode tokens,
      @Nullable JsonNode made,
      @Nullable ApiException error) {
    html.start("section", "id", "tokens", "class", "first").start("div", "class", "head");
    html.element("h2", "Tokens");
    html.element(
        "span", "What programs and people come in with. Only a hash is kept.", "class", "note");
    html.end("div");
    FormFields.problem(html, error);
    if (made != null) {
      html.start("div", "class", "made", "role", "status").start("p");
      html.text("Token ").name(made.path("name").asString());
      html.text(". Copy it now: it is shown this once.").end("p");
      html.start("div", "class", "copy");
      html.element("pre", made.path("token").asString(), "tabindex", 0, "id", "new-token");
      html.end("div").end("div");
    }
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    html.element("th", "Name", "scope", "col").element("th", "Made", "scope", "col");
    html.element("td", "").end("tr").end("thead").start("tbody");
    for (JsonNode token : tokens) {
      String name = token.path("name").asString();
      html.start("tr").start("th", "scope", "row").name(name).end("th").start("td");
      when(html, token.path("created_at").asString());
      html.end("td").start("td", "class", "num");
      html.start(
          "form",
          "method",
          "post",
          "class",
          "plain",
          "action",
          "/settings/tokens/" + token.path("id").asString() + "/revoke");
      Frame.key(html, visit);
      html.element(
          "button",
          "Revoke",
          "aria-label",
          "Revoke " + name,
          "data-confirm",
          "Revoke " + name + "?");
      html.end("form").end("td").end("tr").line();
    }
    html.end("tbody").end("table").end("div");
    html.start("form", "method", "post", "class", "fields row", "action", "/settings/tokens");
    Frame.key(html, visit);
    FormFields.text(html, "name", "Name of a new token", "", "Who or what will use it.");
    html.element("button", "Create token", "class", "primary").end("form").end("section").line();
  }

  private void facts(Markup html) {
    html.start("section", "id", "facts").start("div", "class", "head");
    html.element("h2", "This server").end("div").start("table", "class", "facts wide-facts");
    html.start("tbody");
    facts.forEach(
        (name, value) -> {
          html.start("tr").element("th", name, "scope", "row");
          html.start("td").words(value).end("td").end("tr");
        });
    html.start("tr").element("th", "Models", "scope", "row");
    html.element("td", FIGURES.count(backing.catalog().models().size())).end("tr");
    html.end("tbody").end("table").end("section").line();
  }

  private static void configuration(Markup html, JsonNode settings) {
    html.start("section", "id", "configuration").start("div", "class", "head");
    html.element("h2", "Configuration");
    html.element(
        "span",
        "A flag wins over its variable, that over the file. A change needs a new start.",
        "class",
        "note");
    html.end("div");
    scroll(html, "Configuration").start("table");
    html.element("caption", "Configuration of this server", "class", "vh").start("thead");
    html.start("tr");
    for (String head : List.of("Setting", "Value", "Came from")) {
      html.element("th", head, "scope", "col");
    }
    html.end("tr").end("thead").start("tbody");
    for (JsonNode setting : settings) {
      String origin = setting.path("origin").asString();
      html.start("tr").start("th", "scope", "row");
      html.element("code", setting.path("name").asString()).end("th").start("td");
      html.words(setting.path("value").asString()).end("td");
      html.start("td", "class", origin.equals(Setting.DEFAULT) ? "dim" : "").words(origin);
      html.end("td").end("tr").line();
    }
    html.end("tbody").end("table").end("div").end("section").line();
  }

  /** A box that the keyboard can scroll on a narrow page. */
  private static Markup scroll(Markup html, String label) {
    return html.start(
        "div", "class", "scroll", "tabindex", 0, "role", "group", "aria-label", label);
  }

  private static void audit(Markup html, JsonNode audit) {
    html.start("section", "id", "audit").start("div", "class", "head").element("h2", "Audit trail");
    html.element("span", "The newest 100 changes.", "class", "note").end("div");
    scroll(html, "Audit trail").start("table").start("thead").start("tr");
    for (String head : List.of("When", "What", "Of", "Name")) {
      html.element("th", head, "scope", "col");
    }
    html.end("tr").end("thead").start("tbody");
    for (JsonNode row : audit) {
      html.start("tr").start("td", "class", "when");
      when(html, row.path("at").asString());
      html.end("td").element("td", row.path("action").asString());
      html.element("td", row.path("object_kind").asString());
      html.start("td", "class", "any")
          .name(row.path("object_name").asString())
          .end("td")
          .end("tr")
          .line();
    }
    html.end("tbody").end("table").end("div").end("section").line();
  }

  private static void when(Markup html, String time) {
    Moments.write(html, Times.micros(OffsetDateTime.parse(time).toInstant()));
  }
}
