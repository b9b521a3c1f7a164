package io.ballast.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The demo and a browser before it; both serve all tests of a run.
 *
 * @param folder of the demo, removed at the end
 * @param demo the process
 * @param chromium the browser
 */
record Site(Path folder, DemoProcess demo, Chromium chromium) implements AutoCloseable {
  static final int LAPTOP = 1440;
  static final int PHONE = 390;

  static Site open() {
    try {
      Path folder = Files.createTempDirectory("ballast-pages");
      return new Site(folder, DemoProcess.start(folder.resolve("demo")), Chromium.open());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return demo.url();
  }

  /** REST with the token of the demo. */
  Api api() {
    return new Api(demo.url(), demo.token());
  }

  /** A page of somebody who has logged in by the form. */
  Tab loggedIn(String path, ColorScheme scheme, int width) {
    Tab tab = chromium.tab(url() + path, scheme, width);
    tab.page().fill("#token", demo.token());
    tab.page().click("form.login button");
    tab.page().waitForLoadState(LoadState.NETWORKIDLE);
    return tab;
  }

  /** The path of a model's page. */
  String modelPath(Tab tab, String name) {
    tab.page().navigate(url() + "/");
    return tab.page()
        .locator(".models tbody th a")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name + "$")))
        .getAttribute("href");
  }

  @Override
  public void close() {
    chromium.close();
    demo.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
