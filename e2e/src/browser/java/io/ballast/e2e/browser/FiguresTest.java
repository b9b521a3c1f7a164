package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures read from the document are those of REST, on data of three seeds. */
@ExtendWith(OnTheSite.class)
class FiguresTest {
  private static final String SCORE = "score";

  private final Site site;

  FiguresTest(Site site) {
    this.site = site;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyFigureOfTheWay_isThatOfTheApi(long seed) throws IOException {
    Api api = site.api();
    JsonNode model = SmallModel.publish(api, seed);
    JsonNode whole = drift(api, model, "Range").path(0).path(0);
    JsonNode days = drift(api, model, "Day");
    String path = "/models/" + model.path("id").asText() + "?range=all&by=Day&column=" + SCORE;
    try (Tab tab = site.loggedIn("/", ColorScheme.LIGHT, Site.LAPTOP)) {
      open(tab, path);
      answer(tab, whole);
      days(tab, days);
      heat(tab, days);
      csv(tab);
      open(tab, path + "&at=2026-03-03T00:00:00Z");
      window(tab, days.path(1).path(0));
      tab.asksNobodyElse(site.url());
    }
  }

  private static JsonNode drift(Api api, JsonNode model, String size) {
    return api.drift(model, SCORE, size, SmallModel.START, SmallModel.END);
  }

  private void open(Tab tab, String path) {
    tab.page().navigate(site.url() + path);
    tab.page().waitForLoadState(LoadState.NETWORKIDLE);
  }

  /** The statement that leads: weighted when it has a verdict. */
  private static JsonNode leading(JsonNode column) {
    JsonNode weighted = column.path("weighted");
    return weighted.path("verdict").asText("").matches("drift|no drift") ? weighted : column;
  }

  private static void answer(Tab tab, JsonNode whole) {
    JsonNode effect = leading(whole).path("effect");
    assertThat(tab.text(".figure")).isEqualTo(shown(effect, 2));
    assertThat(tab.text("#answer .axis")).contains(shown(effect, 3), interval(effect));
    assertThat(tab.text(".ask")).contains("weighted by target");
  }

  /** The table under the line over time: one row for each window. */
  private static void days(Tab tab, JsonNode days) {
    tab.unfold();
    Locator rows = tab.page().locator("#time details table tbody tr");
    assertThat(rows.count()).isEqualTo(days.size());
    for (int i = 0; i < days.size(); i++) {
      JsonNode column = days.path(i).path(0);
      JsonNode effect = leading(column).path("effect");
      List<String> cells = rows.nth(i).locator("th,td").allInnerTexts();
      assertThat(words(cells.get(1))).isEqualTo(verdict(column));
      assertThat(cells.get(3)).isEqualTo(shown(effect, 3));
      assertThat(cells.get(4)).isEqualTo(interval(effect));
      assertThat(cells.get(6)).isEqualTo(shown(column.path("effect"), 3));
    }
  }

  private static String words(String cell) {
    return cell.toLowerCase(java.util.Locale.ROOT).replaceFirst("[,:].*", "");
  }

  private static String verdict(JsonNode column) {
    return column.path("verdict").asText();
  }

  private static void heat(Tab tab, JsonNode days) {
    Locator row =
        tab.page()
            .locator("#heat tbody tr")
            .filter(new Locator.FilterOptions().setHas(tab.page().locator("th bdi:text-is('score')")));
    List<String> cells = row.locator("td:not(.num)").allTextContents();
    assertThat(cells).hasSize(days.size());
    for (int i = 0; i < days.size(); i++) {
      JsonNode column = days.path(i).path(0);
      boolean isKnown = !verdict(column).equals("not enough data");
      assertThat(cells.get(i))
          .isEqualTo(isKnown ? shown(leading(column).path("effect"), 2) : "\u2013");
    }
  }

  /** What is taken away as CSV is what stands in the table. */
  private static void csv(Tab tab) throws IOException {
    Locator table = tab.page().locator("#time details table");
    Download csv = tab.page().waitForDownload(() -> table.locator(".csv").click());
    List<String> lines = Files.readAllLines(csv.path());
    Locator rows = table.locator("tbody tr");
    assertThat(lines).hasSize(rows.count() + 1);
    for (int i = 0; i < rows.count(); i++) {
      List<String> cells = rows.nth(i).locator("th,td").allInnerTexts();
      assertThat(lines.get(i + 1)).contains("," + cells.get(3) + ",", "," + cells.get(4) + ",");
    }
  }

  private static void window(Tab tab, JsonNode column) {
    JsonNode effect = leading(column).path("effect");
    assertThat(tab.text("#window .window-facts"))
        .contains(shown(effect, 3), interval(effect), "750");
    assertThat(tab.text("#window .btn.primary")).isEqualTo("Show the 750 events");
  }

  /** A corrected value as people read it: one below zero is no more than noise. */
  private static String shown(JsonNode effect, int decimals) {
    return fixed(Math.max(0, effect.path("corrected").asDouble()), decimals);
  }

  private static String interval(JsonNode effect) {
    JsonNode ends = effect.path("interval");
    String lower = fixed(ends.path(0).asDouble(), 3);
    return ends.path(1).isNull()
        ? "at least " + lower
        : lower + " to " + fixed(ends.path(1).asDouble(), 3);
  }

  private static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
