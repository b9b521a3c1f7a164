package io.ballast.e2e.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.ballast.e2e.browser.Chromium.Tab;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;

/** Drift reports as a reader has them: from a file, without a network, in a real browser. */
class ReportTest {
  private static final int LAPTOP = 1440;
  private static final int PHONE = 390;

  @TempDir private static Path folder;
  private static final Map<DriftReports, Path> FILES = new EnumMap<>(DriftReports.class);
  private static @Nullable Chromium chromium;

  @BeforeAll
  static void open() {
    for (DriftReports kind : DriftReports.values()) {
      FILES.put(kind, kind.make(folder));
    }
    chromium = Chromium.open();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Tab tab(DriftReports kind, ColorScheme scheme, int width) {
    return requireNonNull(chromium).tab(requireNonNull(FILES.get(kind)), scheme, width);
  }

  @ParameterizedTest
  @EnumSource(DriftReports.class)
  void report_onALaptop_isAccessibleInBothThemes(DriftReports kind) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (Tab tab = tab(kind, scheme, LAPTOP)) {
        tab.unfoldFirst();
        tab.isAccessible();
        tab.unfold();
        tab.doesNotScrollSideways();
        tab.isSelfContainedWithoutErrors();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DriftReports.class)
  void report_onAPhone_isAccessibleAndDoesNotScrollSideways(DriftReports kind) {
    try (Tab tab = tab(kind, ColorScheme.DARK, PHONE)) {
      tab.isAccessible();
      tab.doesNotScrollSideways();
      tab.unfold();
      tab.doesNotScrollSideways();
      tab.isSelfContainedWithoutErrors();
    }
  }

  @Test
  void demo_namesWhatDrifted() {
    try (Tab tab = tab(DriftReports.DEMO, ColorScheme.LIGHT, LAPTOP)) {
      assertThat(tab.text("h1")).startsWith("prediction_score drifted.");
      assertThat(tab.text("header")).contains("generated data");
    }
  }

  @Test
  void keys_reachEveryColumnAndOpenIt() {
    try (Tab tab = tab(DriftReports.DEMO, ColorScheme.LIGHT, LAPTOP)) {
      Page page = tab.page();
      page.keyboard().press("Tab");
      assertThat(tab.hasFocus("a.skip")).isTrue();
      page.keyboard().press("/");
      assertThat(tab.hasFocus("input[type=search]")).isTrue();
      page.keyboard().type("v17");
      assertThat(page.locator("details.col:visible").count()).isEqualTo(1);
      page.keyboard().press("Control+a");
      page.keyboard().press("Delete");
      page.keyboard().press("Tab");
      page.keyboard().press("j");
      page.keyboard().press("j");
      assertThat(tab.hasFocus("details.col:not([open])>summary")).isTrue();
      page.keyboard().press("Enter");
      assertThat(tab.hasFocus("details.col[open]>summary")).isTrue();
      page.keyboard().press("k");
      assertThat(tab.hasFocus("details.col:not([open])>summary")).isTrue();
    }
  }

  @Test
  void arrows_readOutDaysAndCells() {
    try (Tab tab = tab(DriftReports.DEMO_BY_DAY, ColorScheme.LIGHT, LAPTOP)) {
      tab.page().locator(".line.large").focus();
      tab.page().keyboard().press("ArrowLeft");
      String last = tab.text(".line.large + .read");
      tab.page().keyboard().press("ArrowLeft");
      assertThat(tab.text(".line.large + .read")).isNotEqualTo(last).contains("95% interval");
      tab.page().locator(".scroll:has(table.heat)").first().focus();
      tab.page().keyboard().press("ArrowRight");
      tab.page().keyboard().press("ArrowRight");
      assertThat(tab.text(".scroll:has(table.heat) + .read")).startsWith("prediction_score, ");
    }
  }

  @Test
  void themeButton_turnsThePageDarkAndBack() {
    try (Tab tab = tab(DriftReports.ONE_ROW, ColorScheme.LIGHT, LAPTOP)) {
      String background = "getComputedStyle(document.body).backgroundColor";
      assertThat(tab.page().evaluate(background)).isEqualTo("rgb(245, 246, 245)");
      tab.page().click("[data-act=theme]");
      assertThat(tab.page().evaluate(background)).isEqualTo("rgb(17, 23, 26)");
      tab.isAccessible();
      tab.page().click("[data-act=theme]");
      assertThat(tab.page().evaluate(background)).isEqualTo("rgb(245, 246, 245)");
    }
  }

  @Test
  void print_isOnWhitePaperWithDetailsOpened() {
    try (Tab tab = tab(DriftReports.DEMO, ColorScheme.DARK, LAPTOP)) {
      tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(tab.page().evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(tab.page().locator("#leader details.figures table").first().isVisible()).isTrue();
      byte[] pdf = tab.page().pdf();
      assertThat(new String(pdf, 0, 5, US_ASCII)).isEqualTo("%PDF-");
    }
  }
}
