package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that is still at work when its reader wants it no longer. */
@ExtendWith(OnTheSite.class)
class JobTest {
  private static final int MANY_ROWS = 2_500_000;
  private static final Pattern AT_WORK = Pattern.compile("% done|Waits for its turn");

  private final Site site;

  JobTest(Site site) {
    this.site = site;
  }

  @Test
  void upload_thatIsCancelled_hasNoEffect(@TempDir Path folder) throws IOException {
    Api api = site.api();
    JsonNode model = SmallModel.publish(api, 21);
    String id = model.path("id").asText();
    try (Tab tab = site.loggedIn("/upload", ColorScheme.LIGHT, Site.LAPTOP)) {
      Page page = tab.page();
      page.setInputFiles("#f-file", events(folder));
      page.check("input[value=events]");
      page.selectOption("select[name=model]", id);
      page.click("form.fields > button");
      page.waitForURL("**/jobs/**");
      page.locator(".job .state", new Page.LocatorOptions().setHasText(AT_WORK)).waitFor();
      page.click("button[aria-label^='Cancel Publish events']");
      page.getByText("Cancelled. A cancelled job has no effect.").waitFor();

      String job = page.url().replaceFirst(".*/jobs/", "");
      assertThat(api.get("/v3/jobs/" + job).path("status").asText()).isEqualTo("REVOKED");
      JsonNode rows =
          api.get(
              "/v3/models/" + id + "/rows?start_time=2026-01-01&end_time=2027-01-01&limit=1");
      assertThat(rows.path("total").asLong()).isEqualTo(3000);
      tab.asksNobodyElse(site.url());
    }
  }

  private static Path events(Path folder) throws IOException {
    Path file = folder.resolve("many.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("amount,kind,score,label,time\n");
      for (int row = 0; row < MANY_ROWS; row++) {
        out.write("0.5,card,0." + (1000 + row % 5000) + ",no," + (1_772_800_000 + row) + "\n");
      }
    }
    return file;
  }
}
