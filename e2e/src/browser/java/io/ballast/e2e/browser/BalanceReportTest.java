package io.ballast.e2e.browser;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.ballast.e2e.Finished;
import io.ballast.e2e.browser.Chromium.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;

/** Balance reports as a reader has them. */
class BalanceReportTest {
  private static final int LAPTOP = 1440;
  private static final int PHONE = 390;

  @TempDir private static Path folder;
  private static @Nullable Chromium chromium;

  /** Kinds of reports. */
  private enum Kind {
    /** All rows new, two columns. */
    REPLACED("--columns=region,class"),
    /** Rows added, what models learn. */
    AUGMENTED("--columns=class --mode=augment"),
    /** Many cells, some extrapolated, a long name. */
    MANY_CELLS(
        "--columns=region,kind_of_the_customer_as_told_by_the_branch_office_last_year,amount"
            + " --cells=all --rows=2000 --target=class"),
    /** Too few rows to measure. */
    UNMEASURED("--columns=class --mode=marginal");

    private final String flags;

    Kind(String flags) {
      this.flags = flags;
    }

    private Path file() {
      return folder.resolve(name() + ".html");
    }
  }

  @BeforeAll
  static void open() throws IOException {
    writeTable("large.csv", 900);
    writeTable("small.csv", 30);
    for (Kind kind : Kind.values()) {
      List<String> arguments = new ArrayList<>(List.of("balance"));
      arguments.add(kind == Kind.UNMEASURED ? "small.csv" : "large.csv");
      arguments.addAll(List.of("-o", kind.name() + ".csv", "--report", kind.name() + ".html"));
      arguments.addAll(List.of(kind.flags.split(" ", -1)));
      Finished finished = Finished.ballast(folder, arguments.toArray(String[]::new));
      assertThat(finished.exitCode()).as(finished.err()).isZero();
    }
    chromium = Chromium.open();
  }

  private static void writeTable(String name, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    List<String> lines = new ArrayList<>();
    lines.add(
        "id,region,kind_of_the_customer_as_told_by_the_branch_office_last_year,amount,since,class");
    for (int row = 0; row < rows; row++) {
      boolean isRare = row % 9 == 0;
      lines.add(
          row
              + ","
              + List.of("north", "south", "east", "\u05e6\u05e4\u05d5\u05df").get(random.nextInt(isRare ? 2 : 4))
              + ","
              + List.of("<b>new</b>", "old", "").get(random.nextInt(3))
              + ","
              + Math.round(100 * (random.nextGaussian() + (isRare ? 2 : 0))) / 100.0
              + ",2026-01-"
              + (10 + random.nextInt(20))
              + ","
              + (isRare ? "yes" : "no"));
    }
    Files.write(folder.resolve(name), lines);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Tab tab(Kind kind, ColorScheme scheme, int width) {
    return requireNonNull(chromium).tab(kind.file(), scheme, width);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void report_onALaptop_isAccessibleInBothThemes(Kind kind) {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (Tab tab = tab(kind, scheme, LAPTOP)) {
        tab.unfold();
        tab.isAccessible();
        tab.doesNotScrollSideways();
        tab.isSelfContainedWithoutErrors();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void report_onAPhone_isAccessibleAndDoesNotScrollSideways(Kind kind) {
    try (Tab tab = tab(kind, ColorScheme.DARK, PHONE)) {
      tab.unfold();
      tab.isAccessible();
      tab.doesNotScrollSideways();
      tab.isSelfContainedWithoutErrors();
    }
  }

  @Test
  void tables_canBeSortedByKeyboard() {
    try (Tab tab = tab(Kind.REPLACED, ColorScheme.LIGHT, LAPTOP)) {
      String head = "table[data-csv]:has(caption:text('Cells before')) th:has-text('Real')";
      tab.page().locator(head + " button").focus();
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(head).getAttribute("aria-sort")).isEqualTo("ascending");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(head).getAttribute("aria-sort")).isEqualTo("descending");
    }
  }

  @Test
  void print_isOnWhitePaper() {
    try (Tab tab = tab(Kind.AUGMENTED, ColorScheme.DARK, LAPTOP)) {
      tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(tab.page().evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo("rgb(255, 255, 255)");
      assertThat(tab.page().pdf()).hasSizeGreaterThan(10_000);
    }
  }
}
