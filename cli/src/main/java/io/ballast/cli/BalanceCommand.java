package io.ballast.cli;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceRequest;
import io.ballast.balance.BalanceResult;
import io.ballast.balance.Balancer;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumns.Bins;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.balance.synthesis.Condition;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.ModelFile;
import io.ballast.balance.synthesis.Privacy;
import io.ballast.files.OutputFile;
import io.ballast.files.OutputFiles;
import io.ballast.files.ReadOptions;
import io.ballast.files.TableFiles;
import io.ballast.report.HtmlOptions;
import io.ballast.report.TextOptions;
import io.ballast.report.balance.BalanceHtml;
import io.ballast.report.balance.BalanceJson;
import io.ballast.report.balance.BalanceText;
import io.ballast.stats.Workers;
import io.ballast.tables.ColumnType;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ballast balance}: from an imbalanced table to a balanced one, with the proof beside it.
 */
@CommandLine.Command(
    name = "balance",
    description = {
      "Makes from INPUT a table whose classes or groups are balanced: new rows are drawn that look",
      "like real ones, keep their dependencies and are no copies. A report beside the output shows",
      "how like, how useful and how close to the input they are. Not differential privacy.",
      "Files: CSV, TSV, NDJSON (also .gz, .zst), Parquet; - reads CSV from standard input.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 bad input, 2 wrong usage, 3 environment, 130 interrupted.",
      "",
      "Examples:",
      "  ballast balance train.csv -o balanced.csv --columns region,Class",
      "  ballast balance train.csv -o larger.csv --columns Class --mode augment --provenance"
    })
final class BalanceCommand implements Command {

  private final Console console;

  @Parameters(index = "0", paramLabel = "INPUT", description = "The table to balance.")
  String input = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The balanced table; .csv, .tsv, .ndjson (each also .gz, .zst) or .parquet.")
  Path output = Path.of("");

  @Mixin private final BalanceOptions balance = new BalanceOptions();

  @Option(
      names = "--holdout",
      paramLabel = "FILE",
      description =
          "Real rows to measure against; default a tenth of the input is held back for it.")
  @Nullable String holdout;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Draw from this fitted model; its balance columns are the default.")
  @Nullable Path model;

  @Option(
      names = "--save-model",
      paramLabel = "FILE",
      description = "Keep the fitted model. It holds values of the input: keep it as safe.")
  @Nullable Path saveModel;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report, .html or .json; default both, named like OUTPUT.")
  List<Path> reports = List.of();

  @Option(names = "--no-report", description = "Measure nothing and write no report.")
  boolean noReport;

  @Option(names = "--force", description = "Overwrite existing files.")
  boolean force;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use; the rows are the same for any number. Default all.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private final FileOptions files = new FileOptions();
  @Mixin private final SharedOptions shared = new SharedOptions();

  BalanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() throws IOException {
    PlanSettings plan = balance.plan();
    Map<String, Bins> bins = new LinkedHashMap<>(balance.binsByColumn());
    List<Path> reportFiles = reportFiles();
    check(reportFiles);
    Model given = model == null ? null : readModel(model);
    BalanceProgress progress = new BalanceProgress(new Progress(console, shared.quiet));
    BalanceResult result;
    try {
      Frame table;
      Map<String, String> storedTypes;
      try (Table opened = TableFiles.open(input, files.options())) {
        table = Frame.of(opened);
        storedTypes = opened.storedTypes();
      }
      List<String> columns = columns(given, bins);
      BalanceRequest request =
          new BalanceRequest(
              table,
              columns,
              bins,
              plan,
              balance.shares() == Shares.FILE ? side(balance.shares) : null,
              balance.seeds == null ? null : side(balance.seeds),
              isPrivate(given),
              balance.seed,
              holdout == null ? null : frame(holdout, files.options()),
              balance.target,
              balance.provenance,
              !noReport,
              given);
      result = Balancer.balance(request, Workers.of(threads), progress, System::nanoTime);
      progress.update("Writing " + output.getFileName(), 0, 0);
      write(result, storedTypes, reportFiles);
    } finally {
      progress.end();
    }
    print(result.report(), reportFiles);
    return DONE;
  }

  /** The balance columns that are named, else those of the model. */
  private List<String> columns(@Nullable Model given, Map<String, Bins> bins) {
    if (given == null || !balance.columns.isEmpty() || balance.seeds != null) {
      return balance.columns;
    }
    List<String> columns = new ArrayList<>();
    for (Condition condition : given.settings().conditions()) {
      String name = given.schema().names().get(condition.column());
      columns.add(name);
      double[] edges = condition.edges();
      if (edges != null) {
        boolean areDates =
            given.schema().columns().get(condition.column()).type() == ColumnType.TIMESTAMP;
        bins.putIfAbsent(name, new Bins(0, Arrays.stream(edges).boxed().toList(), areDates));
      }
    }
    return columns;
  }

