package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the demo, in a real browser. */
@ExtendWith(OnTheSite.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class PagesTest {
  private static final String SCORE = "prediction_score";

  private final Site site;

  PagesTest(Site site) {
    this.site = site;
  }

  private Tab loggedIn(int width) {
    return site.loggedIn("/", ColorScheme.LIGHT, width);
  }

  private void open(Tab tab, String path) {
    tab.page().navigate(site.url() + path);
    tab.page().waitForLoadState(LoadState.NETWORKIDLE);
  }

  private static String fixed(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  @Test
  void everyPage_isAccessibleInBothThemesAndFitsAPhone() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(Site.LAPTOP, Site.PHONE)) {
        try (Tab tab = site.loggedIn("/", scheme, width)) {
          String model = site.modelPath(tab, "fraud_weighted");
          for (String path :
              List.of(
                  "/",
                  model + "?range=all&at=2024-11-12T00:00:00Z",
                  model + "/schema",
                  model + "/baselines/new",
                  "/datasets",
                  "/jobs",
                  "/settings",
                  "/upload",
                  "/search?q=V1")) {
            open(tab, path);
            tab.isAccessible();
            tab.doesNotScrollSideways();
          }
          tab.asksNobodyElse(site.url());
        }
      }
    }
  }

  @Test
  void figures_areThoseOfTheTerminal() {
    JsonNode effect = site.demo().column("fraud_weighted", SCORE).path("weighted").path("effect");
    String corrected = fixed(effect.path("corrected").asDouble(), 2);
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      tab.page().navigate(site.url() + site.modelPath(tab, "fraud_weighted") + "?range=all");
      assertThat(tab.text(".figure")).isEqualTo(corrected);
      // The terminal balances by the reference, as the server does for a model without weights.
      tab.page().navigate(site.url() + site.modelPath(tab, "fraud") + "?range=all");
      JsonNode plain = site.demo().column("fraud", SCORE).path("effect");
      JsonNode interval = effect.path("interval");
      assertThat(tab.text(".axis"))
          .contains(
              fixed(plain.path("corrected").asDouble(), 3),
              fixed(interval.path(0).asDouble(), 3)
                  + " to "
                  + fixed(interval.path(1).asDouble(), 3));
    }
  }

  @Test
  void question_changesColumnBaselineAndWindow() {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      page.navigate(site.url() + site.modelPath(tab, "fraud_weighted"));
      page.selectOption("select[name=column]", "V17");
      page.waitForURL("**column=V17**");
      page.selectOption("select[name=by]", "Hour");
      page.waitForURL("**by=Hour**");
      assertThat(tab.text("#time h2")).isEqualTo("By hour");
      assertThat(page.url()).contains("column=V17");
      assertThat(tab.text("h1 + *, .hero h1")).isNotEmpty();
    }
  }

  @Test
  void point_opensPanelHistogramsAndRows_andEscapeCloses() throws IOException {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      open(tab, site.modelPath(tab, "fraud_weighted") + "?range=all");
      Locator line = page.locator("#time .line.large");
      line.scrollIntoViewIfNeeded();
      line.click();
      page.waitForURL("**at=**");
      assertThat(page.locator("#window .hist").count()).isGreaterThanOrEqualTo(4);
      assertThat(tab.text("#window .window-facts")).contains("Rows of equal worth");
      String shown = tab.text("#window .btn.primary");
      page.click("#window .btn.primary");
      assertThat(tab.text("h1")).startsWith(shown.replaceAll("^Show the | events$", ""));
      Download csv = page.waitForDownload(() -> page.click("a[download]"));
      long rows = Long.parseLong(shown.replaceAll("\\D", ""));
      try (var lines = Files.lines(csv.path())) {
        assertThat(lines.count()).isEqualTo(rows + 1);
      }
      page.goBack();
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.keyboard().press("Escape");
      page.waitForURL(url -> !url.contains("at="));
      assertThat(page.locator("#window").count()).isZero();
    }
  }

  @Test
  void chart_isTakenAwayAsCsvAndPicture() {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      open(tab, site.modelPath(tab, "fraud_weighted") + "?range=all");
      Download picture =
          page.waitForDownload(
              () -> page.locator("#time .chart-tools button").first().click());
      assertThat(picture.suggestedFilename()).endsWith(".png");
      page.locator("#time details.figures summary").first().click();
      Download csv = page.waitForDownload(() -> page.locator("#time .csv").first().click());
      assertThat(csv.suggestedFilename()).endsWith(".csv");
      tab.asksNobodyElse(site.url());
    }
  }

  @Test
  void comparison_showsBothModels() {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      page.navigate(site.url() + site.modelPath(tab, "fraud_weighted") + "?range=all");
      page.click(".menu summary");
      page.locator(".menu a").getByText("fraud", new Locator.GetByTextOptions().setExact(true)).click();
      page.waitForURL("**compare=**");
      assertThat(tab.text("#compare"))
          .contains("fraud_weighted", SCORE, "every row alike", "did not drift.")
          .contains("It has no class weights: every row counts alike.");
      assertThat(page.locator("#compare figure").count()).isEqualTo(2);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertThat(page.locator("#time .line.pair .oth").count()).isPositive();
      assertThat(tab.text("#time .key")).contains("fraud_weighted v1", "fraud v1");
      tab.isAccessible();
    }
  }

  @Test
  void heatCell_opensItsColumnAndWindowWithoutScripts() {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      open(tab, site.modelPath(tab, "fraud_weighted") + "?range=all&by=Day");
      Locator cell = page.locator("table.heat tbody tr").nth(2).locator("td a").nth(4);
      String column = page.locator("table.heat tbody tr").nth(2).locator("th").innerText();
      String there = cell.getAttribute("href");
      assertThat(there).contains("column=" + column, "by=Day", "at=2024-11-15T00:00:00Z#window");
      cell.click();
      page.waitForURL("**at=2024-11-15**");
      assertThat(tab.text("#window h3")).isEqualTo("Fri 15 Nov 2024");
      assertThat(page.inputValue("select[name=column]")).isEqualTo(column);
    }
  }

  @Test
  void keyboard_reachesSearchChartAndPanel() {
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      page.navigate(site.url() + "/");
      page.keyboard().press("Tab");
      assertThat(tab.hasFocus("a.skip")).isTrue();
      page.keyboard().press("/");
      assertThat(tab.hasFocus(".find input")).isTrue();
      page.keyboard().type("fraud_weighted");
      page.keyboard().press("Enter");
      page.waitForURL("**/models/**");
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.locator("#time .line.large").focus();
      page.keyboard().press("ArrowLeft");
      page.keyboard().press("Enter");
      page.waitForURL("**at=**");
      assertThat(tab.hasFocus("#window")).isTrue();
      page.keyboard().press("Escape");
      page.waitForURL(url -> !url.contains("at="));
    }
  }

  @Test
  void upload_makesAModel_tokenAndBaselineAreMade_logOutEnds(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("h\u00f6he \u6570\u636e.csv");
    StringBuilder rows = new StringBuilder("size,gr\u00f6\u00dfe,score,label,time\n");
    for (int row = 0; row < 400; row++) {
      rows.append(row % 17).append(',').append(row % 5).append(',').append((row * 37 % 100) / 100.0);
      rows.append(',').append(row % 4 == 0 ? 1 : 0).append(",2026-03-0").append(1 + row % 5);
      rows.append("T00:00:00Z\n");
    }
    Files.writeString(file, rows);
    try (Tab tab = loggedIn(Site.LAPTOP)) {
      Page page = tab.page();
      page.navigate(site.url() + "/upload");
      page.setInputFiles("#f-file", file);
      page.click("form.fields button");
      page.waitForURL("**/models/new**");
      page.fill("#f-name", "heights");
      page.fill("#f-project", "own");
      page.click("form.fields > button");
      page.waitForURL("**/jobs/**");
      page.getByText("Done.").first().waitFor();
      page.getByText("Open the model").first().click();
      assertThat(tab.text("h1")).startsWith("heights");
      page.navigate(site.url() + "/settings");
      page.fill("#f-name", "notebook");
      page.click("form.fields button");
      assertThat(tab.text("#new-token")).startsWith("grtballast_");
      page.onDialog(dialog -> dialog.accept());
      page.click("button[aria-label='Revoke notebook']");
      page.waitForURL("**/settings#tokens");
      assertThat(page.locator("button[aria-label='Revoke notebook']").count()).isZero();
      page.getByText("Log out").click();
      page.waitForURL("**/login");
      page.navigate(site.url() + "/jobs");
      assertThat(page.url()).contains("/login");
    }
  }
}
