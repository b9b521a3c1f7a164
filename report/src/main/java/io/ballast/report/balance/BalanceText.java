package io.ballast.report.balance;

import static io.ballast.report.TextTable.left;
import static io.ballast.report.TextTable.right;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.plan.Mode;
import io.ballast.report.Figures;
import io.ballast.report.Names;
import io.ballast.report.TextOptions;
import io.ballast.report.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a balance report for a terminal: what was done, how good it is, what to beware of. */
public final class BalanceText {

  private static final int MOST_CELLS = 12;
  private static final int WIDEST_VALUE = 30;
  private static final int NARROWEST_VALUE = 3;

  /** For the values of a row, beside its counts. */
  private static final int ROOM = 42;

  private static final int COUNT = 11;

  private final BalanceReport report;
  private final Figures figures;
  private final boolean unicode;
  private final Appendable out;

  private BalanceText(BalanceReport report, TextOptions options, Appendable out) {
    this.report = report;
    this.unicode = options.unicode();
    this.figures = unicode ? Figures.TEXT : Figures.ASCII;
    this.out = out;
  }

  /**
   * Writes the report.
   *
   * @throws IOException when {@code out} fails
   */
  public static void write(BalanceReport report, TextOptions options, Appendable out)
      throws IOException {
    new BalanceText(report, options, out).write();
  }

  private void write() throws IOException {
    BalanceSentences sentences = new BalanceSentences(report, figures);
    paragraph(sentences.done());
    if (!report.columns().isEmpty()) {
      cells();
    }
    for (String finding : sentences.findings()) {
      paragraph(finding);
    }
    paragraph(sentences.kept());
    paragraph(sentences.regenerated());
    for (String warning : sentences.warnings()) {
      paragraph("Beware: " + warning);
    }
    line(
        "Seed %d; fit %s s, generate %s s, report %s s."
            .formatted(
                report.seed(),
                figures.fixed(report.seconds().fit(), 1),
                figures.fixed(report.seconds().generate(), 1),
                figures.fixed(report.seconds().report(), 1)));
  }

  private void cells() throws IOException {
    int columns = report.columns().size();
    int widest = Math.max(NARROWEST_VALUE, Math.min(WIDEST_VALUE, ROOM / columns - 2));
    int[] widths = new int[columns];
    List<Cell> shown = report.cells().subList(0, Math.min(MOST_CELLS, report.cells().size()));
    for (int i = 0; i < columns; i++) {
      widths[i] = Math.min(widest, TextTable.width(shown(report.columns().get(i))));
      for (Cell cell : shown) {
        widths[i] =
            Math.max(widths[i], Math.min(widest, TextTable.width(text(cell.values().get(i)))));
      }
    }
    List<@Nullable String> names = new ArrayList<>(report.columns());
    String last = report.mode() == Mode.REPLACE ? "" : right("total", COUNT);
    line(
        row(names, widths)
            + right("real", COUNT)
            + right("generated", COUNT)
            + last
            + right("donors", COUNT));
    for (int i = 0; i < shown.size(); i++) {
      Cell cell = shown.get(i);
      String total =
          report.mode() == Mode.REPLACE
              ? ""
              : right(figures.count(cell.real() + (long) cell.generated()), COUNT);
      line(
          row(cell.values(), widths)
              + right(figures.count(cell.real()), COUNT)
              + right(figures.count(cell.generated()), COUNT)
              + total
              + right(figures.count(Math.round(report.donors()[i])), COUNT)
              + (cell.isExtrapolated() ? "  extrapolated" : "")
              + (cell.cut() ? "  cut short" : ""));
    }
    if (report.cells().size() > shown.size()) {
      line(figures.count(report.cells().size() - shown.size()) + " more cells: see the report.");
    }
    line("");
  }

  private String row(List<@Nullable String> values, int[] widths) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      row.append(
          left(TextTable.cut(text(values.get(i)), widths[i], unicode ? "…" : "~"), widths[i] + 2));
    }
    return row.toString();
  }

  private String text(@Nullable String value) {
    return shown(Objects.requireNonNullElse(value, "(missing)"));
  }

  private String shown(String text) {
    String visible = Names.visible(text);
    return unicode ? visible : Names.ascii(visible);
  }

  private void paragraph(String text) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    for (String line : TextTable.wrap(shown(text), TextTable.WIDTH)) {
      line(line);
    }
    line("");
  }

  private void line(String text) throws IOException {
    out.append(text.stripTrailing().replace('\u00a0', ' ')).append('\n');
  }
}