  /** A fitted model has its own closeness. */
  private boolean isPrivate(@Nullable Model given) {
    boolean isAsked = balance.privacy == BalanceOptions.PrivacyMode.PRIVATE;
    if (given == null) {
      return isAsked;
    }
    boolean isFitted = given.settings().privacy() == Privacy.PRIVATE;
    if (isAsked && !isFitted) {
      throw ProblemException.usage(
          "--privacy private with --model " + model,
          "the model was fitted without it",
          "fit again without --model");
    }
    return isFitted;
  }

  private void check(List<Path> reportFiles) {
    if (balance.columns.isEmpty()
        && balance.seeds == null
        && model == null
        && balance.shares() != Shares.OBSERVED) {
      throw ProblemException.usage(
          "no balance column",
          "balance needs the columns whose values are to be equally frequent",
          "name them with --columns, or give --seeds");
    }
    if (threads < 1) {
      throw ProblemException.usage("--threads " + threads, "is at least 1", "leave it out for all");
    }
    if (noReport && !reports.isEmpty()) {
      throw ProblemException.usage(
          "--no-report with --report " + reports.get(0),
          "a report is written or it is not",
          "leave one of the two out");
    }
    for (Path file : reports) {
      String name = name(file);
      if (!name.endsWith(".html") && !name.endsWith(".json")) {
        throw ProblemException.usage(
            "--report " + file,
            "a report is a .html or a .json file",
            "give it one of these endings");
      }
    }
    List<Path> all = new ArrayList<>(List.of(output));
    all.addAll(reportFiles);
    if (saveModel != null) {
      all.add(saveModel);
    }
    TableFiles.checkEnding(output);
    for (Path file : all) {
      if (all.indexOf(file) != all.lastIndexOf(file)) {
        throw ProblemException.usage(
            file.toString(), "is to hold two things", "give them different names");
      }
      OutputFile.check(file, force);
    }
  }

  private static String name(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  private List<Path> reportFiles() {
    if (noReport || !reports.isEmpty()) {
      return reports;
    }
    String name = String.valueOf(output.getFileName());
    return List.of(
        output.resolveSibling(name + ".report.html"), output.resolveSibling(name + ".report.json"));
  }

  private static Frame frame(String path, ReadOptions options) {
    try (Table table = TableFiles.open(path, options)) {
      return Frame.of(table);
    }
  }

  /** A small CSV beside the input; what is sniffed for the input need not hold for it. */
  private static Frame side(String path) {
    return frame(path, ReadOptions.sniffed());
  }

  private static Model readModel(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelFile.read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw ProblemException.input(
          file.toString(), "does not exist", "name a file of --save-model");
    }
  }

  private void write(
      BalanceResult result, Map<String, String> storedTypes, List<Path> reportFiles) {
    try (OutputFiles all = new OutputFiles(force)) {
      all.write(output, result.output(), storedTypes);
      for (Path file : reportFiles) {
        all.write(file, target -> writeReport(result.report(), file, target));
      }
      if (saveModel != null) {
        all.write(saveModel, target -> ModelFile.write(result.model(), target));
      }
      all.publish();
    }
  }

  private void writeReport(BalanceReport report, Path file, OutputStream target)
      throws IOException {
    Writer out = new OutputStreamWriter(target, StandardCharsets.UTF_8);
    if (name(file).endsWith(".html")) {
      HtmlOptions options = new HtmlOptions(Version.current(), console.clock().instant(), null);
      BalanceHtml.write(report, options, out);
    } else {
      BalanceJson.write(report, Version.current(), out);
    }
    out.flush();
  }

  private void print(BalanceReport report, List<Path> reportFiles) throws IOException {
    if (shared.json()) {
      BalanceJson.write(
          report, Version.current(), new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
      return;
    }
    TextOptions options = new TextOptions(console.unicode(), Palette.of(console, shared).isOn());
    BalanceText.write(report, options, console.out());
    console.out().println("Output: " + output.toAbsolutePath().normalize());
    if (saveModel != null) {
      console.out().println("Model: " + saveModel.toAbsolutePath().normalize());
    }
    for (Path file : reportFiles) {
      console.out().println("Report: " + file.toAbsolutePath().normalize());
    }
  }
}
