package io.ballast.cli;

import io.ballast.files.OutputFile;
import io.ballast.files.TableFiles;
import io.ballast.report.HtmlOptions;
import io.ballast.report.TextOptions;
import io.ballast.report.performance.PerformanceHtml;
import io.ballast.report.performance.PerformanceJson;
import io.ballast.report.performance.PerformanceText;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.performance.PerformanceReport;
import io.ballast.tables.performance.PerformanceRequest;
import io.ballast.tables.performance.PerformanceRun;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ballast performance}: from a file with truth and prediction to figures. */
@CommandLine.Command(
    name = "performance",
    description = {
      "Says how well a model did on the rows of FILE: two or more classes, numbers or rankings, each",
      "figure with an interval. With --weights also with weighted rows.",
      "Files: CSV, TSV, NDJSON (also .gz, .zst), Parquet; - reads CSV from standard input.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ballast performance today.csv --target Class --score amount --by region",
      "  ballast performance train.csv --target Class --score amount --weights balanced"
    })
final class PerformanceCommand implements Command {
  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The table, with the truth in it.")
  @Nullable String file;

  @Mixin private final PerformanceOptions performance = new PerformanceOptions();
  @Mixin private final FileOptions files = new FileOptions();
  @Mixin private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report, .html or .json; an .html file opens from disk, without a network.")
  @Nullable Path report;

  @Option(names = "--force", description = "Overwrite an existing report.")
  boolean force;

  PerformanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() throws IOException {
    PerformanceRequest request = performance.request();
    if (file == null) {
      throw ProblemException.usage("no file", "performance measures a table", "give FILE");
    }
    if (report != null) {
      ReportFile.check(report, force);
    }
    PerformanceReport result = measure(file, request);
    if (report != null) {
      write(result, report);
    }
    print(result);
    return DONE;
  }

  private PerformanceReport measure(String path, PerformanceRequest request) {
    Progress progress = new Progress(console, shared.quiet);
    try (Table table = TableFiles.open(path, files.options())) {
      String work = "measuring " + table.name();
      return PerformanceRun.run(
          table, request, (done, expected) -> progress.update(work, done, expected));
    } finally {
      progress.end();
    }
  }

  private void write(PerformanceReport result, Path target) throws IOException {
    OutputFile.write(
        target,
        force,
        bytes -> {
          Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          if (ReportFile.isHtml(target)) {
            HtmlOptions options =
                new HtmlOptions(Version.current(), console.clock().instant(), null);
            PerformanceHtml.write(result, options, out);
          } else {
            PerformanceJson.write(result, Version.current(), out);
          }
          out.flush();
        });
  }

  private void print(PerformanceReport result) throws IOException {
    if (shared.json()) {
      Writer out = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
      PerformanceJson.write(result, Version.current(), out);
      return;
    }
    PerformanceText.write(
        result,
        new TextOptions(console.unicode(), Palette.of(console, shared).isOn()),
        console.out());
    console
        .out()
        .println(
            report == null
                ? "Write a report with --report performance.html"
                : "Report: " + report.toAbsolutePath().normalize());
  }
}
