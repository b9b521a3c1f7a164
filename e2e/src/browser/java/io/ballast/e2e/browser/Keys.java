package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;

/**
 * Somebody without a mouse: Tab, letters, arrows, Enter.
 *
 * @param tab where the keys go
 */
record Keys(Chromium.Tab tab) {
  private static final int MOST_TABS = 400;

  /** Tabs on until the focus is on what matches. */
  Keys to(String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (tab.hasFocus(selector)) {
        return this;
      }
      page().keyboard().press("Tab");
    }
    throw new AssertionError("the Tab key does not reach " + selector + " on " + page().url());
  }

  Keys press(String... keys) {
    for (String key : keys) {
      page().keyboard().press(key);
    }
    return this;
  }

  Keys type(String text) {
    page().keyboard().type(text);
    return this;
  }

  /** Presses Enter and waits for the page whose address matches the glob. */
  Keys enter(String glob) {
    page().keyboard().press("Enter");
    page().waitForURL(glob);
    page().waitForLoadState(LoadState.NETWORKIDLE);
    return this;
  }

  /** Fails unless the first element that matches shows that text. */
  Keys sees(String selector, String text) {
    assertThat(tab.text(selector)).contains(text);
    return this;
  }

  private Page page() {
    return tab.page();
  }
}
