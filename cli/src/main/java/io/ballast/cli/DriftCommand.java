package io.ballast.cli;

import io.ballast.files.OutputFile;
import io.ballast.files.TableFiles;
import io.ballast.report.DriftHtml;
import io.ballast.report.DriftJson;
import io.ballast.report.DriftText;
import io.ballast.report.HtmlOptions;
import io.ballast.report.TextOptions;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.PeerParity;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ballast drift}: from two files to a verdict. */
@CommandLine.Command(
    name = "drift",
    description = {
      "Compares the columns of CURRENT with those of REFERENCE and says of each: drift, no drift or",
      "not enough data, with an interval. With --weights also with the classes at equal weight.",
      "Files: CSV, TSV, NDJSON (also .gz, .zst), Parquet; - reads CSV from standard input.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 bad input, 2 wrong usage, 3 environment, 4 --fail-on is met.",
      "",
      "Examples:",
      "  ballast drift train.csv today.csv --report report.html",
      "  ballast drift train.parquet week.parquet --target Class --weights balanced --by region"
    })
final class DriftCommand implements Command {

  /** When the command ends with exit code 4. */
  enum FailOn {
    /** On drift in any result. */
    DRIFT,
    /** Also when a result or a column has no verdict. */
    ANY
  }

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REFERENCE",
      description = "The frozen side.")
  @Nullable String reference;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CURRENT",
      description = "The side under test.")
  @Nullable String current;

  @Mixin private final DriftOptions drift = new DriftOptions();
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

  @Option(
      names = "--fail-on",
      paramLabel = "drift|any",
      description = "End with exit code 4 on drift; any: also when a column has no verdict.")
  @Nullable FailOn failOn;

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description = "Compare the pairs of a list of JSON lines instead of two files.")
  @Nullable Path pairs;

  DriftCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() throws IOException {
    ComparisonRequest request = drift.request();
    return pairs == null ? runOne(request) : runPairs(pairs, request);
  }

  private int runOne(ComparisonRequest request) throws IOException {
    if (reference == null || current == null) {
      throw ProblemException.usage(
          reference == null ? "no file" : reference + " alone",
          "drift compares two files",
          "give REFERENCE and CURRENT, or a list with --pairs");
    }
    if (reference.equals("-") && current.equals("-")) {
      throw ProblemException.usage(
          "- and -", "standard input is one table", "give a file for one side");
    }
    if (report != null) {
      ReportFile.check(report, force);
    }
    DriftReport result = compare(reference, current, request, shared.quiet);
    if (report != null) {
      write(result, report);
    }
    print(result);
    return exitCode(List.of(result));
  }

  private DriftReport compare(
      String referencePath, String currentPath, ComparisonRequest request, boolean quiet) {
    Progress progress = new Progress(console, quiet);
    try (Table left = TableFiles.open(referencePath, files.options());
        Table right = TableFiles.open(currentPath, files.options())) {
      String work = "comparing " + left.name() + " with " + right.name();
      DriftReport report =
          drift.alarms.added(
              Comparison.run(
                  left, right, request, (done, expected) -> progress.update(work, done, expected)),
              request.every());
      PeerParity peer = drift.peer();
      return peer == null ? report : peer.added(report, left, right);
    } finally {
      progress.end();
    }
  }

  private void write(DriftReport result, Path target) throws IOException {
    boolean html = ReportFile.isHtml(target);
    OutputFile.write(
        target,
        force,
        file -> {
          Writer out = new OutputStreamWriter(file, StandardCharsets.UTF_8);
          if (html) {
            HtmlOptions options =
                new HtmlOptions(Version.current(), console.clock().instant(), null);
            DriftHtml.write(result, options, out);
          } else {
            DriftJson.write(result, Version.current(), out);
          }
          out.flush();
        });
  }

  private void print(DriftReport result) throws IOException {
    if (shared.json()) {
      DriftJson.write(result, Version.current(), writer());
      return;
    }
    DriftText.write(
        result,
        new TextOptions(console.unicode(), Palette.of(console, shared).isOn()),
        console.out());
    console
        .out()
        .println(
            report == null
                ? "Write a report with --report drift.html"
                : "Report: " + report.toAbsolutePath().normalize());
  }

  /** JSON is UTF-8 whatever the locale. */
  private Writer writer() {
    return new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
  }

  private int exitCode(List<DriftReport> results) {
    if (failOn == null) {
      return DONE;
    }
    boolean drifted = false;
    boolean unknown = false;
    for (DriftReport one : results) {
      for (DriftReport.Result result : one.results()) {
        drifted |= result.verdict() == Verdict.DRIFT;
        unknown |=
            result.verdict() == Verdict.NOT_ENOUGH_DATA
                || result.columns().stream().anyMatch(c -> c.verdict() == Verdict.NOT_ENOUGH_DATA);
      }
    }
    return drifted || (unknown && failOn == FailOn.ANY) ? CHECK_NOT_MET : DONE;
  }

  private int runPairs(Path list, ComparisonRequest request) throws IOException {
    if (reference != null || report != null) {
      throw ProblemException.usage(
          "--pairs with " + (reference != null ? reference : "--report " + report),
          "a list of pairs stands instead of two files and writes JSON lines",
          "leave one of the two out");
    }
    Progress progress = new Progress(console, shared.quiet);
    int[] exitCode = {DONE};
    boolean[] failed = {false};
    int[] done = {0};
    Writer out = writer();
    DriftPairs.read(
        list,
        pair -> {
          try {
            if (pair.problem() != null) {
              throw pair.problem();
            }
            DriftReport result =
                compare(
                    pair.path("reference", list),
                    pair.path("current", list),
                    pair.request(request),
                    true);
            DriftJson.write(result, Version.current(), pair.id(), out);
            exitCode[0] = Math.max(exitCode[0], exitCode(List.of(result)));
          } catch (ProblemException | UncheckedIOException e) {
            failed[0] = true;
            DriftJson.writeError(pair.id(), String.valueOf(e.getMessage()), out);
          }
          progress.update("pair " + ++done[0], done[0], 0);
        });
    progress.end();
    return failed[0] ? ProblemException.Kind.INPUT.exitCode() : exitCode[0];
  }
}
