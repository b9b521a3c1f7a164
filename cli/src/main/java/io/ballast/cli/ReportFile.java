package io.ballast.cli;

import io.ballast.files.OutputFile;
import io.ballast.tables.ProblemException;
import java.nio.file.Path;
import java.util.Locale;

/** The file that {@code --report} names. */
final class ReportFile {
  private ReportFile() {}

  /**
   * Checks the name before any work is done.
   *
   * @throws ProblemException if it is neither HTML nor JSON, or is there already without force
   */
  static void check(Path report, boolean force) {
    if (!isHtml(report) && !name(report).endsWith(".json")) {
      throw ProblemException.usage(
          "--report " + report,
          "a report is a .html or a .json file",
          "give it one of these endings");
    }
    OutputFile.check(report, force);
  }

  /** Whether the report is a page. */
  static boolean isHtml(Path report) {
    return name(report).endsWith(".html");
  }

  private static String name(Path report) {
    return report.toString().toLowerCase(Locale.ROOT);
  }
}
