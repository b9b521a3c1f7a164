package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Chromium of this machine, and pages in it that remember what they asked for and what failed. */
final class Chromium implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chromium open() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("ballast.chromium")))
                    .setArgs(List.of("--no-sandbox")));
    return new Chromium(playwright, browser);
  }

  /** Opens a file of the disk in a window of that width. */
  Tab tab(Path file, ColorScheme scheme, int width) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 900));
    return new Tab(page, file.toUri().toString());
  }

  /** Opens an address in a window of that width. */
  Tab tab(String address, ColorScheme scheme, int width) {
    Page page =
        browser.newPage(
            new Browser.NewPageOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setAcceptDownloads(true));
    return new Tab(page, address);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** One page, its requests and its errors. */
  static final class Tab implements AutoCloseable {
    /** A machine that does much else at a time answers late. */
    private static final double PATIENCE_MILLIS = 180_000;

    private final Page page;
    private final String address;
    private final List<String> asked = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private Tab(Page page, String address) {
      this.page = page;
      this.address = address;
      page.setDefaultTimeout(PATIENCE_MILLIS);
      page.onRequest(request -> asked.add(request.url()));
      page.onPageError(errors::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
              errors.add(message.text());
            }
          });
      page.navigate(address);
    }

    Page page() {
      return page;
    }

    /** Opens everything that is folded away, so that a check sees it. */
    void unfold() {
      page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })");
    }

    /** Opens the first fold of each kind and place, and what is folded inside it. */
    void unfoldFirst() {
      page.evaluate(
          """
          document.querySelectorAll('details').forEach(each => {
            const place = each.parentElement.closest('details');
            const earlier = each.parentElement.querySelector(':scope > details');
            if (each === earlier && (!place || place.open)) each.open = true;
          })
          """);
    }

    /** Fails when the accessibility rules of axe find something serious. */
    void isAccessible() {
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .filteredOn(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
          .isEmpty();
    }

    /** Fails when the page is wider than its window. */
    void doesNotScrollSideways() {
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(page.viewportSize().width);
    }

    /** Fails when the page asked for anything but itself, or wrote an error or a warning. */
    void isSelfContainedWithoutErrors() {
      assertThat(asked).allMatch(url -> url.equals(address) || url.startsWith("data:"));
      assertThat(errors).isEmpty();
    }

    /** Fails when the page asked another host, or wrote an error or a warning. */
    void asksNobodyElse(String origin) {
      assertThat(asked)
          .allMatch(
              url ->
                  url.startsWith(origin + "/")
                      || url.startsWith("data:")
                      || url.startsWith("blob:" + origin));
      assertThat(errors).isEmpty();
    }

    /** The text of the first element that matches. */
    String text(String selector) {
      return page.locator(selector).first().innerText();
    }

    /** Whether the element with the focus matches. */
    boolean hasFocus(String selector) {
      return (Boolean)
          page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }

    @Override
    public void close() {
      page.close();
    }
  }
}
