package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.report.Figures;
import io.ballast.server.platform.Json;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages over HTTP: who may see them, what their forms do, and that they show what REST answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

  private static final long START_SECONDS = 1_772_323_200; // 2026-03-01T00:00:00Z
  private static final int ROWS = 2000;
  private static final int DAYS = 4;

  private TestServer server;
  private String model = "";
  private String project = "";
  private String baseline = "";

  @BeforeAll
  void publish(@TempDir Path folder) {
    server = TestServer.start(folder.resolve("data"));
    project = server.project("shop");
    model = ChurnModel.make(server, project, "churn");
    Random random = new Random(1);
    publish(model, "training", csv(random, 0.2, START_SECONDS - 86_400L * DAYS));
    publish(model, null, csv(random, 0.5, START_SECONDS));
    baseline = baselineOf(model);
  }

  private void publish(String to, @Nullable String dataset, String csv) {
    String file =
        server
            .upload("rows.csv", csv.getBytes(StandardCharsets.UTF_8))
            .data()
            .path("id")
            .asString();
    assertThat(server.ended(server.publish(file, to, dataset)).path("status").asString())
        .isEqualTo("SUCCESS");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Rows whose score is higher for those who leave, by a shift. */
  private static String csv(Random random, double shift, long start) {
    StringBuilder text = new StringBuilder("customer,age,products,region,score,churn,at\n");
    for (int row = 0; row < ROWS; row++) {
      boolean leaves = row % 10 == 0;
      double score = Math.min(1, random.nextDouble() * 0.5 + (leaves ? shift : 0));
      int age = 20 + random.nextInt(50);
      text.append(
          String.format(
              Locale.ROOT,
              "c%d-%d,%d,%d,%s,%.6f,%s,%d%n",
              start,
              row,
              age,
              1 + random.nextInt(4),
              random.nextBoolean() ? "north" : "south",
              score,
              leaves ? "yes" : "no",
              start + row * 86_400L * DAYS / ROWS));
    }
    return text.toString().replace("\r\n", "\n");
  }

  private Browser browser() {
    return Browser.loggedIn(server.url());
  }

  @Test
  void forThoseWhoTakeGzip_pagesAndAnswersAreZippedUnlessSmall() throws Exception {
    Browser browser = browser();
    String path = "/models/" + model + "?by=Day";
    String plain = browser.get(path).text();
    for (String zipped : List.of(path, "/openapi.yaml")) {
      HttpResponse<byte[]> answer = zipped(browser, zipped);
      assertThat(answer.headers().firstValue("Content-Encoding")).as(zipped).hasValue("gzip");
      assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
      byte[] whole = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
      assertThat(answer.body().length).isLessThan(whole.length / 3);
      if (zipped.equals(path)) {
        assertThat(new String(whole, StandardCharsets.UTF_8)).hasSameSizeAs(plain);
      }
    }
    assertThat(zipped(browser, "/v3/server-info").headers().firstValue("Content-Encoding"))
        .isEmpty();
  }

  private HttpResponse<byte[]> zipped(Browser browser, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Cookie", browser.cookie())
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .header("Accept-Encoding", "gzip, br")
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void afterEachChange_theNextPageIsOfTheNewEvents() {
    String id = ChurnModel.make(server, project, "changing");
    Random random = new Random(7);
    publish(id, "training", csv(random, 0.2, START_SECONDS - 86_400L * DAYS));
    Browser browser = browser();
    for (int change = 1; change <= 3; change++) {
      publish(id, null, csv(random, 0.2, START_SECONDS + 86_400L * DAYS * change));

      assertThat(browser.get("/models/" + id + "?range=all&by=Day").text())
          .contains(Figures.PAGE.count((long) change * ROWS) + " events in the range.")
          .doesNotContain("newer events are being counted");
      assertThat(overviewRow(browser, "changing"))
          .contains(">" + Figures.PAGE.count((long) change * ROWS) + "<")
          .doesNotContain("are as of");
    }
    assertThat(
            server
                .ended(server.delete("/v3/models/" + id).data().path("job").path("id").asString())
                .path("status")
                .asString())
        .isEqualTo("SUCCESS");
    assertThat(browser.get("/").text()).doesNotContain("changing");
  }

  @Test
  @Timeout(120)
  void whileEventsStreamIn_pagesShowWhatIsThereAndSayOfWhenThenTheNewOnes() {
    String id = ChurnModel.make(server, project, "streaming");
    Random random = new Random(8);
    publish(id, "training", csv(random, 0.2, START_SECONDS - 86_400L * DAYS));
    Browser browser = browser();
    String path = "/models/" + id + "?range=all&by=Day";
    int changes = 5;
    for (int change = 1; change <= changes; change++) {
      publish(id, null, csv(random, 0.2, START_SECONDS + change));
      if (change < changes) {
        assertThat(browser.get(path).text()).doesNotContain("newer events are being counted");
        assertThat(overviewRow(browser, "streaming")).contains(count(change));
      }
    }
    String overview = browser.get("/").text();
    assertThat(overview).contains("Events stream in: the figures of streaming are as of ");
    assertThat(overview).contains(count(changes - 1)).doesNotContain(count(changes));
    assertThat(browser.get(path).text())
        .contains(" \u00b7 figures as of <time ", ", newer events are being counted")
        .contains(Figures.PAGE.count((changes - 1L) * ROWS) + " events in the range.");

    while (browser.get("/").text().contains("Events stream in")) {
      Thread.onSpinWait();
    }
    assertThat(overviewRow(browser, "streaming")).contains(count(changes));
  }

  private static String count(long changes) {
    return ">" + Figures.PAGE.count(changes * ROWS) + "<";
  }

  @Test
  void overviewWhoseModelsTakeLong_showsThemAsToComeAndThenCounted(@TempDir Path folder) {
    Instant start = Instant.parse("2026-04-01T00:00:00Z");
    AtomicLong stepSeconds = new AtomicLong();
    AtomicLong seconds = new AtomicLong();
    try (TestServer slow =
        TestServer.start(
            folder.resolve("slow"),
            () -> start.plusSeconds(seconds.addAndGet(stepSeconds.get())))) {
      String id = ChurnModel.make(slow, slow.project("shop"), "slow");
      byte[] rows = csv(new Random(3), 0.2, START_SECONDS).getBytes(StandardCharsets.UTF_8);
      String file = slow.upload("rows.csv", rows).data().path("id").asString();
      assertThat(slow.ended(slow.publish(file, id, null)).path("status").asString())
          .isEqualTo("SUCCESS");
      Browser browser = Browser.loggedIn(slow.url());
      stepSeconds.set(6);

      assertThat(browser.get("/").text())
          .contains("The models are being counted.", "Being counted, 1", "not counted yet")
          .doesNotContain("Not enough data, 1");
      stepSeconds.set(0);
      assertThat(overviewRow(browser, "slow"))
          .contains(">" + Figures.PAGE.count((long) ROWS) + "<")
          .doesNotContain("not counted yet");
    }
  }

  @Test
  void pageOfAModelThatIsCountedForLong_saysSoAndThenShowsIt(@TempDir Path folder) {
    Instant now = Instant.parse("2026-04-01T00:00:00Z");
    AtomicBoolean isSlow = new AtomicBoolean();
    CountDownLatch goOn = new CountDownLatch(1);
    InstantSource clock =
        () -> {
          if (isSlow.get() && Thread.currentThread().getName().equals("ballast-pages")) {
            await(goOn);
          }
          return now;
        };
    try (TestServer slow = TestServer.start(folder.resolve("slow"), clock)) {
      String id = ChurnModel.make(slow, slow.project("shop"), "slow");
      byte[] rows = csv(new Random(3), 0.2, START_SECONDS).getBytes(StandardCharsets.UTF_8);
      String file = slow.upload("rows.csv", rows).data().path("id").asString();
      assertThat(slow.ended(slow.publish(file, id, null)).path("status").asString())
          .isEqualTo("SUCCESS");
      Browser browser = Browser.loggedIn(slow.url());
      String page = "/models/" + id + "?range=all";
      isSlow.set(true);

      assertThat(browser.get(page).text())
          .contains("The events are being counted", "data-again=")
          .doesNotContain("No baseline yet");
      isSlow.set(false);
      goOn.countDown();
      assertThat(browser.get(page).text())
          .contains("No baseline yet", Figures.PAGE.count((long) ROWS) + " events in the range.")
          .doesNotContain("being counted");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String overviewRow(Browser browser, String name) {
    return browser.get("/").between("<bdi>" + name + "</bdi>", "</tr>");
  }

  @Test
  void withoutSession_eachPageLeadsToTheLogIn() {
    Browser stranger = new Browser(server.url());

    Browser.Page page = stranger.get("/models/" + model + "?by=Day");

    assertThat(page.status()).isEqualTo(303);
    assertThat(page.header("Location")).isEqualTo("/login?to=%2Fmodels%2F" + model + "%3Fby%3DDay");
    assertThat(stranger.get("/login").text())
        .contains("The terminal that started Ballast shows it.");
  }

  @Test
  void logIn_withAWrongToken_saysSo() {
    Browser.Page page = new Browser(server.url()).post("/login", "token", "nobody's", "to", "/");

    assertThat(page.status()).isEqualTo(401);
    assertThat(page.text()).contains("This token is not known here. It may have been revoked.");
    assertThat(page.header("Set-Cookie")).isEmpty();
  }

  @Test
  void logIn_setsACookieThatScriptsCannotReadAndGoesBackToThePage() {
    Browser.Page page =
        new Browser(server.url()).post("/login", "token", TestServer.TOKEN, "to", "/jobs");

    assertThat(page.status()).isEqualTo(303);
    assertThat(page.header("Location")).isEqualTo("/jobs");
    assertThat(page.header("Set-Cookie")).contains("; HttpOnly; SameSite=Lax");
  }

  @Test
  void logIn_neverLeadsToAnotherHost() {
    for (String to : List.of("//evil.example/", "https://evil.example/", "/\\evil.example")) {
      Browser.Page page =
          new Browser(server.url()).post("/login", "token", TestServer.TOKEN, "to", to);

      assertThat(page.header("Location")).as(to).isEqualTo("/");
    }
  }

  @Test
  void logOut_endsTheSession() {
    Browser browser = browser();
    String cookie = browser.cookie();

    assertThat(browser.submit("/", "/logout").header("Location")).isEqualTo("/login");

    Browser again = new Browser(server.url()).with(cookie);
    assertThat(again.get("/").status()).isEqualTo(303);
  }

  @Test
  void link_logsInOnce() {
    String path = "/login/link/first-visit-of-a-test";
    String link =
        server
            .post("/v3/signed-links", Json.object().put("path", path))
            .data()
            .path("link")
            .asString();

    Browser.Page first = new Browser(server.url()).get(link + "&to=/jobs");
    Browser.Page second = new Browser(server.url()).get(link + "&to=/jobs");

    assertThat(first.status()).isEqualTo(303);
    assertThat(first.header("Location")).isEqualTo("/jobs");
    assertThat(second.status()).isEqualTo(401);
    assertThat(second.text()).contains("This link was used before or is older than 15 minutes.");
  }

  @Test
  void addressThatIsNone_isAPageForABrowserAndAnEnvelopeForAProgram() {
    Browser.Page lost = browser().get("/nowhere");
    Browser.Page stranger = new Browser(server.url()).get("/nowhere");

    assertThat(lost.status()).isEqualTo(404);
    assertThat(lost.text()).contains("<h1", "All models");
    assertThat(stranger.header("Location")).isEqualTo("/login?to=%2Fnowhere");
    assertThat(server.get("/nowhere").status()).isEqualTo(404);
    assertThat(browser().get("/health/live").header("Content-Type")).contains("json");
  }

  @Test
  void newModel_guessesWhatColumnsAreAndTakesThePositiveClass() {
    StringBuilder rows = new StringBuilder("customer_id,age,predicted_churn,churn,timestamp\n");
    for (int row = 0; row < 100; row++) {
      rows.append(row).append(',').append(20 + row % 9).append(",0.5,");
      rows.append(row % 3 == 0 ? "no," : "yes,").append(START_SECONDS + row).append('\n');
    }
    String file =
        server
            .upload("mine.csv", rows.toString().getBytes(StandardCharsets.UTF_8))
            .data()
            .path("id")
            .asString();
    String form = "/models/new?file=" + file + "&name=guessed";
    String[] fields = {
      "file", file, "name", "guessed", "project", "guesses", "task", "binary_classification",
      "target", "churn", "output", "predicted_churn", "time", "timestamp", "id", "customer_id",
      "positive", "maybe"
    };

    String page = browser().get(form).text();
    Browser.Page refused = browser().submit(form, "/models/new", fields);
    fields[fields.length - 1] = "no";
    Browser.Page made = browser().submit(form, "/models/new", fields);

    assertThat(page)
        .contains(
            "<option value=\"churn\" selected>", "<option value=\"predicted_churn\" selected>")
        .contains("<option value=\"timestamp\" selected>")
        .contains("<option value=\"customer_id\" selected>")
        .contains("<option value=\"binary_classification\" selected>");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("s values are [no, yes]");
    assertThat(made.status()).isEqualTo(303);
    JsonNode created = server.get("/v3/models?limit=100").data().path("items");
    assertThat(created.toString()).contains("\"target_class_order\":[\"yes\",\"no\"]");
  }

  @Test
  void rowsWithoutARange_areThoseOfAllDays() {
    Browser.Page page = browser().get("/models/" + model + "/rows");

    assertThat(page.header("Location"))
        .isEqualTo("/models/" + model + "/rows?from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z");
  }

  @Test
  void form_withoutTheSessionsKey_isRefused() {
    Browser.Page page = browser().post("/settings/tokens", "name", "thief");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains("A form that did not come from this page");
    assertThat(server.get("/v3/tokens").json().toString()).doesNotContain("thief");
  }

  @Test
  void session_isNoWayIntoRest() {
    assertThat(browser().get("/v3/projects").status()).isEqualTo(401);
  }

  @Test
  void pages_allowNoScriptOfTheirOwnAndNoOtherHost() {
    Browser.Page page = browser().get("/");

    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
                + " 'none'");
    assertThat(page.text())
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
        .doesNotContain(" style=\"", " onclick=");
  }

  @Test
  void files_areKeptForGoodByTheirHash() {
    Browser browser = browser();
    String style = browser.get("/").between("stylesheet\" href=\"", "\"");

    Browser.Page file = browser.get(style);

    assertThat(file.header("Cache-Control")).contains("immutable");
    assertThat(file.header("Content-Type")).startsWith("text/css");
    assertThat(browser.get("/static/000000000000/ballast.css").status()).isEqualTo(404);
  }

  @Test
  void token_isShownOnceAndItsRevocationEndsItsSessions() {
    Browser admin = browser();
    Browser.Page made = admin.submit("/settings", "/settings/tokens", "name", "notebook");
    String token = made.between("id=\"new-token\">", "<");
    Browser other = Browser.loggedIn(server.url(), token);
    assertThat(other.get("/").status()).isEqualTo(200);
    assertThat(admin.get("/settings").text()).contains("notebook").doesNotContain(token);
    String revoke =
        server
            .get("/v3/tokens")
            .data()
            .path("items")
            .valueStream()
            .filter(each -> each.path("name").asString().equals("notebook"))
            .map(each -> "/settings/tokens/" + each.path("id").asString() + "/revoke")
            .findFirst()
            .orElseThrow();

    assertThat(admin.submit("/settings", revoke).status()).isEqualTo(303);

    assertThat(other.get("/").status()).isEqualTo(303);
    assertThat(admin.get("/settings").text()).doesNotContain("Revoke notebook");
  }

  @Test
  void lastToken_isNotRevoked() {
    JsonNode tokens = server.get("/v3/tokens").data().path("items");
    List<String> ids = new ArrayList<>();
    tokens.forEach(each -> ids.add(each.path("id").asString()));
    assertThat(ids).hasSize(1);

    TestServer.Reply reply = server.delete("/v3/tokens/" + ids.get(0));

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error().path("message").asString())
        .isEqualTo(
            "token "
                + ids.get(0)
                + ", it is the only one, without it nobody could come in, make another one first");
  }

  @Test
  void overview_countsWhatDrifted() {
    assertThat(browser().get("/?project=" + project).text())
        .contains("1 of 1 model drifted.")
        .contains("href=\"/models/" + model + "\"")
        .contains("100%");
  }

  @Test
  void model_showsTheFiguresOfTheQuery() {
    String page = browser().get("/models/" + model + "?range=all&column=score&by=Day").text();
    JsonNode whole = details("Range", project, model, baseline).path(0).path(0);
    JsonNode weighted = whole.path("weighted");

    assertThat(whole.path("verdict").asString()).isEqualTo("drift");
    assertThat(page)
        .contains(fixed(weighted.path("effect").path("corrected").asDouble(), 2) + "</p>")
        .contains(
            fixed(weighted.path("effect").path("interval").path(0).asDouble(), 3)
                + (weighted.path("effect").path("interval").path(1).isNull()
                    ? ""
                    : " to "
                        + fixed(weighted.path("effect").path("interval").path(1).asDouble(), 3)));
    for (JsonNode day : details("Day", project, model, baseline)) {
      double corrected = day.path(0).path("weighted").path("effect").path("corrected").asDouble();
      assertThat(page).contains("<td>" + fixed(Math.max(0, corrected), 3) + "</td>");
    }
  }

  private static String fixed(double value, int decimals) {
    return new java.math.BigDecimal(value)
        .setScale(decimals, java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }

  private JsonNode details(String size, String ofProject, String of, String against) {
    ObjectNode body = Json.object().put("project_id", ofProject);
    ObjectNode filters = body.putObject("filters").put("bin_size", size);
    filters
        .putObject("time_range")
        .put("start_time", "2026-03-01T00:00:00Z")
        .put("end_time", "2026-03-05T00:00:00Z");
    ObjectNode query = body.putArray("queries").addObject();
    query
        .put("query_key", "a")
        .put("model_id", of)
        .put("baseline_id", against)
        .put("metric", "jsd")
        .putArray("columns")
        .add("score");
    return server.post("/v3/queries", body).data().path("results").path("a").path("details");
  }

  @Test
  void comparison_drawsBothModelsOnOneChartAndInItsTable() {
    String calm = server.project("calm");
    String other = ChurnModel.make(server, calm, "steady_churn");
    Random random = new Random(5);
    publish(other, "training", csv(random, 0.2, START_SECONDS - 86_400L * DAYS));
    publish(other, null, csv(random, 0.35, START_SECONDS));
    String itsBaseline = baselineOf(other);

    String page =
        browser()
            .get("/models/" + model + "?range=all&column=score&by=Day&compare=" + other)
            .text();

    assertThat(page)
        .contains("class=\"line large pair\"", "class=\"oth\"", "class=\"tri\"")
        .contains(">steady_churn v1: Corrected</th>", "steady_churn v1, 95% interval");
    JsonNode days = details("Day", calm, other, itsBaseline);
    assertThat(days).hasSize(DAYS);
    for (JsonNode day : days) {
      JsonNode effect = day.path(0).path("weighted").path("effect");
      assertThat(page)
          .contains("<td>" + fixed(Math.max(0, effect.path("corrected").asDouble()), 3) + "</td>");
    }
  }

  @Test
  void comparison_withoutBaselineOrWithItself_isToldInWords() {
    String bare = ChurnModel.make(server, server.project("bare"), "bare_churn");
    String page = browser().get("/models/" + model + "?column=score&compare=" + bare).text();
    assertThat(page).contains("bare_churn v1 is not drawn: it has no baseline.");

    String same = browser().get("/models/" + model + "?column=score&compare=" + model).text();
    assertThat(same)
        .contains("Both models have the same values in each day: one line lies on the other.");
  }

  @Test
  void heatCell_isALinkThatHoldsAlsoWhenTheRangeHasMovedOn() {
    Browser browser = browser();
    String path = "/models/" + model;
    String page = browser.get(path + "?range=all&by=Day").text();
    assertThat(page)
        .contains(
            "<a href=\"?range=all&amp;column=age&amp;by=Day&amp;at=2026-03-02T00:00:00Z#window\">");

    for (String range : List.of("all", "1d")) {
      String address = "?range=" + range + "&column=age&by=Day&at=2026-03-02T00:00:00Z";
      assertThat(browser.get(path + address).text())
          .as(range)
          .contains("id=\"window\"", "Mon 2 Mar 2026", "Show the 500 events");
    }
    assertThat(browser.get(path + "?by=Day&at=2026-03-02T13:00:00Z").status()).isEqualTo(404);
  }

  @Test
  void settings_sayWhereEachValueCameFrom() {
    JsonNode settings = server.get("/v3/configuration").data().path("settings");
    String page = browser().get("/settings").text();

    assertThat(settings.size()).isGreaterThan(10);
    for (JsonNode setting : settings) {
      assertThat(page)
          .contains("<code>" + setting.path("name").asString() + "</code>")
          .contains(">" + setting.path("origin").asString() + "</td>");
    }
    assertThat(page).contains("32 MiB", "given, not shown", ">a test</td>");
    assertThat(page).doesNotContain(TestServer.TOKEN);
  }

  @Test
  void dataset_showsItsColumnsInAFewFigures() {
    JsonNode dataset =
        server
            .get("/v3/models/" + model + "/environments?type=PRE_PRODUCTION")
            .data()
            .path("items")
            .path(0);
    String id = dataset.path("id").asString();
    JsonNode summary = server.get("/v3/environments/" + id + "/summary").data();

    assertThat(summary.path("rows").asInt()).isEqualTo(ROWS);
    JsonNode age = column(summary, "age");
    assertThat(age.path("min").asInt()).isEqualTo(20);
    assertThat(age.path("max").asInt()).isEqualTo(69);
    assertThat(age.path("different").asInt()).isEqualTo(50);
    JsonNode churn = column(summary, "churn");
    assertThat(churn.path("top").toString())
        .isEqualTo("[{\"value\":\"no\",\"count\":1800},{\"value\":\"yes\",\"count\":200}]");
    JsonNode customer = column(summary, "customer");
    assertThat(customer.path("top")).isEmpty();
    assertThat(customer.path("different").asDouble()).isBetween(1900.0, 2100.0);

    Browser browser = browser();
    assertThat(browser.get("/datasets/" + id).text())
        .contains("data-load=\"/datasets/" + id + "/columns\"");
    assertThat(browser.get("/datasets/" + id + "/columns").text())
        .contains("All 2\u202f000 rows were read.", "no 1\u202f800, yes 200", "whole number");
  }

  private static JsonNode column(JsonNode summary, String name) {
    return summary
        .path("columns")
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String baselineOf(String of) {
    return server
        .get("/v3/models/" + of + "/baselines")
        .data()
        .path("items")
        .path(0)
        .path("id")
        .asString();
  }

  @Test
  void point_opensItsWindowWithFactsAndRows() {
    Browser browser = browser();
    String page =
        browser
            .get("/models/" + model + "?range=all&column=score&by=Day&at=2026-03-02T00:00:00Z")
            .text();
    assertThat(page).contains("id=\"window\"", "Mon 2 Mar 2026", "Show the 500 events");

    String rows =
        browser
            .get("/models/" + model + "/rows?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z")
            .text();
    assertThat(rows).contains("500 events of", "Rows 1 to 50 of 500");
    String csv =
        browser
            .get("/models/" + model + "/rows.csv?from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z")
            .text();
    assertThat(csv.lines()).hasSize(501);
    assertThat(csv).startsWith("event_id,event_time,");
  }

  @Test
  void unknownWindowColumnAndRange_areToldInWords() {
    Browser browser = browser();
    assertThat(browser.get("/models/" + model + "?at=2020-01-01T00:00:00Z").text())
        .contains("has no such day", "Choose a point of the chart.");
    assertThat(browser.get("/models/" + model + "?column=nothing").text())
        .contains("has no such column", "href=\"/models/" + model + "\">The model as it opens");
    Browser.Page range = browser.get("/models/" + model + "?range=5m");
    assertThat(range.status()).isEqualTo(400);
    assertThat(range.text()).contains("it is one of 1d, 7d");
  }

  @Test
  void performance_showsValueIntervalAndLabelCoverage() {
    String path = "/models/" + model + "/performance?range=all&by=Day";
    String part = browser().get(path + "&baseline=" + baseline).text();

    assertThat(part)
        .contains("Labels have come for 2\u202f000 of 2\u202f000 events (100%).")
        .contains("Recall", "Precision", "AUC", "95% interval");
  }

  @Test
  void baseline_isCreatedByTheForm_andAFaultKeepsWhatWasSent() {
    Browser browser = browser();
    String form = "/models/" + model + "/baselines/new";
    Browser.Page refused =
        browser.submit(
            form,
            form,
            "name",
            "good days",
            "kind",
            "production",
            "start",
            "2026-03-02",
            "end",
            "2026-03-01");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("value=\"good days\"", "role=\"alert\"");

    Browser.Page made =
        browser.submit(
            form,
            form,
            "name",
            "good days",
            "kind",
            "production",
            "start",
            "2026-03-01",
            "end",
            "2026-03-02");

    assertThat(made.status()).isEqualTo(303);
    assertThat(browser.get(made.header("Location")).text()).contains("good days");
  }

  @Test
  void datasetsJobsAndSearch_showWhatIsThere() {
    Browser browser = browser();
    assertThat(browser.get("/datasets").text()).contains("training", "2\u202f000");
    assertThat(browser.get("/jobs").text()).contains("Upload dataset training, churn", "Done.");
    assertThat(browser.get("/search?q=regi").header("Location"))
        .isEqualTo("/models/" + model + "?column=region");
    assertThat(browser.get("/models/" + model + "/schema").text()).contains("north, south");
  }
}
