package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way through the pages by keys alone, from the first address on. */
@ExtendWith(OnTheSite.class)
class KeyboardTest {
  private final Site site;

  KeyboardTest(Site site) {
    this.site = site;
  }

  @Test
  void journey_fromLogInToLogOut_needsNoMouse(@TempDir Path folder) throws IOException {
    try (Tab tab = site.chromium().tab(site.url() + "/", ColorScheme.LIGHT, Site.LAPTOP)) {
      Keys keys = new Keys(tab);
      logIn(keys);
      question(keys);
      window(tab, keys);
      heat(tab, keys);
      comparison(keys);
      baseline(keys);
      upload(tab, keys, folder);
      token(tab, keys);
      keys.to("form[action='/logout'] button").enter("**/login");
      tab.asksNobodyElse(site.url());
    }
  }

  private void logIn(Keys keys) {
    keys.to("#token").type(site.demo().token()).enter(site.url() + "/");
    keys.sees("h1", "models drifted");
    keys.press("j", "j", "k").enter("**/models/**");
    keys.sees("h1", "fraud_weighted");
  }

  /** Letters choose in a list, Enter asks; the list keeps the focus. */
  private static void question(Keys keys) {
    keys.to("select[name=column]").type("V17").enter("**column=V17**");
    assertThat(keys.tab().hasFocus("select[name=column]")).isTrue();
    keys.to("select[name=by]").type("hour").enter("**by=Hour**");
    keys.sees("#time h2", "By hour");
    keys.to("select[name=by]").type("day").enter("**by=Day**");
    keys.sees("#time h2", "By day");
  }

  private static void window(Tab tab, Keys keys) {
    keys.to("#time .line.large").press("ArrowLeft", "ArrowLeft").enter("**at=2024-11-16**");
    assertThat(tab.hasFocus("#window")).isTrue();
    keys.sees("#window", "V17").to("#window .btn.primary").enter("**/rows?**");
    keys.to("a[download]");
    Download csv = tab.page().waitForDownload(() -> keys.press("Enter"));
    assertThat(csv.suggestedFilename()).isEqualTo("events.csv");
    keys.to("a[href^='/models/']:not([download])").enter("**/models/*");
  }

  private static void heat(Tab tab, Keys keys) {
    keys.to("#heat .scroll").press("ArrowRight", "ArrowDown", "ArrowRight");
    String column = tab.text("#heat tbody tr:nth-child(2) th");
    keys.enter("**at=2024-11-12**");
    assertThat(tab.page().inputValue("select[name=column]")).isEqualTo(column);
    keys.press("Escape");
    tab.page().waitForURL(url -> !url.contains("at="));
  }

  private static void comparison(Keys keys) {
    keys.to(".menu summary").press("Enter").to(".menu li a").enter("**compare=**");
    keys.sees("#time .key", "fraud_weighted v1");
  }

  private static void baseline(Keys keys) {
    keys.to("a[href$='/schema']").enter("**/schema");
    keys.to("a[href$='/baselines/new']").enter("**/baselines/new");
    keys.to("#f-name").type("keys_only").to("form.fields > button").enter("**baseline=**");
    keys.sees(".ask", "keys_only");
  }

  private void upload(Tab tab, Keys keys, Path folder) throws IOException {
    Path file = folder.resolve("sizes.csv");
    StringBuilder rows = new StringBuilder("size,score,label,time\n");
    for (int row = 0; row < 200; row++) {
      rows.append(row % 17).append(',').append((row * 37 % 100) / 100.0).append(',');
      rows.append(row % 4 == 0 ? 1 : 0).append(",2026-03-0").append(1 + row % 5).append('\n');
    }
    Files.writeString(file, rows);
    keys.to("nav a[href='/']").enter(site.url() + "/");
    keys.to("a[href='/upload']").enter("**/upload").to("#f-file");
    FileChooser chooser = tab.page().waitForFileChooser(() -> keys.press("Space"));
    chooser.setFiles(file);
    keys.to("form.fields > button").enter("**/models/new**");
    keys.to("#f-project").press("Control+a").type("own");
    keys.to("form.fields > button").enter("**/jobs/**");
    tab.page().getByText("Done.").first().waitFor();
  }

  private static void token(Tab tab, Keys keys) {
    Page page = tab.page();
    keys.to("nav a[href='/settings']").enter("**/settings");
    keys.to("#f-name").type("by keys").enter("**/settings/tokens");
    keys.sees("#new-token", "grtballast_");
    page.onDialog(dialog -> dialog.accept());
    keys.to("button[aria-label='Revoke by keys']").enter("**/settings#tokens");
    assertThat(page.locator("button[aria-label='Revoke by keys']").count()).isZero();
  }
}
