package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.ballast.e2e.Finished;
import io.ballast.e2e.browser.Chromium.Tab;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of the guide and holds the committed ones against them.
 *
 * <p>Fonts differ from machine to machine, so that bytes are not compared: both pictures are laid
 * under a grid, and few of its fields may differ in how dark they are. A part that comes, goes or
 * moves fails; so do two pictures of different pages. What was taken lies in {@code
 * e2e/target/pictures}, to be copied to {@code docs/guide/pictures} when a page has changed.
 */
@ExtendWith(OnTheSite.class)
class PicturesTest {
  private static final Path COMMITTED = Finished.ROOT.resolve("docs/guide/pictures");
  private static final Path TAKEN = Finished.ROOT.resolve("e2e/target/pictures");
  private static final int HEIGHT = 760;
  private static final int WIDTH = 1280;
  private static final int FIELD = 40;
  private static final int VISIBLE = 10;
  private static final double FEW = 0.1;
  private static final long LARGEST_BYTES = 300_000;

  private final Site site;

  PicturesTest(Site site) {
    this.site = site;
  }

  /**
   * One picture.
   *
   * @param name of its file
   * @param query of the model's page; empty for the overview of its project
   * @param top selector of what stands at its upper edge
   * @param scheme light or dark
   */
  private record Picture(String name, String query, String top, ColorScheme scheme) {}

  private static final List<Picture> PICTURES =
      List.of(
          new Picture("overview", "", "header", ColorScheme.LIGHT),
          new Picture("answer", "?range=all", "header", ColorScheme.LIGHT),
          new Picture(
              "window", "?range=all&by=Day&at=2024-11-16T00:00:00Z", "#time", ColorScheme.LIGHT),
          new Picture("columns", "?range=all&by=Day", "#heat", ColorScheme.DARK));

  @Test
  void committedPictures_showThePagesAsTheyAre() throws IOException {
    Files.createDirectories(TAKEN);
    PICTURES.forEach(this::take);
    List<BufferedImage> committed = new ArrayList<>();
    for (Picture picture : PICTURES) {
      Path file = COMMITTED.resolve(picture.name() + ".png");
      assertThat(file).as("copy it from " + TAKEN).exists();
      assertThat(Files.size(file)).as(picture.name()).isLessThan(LARGEST_BYTES);
      committed.add(read(file));
      assertThat(difference(read(file), read(taken(picture))))
          .as("%s shows a page that has changed: look at it, then copy it from %s", file, TAKEN)
          .isLessThanOrEqualTo(FEW);
    }
    for (int i = 1; i < committed.size(); i++) {
      assertThat(difference(committed.get(i - 1), committed.get(i))).isGreaterThan(FEW);
    }
  }

  @Test
  void guideAndReadme_showThePictures() throws IOException {
    String guide = Files.readString(Finished.ROOT.resolve("docs/guide/first-hour.md"));
    for (Picture picture : PICTURES) {
      assertThat(guide).contains("](pictures/" + picture.name() + ".png)");
    }
    assertThat(Files.readString(Finished.ROOT.resolve("README.md")))
        .contains("](docs/guide/pictures/");
  }

  private void take(Picture picture) {
    try (Tab tab = site.loggedIn("/", picture.scheme(), WIDTH)) {
      Page page = tab.page();
      String model = site.modelPath(tab, "fraud_weighted");
      page.setViewportSize(WIDTH, HEIGHT);
      if (picture.query().isEmpty()) {
        page.navigate(site.url() + model);
        page.locator(".pagehead a").first().click();
      } else {
        page.navigate(site.url() + model + picture.query());
      }
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.locator(picture.top())
          .first()
          .evaluate("element => element.scrollIntoView({ block: 'start' })");
      page.screenshot(new Page.ScreenshotOptions().setPath(taken(picture)));
    }
  }

  private static Path taken(Picture picture) {
    return TAKEN.resolve(picture.name() + ".png");
  }

  private static BufferedImage read(Path file) throws IOException {
    return Objects.requireNonNull(ImageIO.read(file.toFile()), file.toString());
  }

  /** The share of fields whose mean grey differs visibly; 1 when the sizes differ. */
  private static double difference(BufferedImage one, BufferedImage other) {
    if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return 1;
    }
    int fields = 0;
    int different = 0;
    for (int y = 0; y + FIELD <= one.getHeight(); y += FIELD) {
      for (int x = 0; x + FIELD <= one.getWidth(); x += FIELD) {
        fields++;
        if (Math.abs(grey(one, x, y) - grey(other, x, y)) > VISIBLE) {
          different++;
        }
      }
    }
    return different / (double) fields;
  }

  /** Mean of a field, from 0 for black to 255 for white. */
  private static double grey(BufferedImage image, int left, int top) {
    double sum = 0;
    for (int y = top; y < top + FIELD; y++) {
      for (int x = left; x < left + FIELD; x++) {
        int rgb = image.getRGB(x, y);
        sum += (((rgb >> 16) & 255) + ((rgb >> 8) & 255) + (rgb & 255)) / 3.0;
      }
    }
    return sum / (FIELD * FIELD);
  }
}
