package io.ballast.e2e.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.ballast.e2e.Finished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;

/** The demo's report as a reader has it: from a file, without a network, in a real browser. */
class ReportTest {
  private static final int PHONE_WIDTH = 390;

  @TempDir private static Path folder;
  private static @Nullable Playwright playwright;
  private static @Nullable Browser browser;

  @BeforeAll
  static void open() {
    Finished demo = Finished.ballast(folder, "demo", "--no-wait", "--quiet", "--data", "demo");
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    Playwright started =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = started;
    browser =
        started
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("ballast.chromium")))
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    if (playwright != null) {
      playwright.close();
    }
  }

  private static Page page(ColorScheme scheme, int width) {
    return requireNonNull(browser)
        .newPage(
        new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900));
  }

  private static String address() {
    return folder.resolve("demo/report.html").toUri().toString();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void report_hasNoSeriousAccessibilityFinding(ColorScheme scheme) {
    try (Page page = page(scheme, 1440)) {
      page.navigate(address());
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .filteredOn(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
          .isEmpty();
    }
  }

  @Test
  void report_asksForNothingFromTheNetworkAndHasNoError() {
    List<String> asked = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Page page = page(ColorScheme.LIGHT, 1440)) {
      page.onRequest(request -> asked.add(request.url()));
      page.onPageError(errors::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              errors.add(message.text());
            }
          });
      page.navigate(address());
      assertThat(page.title()).isNotBlank();
      assertThat(page.content()).contains("prediction_score");
    }
    assertThat(asked).allMatch(url -> url.equals(address()) || url.startsWith("data:"));
    assertThat(errors).isEmpty();
  }

  @Test
  void report_onAPhone_doesNotScrollSideways() {
    try (Page page = page(ColorScheme.LIGHT, PHONE_WIDTH)) {
      page.navigate(address());
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(PHONE_WIDTH);
    }
  }

  @Test
  void report_printsToPdf() {
    try (Page page = page(ColorScheme.LIGHT, 1440)) {
      page.navigate(address());
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      byte[] pdf = page.pdf();
      assertThat(new String(pdf, 0, 5, US_ASCII)).isEqualTo("%PDF-");
      assertThat(pdf.length).isGreaterThan(10_000);
    }
  }
}
