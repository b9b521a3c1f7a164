package io.ballast.cli;

import io.ballast.files.OutputFile;
import io.ballast.report.DriftHtml;
import io.ballast.report.DriftJson;
import io.ballast.report.DriftText;
import io.ballast.report.HtmlOptions;
import io.ballast.report.TextOptions;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.weights.ClassWeights;
import io.ballast.tables.MemoryTable;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import io.ballast.tables.compare.Comparison;
import io.ballast.tables.compare.ComparisonRequest;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.Roles;
import io.ballast.tables.compare.Weighting;
import io.ballast.testkit.GeneratedTable;
import io.ballast.testkit.ImbalanceExample;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code ballast demo}: generated data with a known story, and what Ballast says of it. */
@CommandLine.Command(
    name = "demo",
    description = {
      "Makes data shaped like the public class-imbalance example and shows its drift.",
      "The data is generated: 22,784 rows of a baseline with 35 frauds, 57,158 of production with"
          + " 294. Files, report and the server's data go to a folder that is kept and named.",
      "The server is published through its own REST API; the link logs in once."
    },
    footer = {
      "",
      "Examples:",
      "  ballast demo --no-wait",
      "  ballast demo --no-wait --data demo --seed 7 --format json",
    })
final class DemoCommand implements Command {
  private static final String SCORE = "prediction_score";
  private static final String SERVER = "server";

  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder to write to, made when missing; default a new temporary one.")
  @Nullable Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the generated data; default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--as-published",
      description = "All frauds of production first, as in the public file; default spread evenly.")
  boolean asPublished;

  @Option(names = "--no-wait", description = "End when all is published and printed.")
  boolean noWait;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the pages; default a free one.")
  int port;

  @Option(
      names = "--open",
      description = "Open the pages in the browser, the report with --no-wait.")
  boolean open;

  @Option(names = "--force", description = "Overwrite the files of an earlier demo.")
  boolean force;

  @Mixin private final SharedOptions options = new SharedOptions();

  DemoCommand(Console console) {
    this.console = console;
  }

  /**
   * One model and its drift.
   *
   * @param name as shown
   * @param weighted whether with balanced class weights
   */
  private record Model(String name, boolean weighted, DriftReport drift) {}

  @Override
  public int run() throws IOException {
    Path folder = folder();
    Path data = folder.resolve(SERVER);
    if (force) {
      DemoServer.remove(data);
    } else if (Files.exists(data)) {
      throw ProblemException.input(
          data.toString(), "already exists", "name another folder with --data, or give --force");
    }
    // The server starts while the tables are made, and publishes them while they are compared.
    CompletableFuture<DemoServer> starting =
        CompletableFuture.supplyAsync(() -> DemoServer.start(data, port), DemoServer.THREADS);
    try {
      return show(folder, starting);
    } catch (CompletionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : e;
    } finally {
      CompletableFuture<Void> unused = starting.thenAccept(DemoServer::close);
    }
  }

  private int show(Path folder, CompletableFuture<DemoServer> starting) throws IOException {
    ImbalanceExample example =
        asPublished ? ImbalanceExample.asPublished(seed) : ImbalanceExample.spread(seed);
    Path report = folder.resolve("report.html");
    List<Model> models;
    CompletableFuture<String> published;
    GeneratedTable before = example.baseline();
    GeneratedTable events = example.production();
    try (Table baseline = publish(before, folder.resolve("baseline.csv"));
        Table production = publish(events, folder.resolve("production.csv"))) {
      published =
          starting.thenApplyAsync(
              server -> server.publish(folder, events, weights(before), description(), !noWait),
              DemoServer.THREADS);
      models = compare(baseline, production);
    }
    write(models.get(1).drift(), report);
    String link = published.join();
    DemoServer server = starting.join();
    console
        .out()
        .print(
            options.json()
                ? json(models, report, server)
                : text(models, folder, report, noWait ? report.toString() : link));
    console.out().flush();
    if (open) {
      openInBrowser(noWait ? report.toString() : link);
    }
    if (!noWait) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "ballast-stop"));
      server.await();
    }
    return DONE;
  }

  private List<Model> compare(Table baseline, Table production) {
    Progress progress = new Progress(console, options.quiet);
    Comparison.Progress shown = (done, expected) -> progress.update("comparing", done, expected);
    try {
      return Stream.<Weighting>of(new Weighting.Balanced(), new Weighting.None())
          .parallel()
          .map(weighting -> model(weighting, baseline, production, shown))
          .sorted(Comparator.comparing(Model::weighted))
          .toList();
    } finally {
      progress.end();
    }
  }

  private void write(DriftReport drift, Path report) {
    OutputFile.write(
        report,
        force,
        target -> {
          Writer writer = new OutputStreamWriter(target, StandardCharsets.UTF_8);
          HtmlOptions html =
              new HtmlOptions(Version.current(), console.clock().instant(), "generated data");
          DriftHtml.write(drift, html, writer);
          writer.flush();
        });
  }

  /** Balanced ones, of the classes 0 and 1. */
  private static List<Double> weights(GeneratedTable baseline) {
    long ones = Arrays.stream(baseline.values("Class")).filter(value -> value == 1).count();
    double[] weights = ClassWeights.balanced(new long[] {baseline.rows() - ones, ones});
    return Arrays.stream(weights).boxed().toList();
  }

  /** What the pages of the models say of themselves. */
  private String description() {
    return "Generated data (seed "
        + seed
        + "): no real payment is in it."
        + (asPublished
            ? " As in the public file all frauds of production come first: the first day has all"
                + " 294 of them, so that it drifts and the days after it have none."
            : "");
  }

  private Path folder() {
    try {
      return data == null
          ? Files.createTempDirectory("ballast-demo-")
          : Files.createDirectories(data).toAbsolutePath().normalize();
    } catch (IOException e) {
      throw ProblemException.environment(
          data == null ? "the temporary folder" : data.toString(),
          "must be a folder that can be written",
          "name another with --data");
    }
  }

  /** Writes the table and gives it to the comparison: the CSV text and the doubles are the same. */
  private Table publish(GeneratedTable table, Path file) {
    OutputFile.write(file, force, table::writeCsv);
    MemoryTable.Builder builder = MemoryTable.named(String.valueOf(file.getFileName()));
    for (String column : table.columns()) {
      double[] values = table.values(column);
      if (column.equals("Class") || column.equals("timestamp")) {
        long[] whole = new long[values.length];
        for (int row = 0; row < whole.length; row++) {
          whole[row] = (long) values[row];
        }
        builder.longs(column, whole);
      } else {
        builder.doubles(column, values);
      }
    }
    return builder.build();
  }

  private static Model model(
      Weighting weighting, Table baseline, Table production, Comparison.Progress progress) {
    Roles roles = new Roles("Class", null, SCORE, 0.5, "timestamp", null, List.of("0", "1"));
    boolean weighted = weighting instanceof Weighting.Balanced;
    DriftReport drift =
        Comparison.run(
            baseline,
            production,
            ComparisonRequest.defaults().weighted(roles, weighting),
            weighted ? progress : (done, expected) -> {});
    return new Model(weighted ? "fraud_weighted" : "fraud", weighted, drift);
  }

  private String text(List<Model> models, Path folder, Path report, String address)
      throws IOException {
    Palette palette = Palette.of(console, options);
    StringBuilder text = new StringBuilder();
    text.append("The data is generated (seed ")
        .append(seed)
        .append("): no real payment is in it.\n");
    text.append("Written to ")
        .append(folder)
        .append(
            ": baseline.csv, production.csv, late_events.csv, late_labels.csv, report.html,"
                + " and the server's data in server\n");
    if (noWait) {
      text.append("ballast serve --data ").append(folder.resolve(SERVER));
      text.append(" shows the pages again; ballast token --data gives a token for them.\n");
    } else {
      text.append("The report as a file: ").append(report).append('\n');
    }
    text.append('\n').append(palette.bold("Without class weights")).append('\n');
    text.append(plainSummary(models.get(0).drift())).append("\n\n");
    text.append(palette.bold("With balanced class weights, by target")).append('\n');
    DriftText.write(
        models.get(1).drift(), new TextOptions(console.unicode(), palette.isOn()), text);
    text.append('\n').append("Open ").append(address).append("\n\n");
    text.append(whatToLookAt(models.get(1).drift(), noWait));
    return text.toString();
  }

  private static String plainSummary(DriftReport drift) {
    DriftReport.Result result = drift.results().get(0);
    return "%s: %d of %d columns drifted; %s has a JS distance of %.3f."
        .formatted(
            result.verdict().word(),
            result.drifted().size(),
            result.columns().size(),
            SCORE,
            distance(score(result).plain()));
  }

  private static String whatToLookAt(DriftReport drift, boolean isReport) {
    DriftReport.Result result = drift.results().get(0);
    DriftReport.ColumnResult score = score(result);
    DriftReport.Weighted weighted = score.weighted();
    double heavy = weighted == null ? Double.NaN : distance(weighted.statement());
    List<String> others =
        result.drifted().stream().filter(column -> !column.equals(SCORE)).toList();
    return """
        What to look at:
        1. The same scores, two answers: a JS distance of %.3f when every row counts alike, of %.3f when both classes weigh the same.
        2. In the %s, %s by class: which of the two classes has moved, and where its scores went.
        3. %s
        """
        .formatted(
            distance(score.plain()),
            heavy,
            isReport ? "report" : "page",
            SCORE,
            others.isEmpty()
                ? "The features V1 to V28: their marks of fraud have weakened too, but with 35 frauds in"
                    + " the baseline only a large change can be proven."
                : "The columns that drifted with it, "
                    + String.join(", ", others)
                    + ": marks of fraud that have weakened.");
  }

  private static DriftReport.ColumnResult score(DriftReport.Result result) {
    return result.columns().stream()
        .filter(column -> column.name().equals(SCORE))
        .findFirst()
        .orElseThrow();
  }

  private static double distance(Statement statement) {
    Measure measure = statement.measures().get(DriftMetric.JS_DISTANCE);
    return measure == null ? Double.NaN : measure.value();
  }

  private String json(List<Model> models, Path report, DemoServer server) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("url", server.url());
      json.writeStringProperty("token", server.token());
      json.writeStringProperty("report", report.toString());
      json.writeArrayPropertyStart("models");
      for (Model model : models) {
        DriftReport.Result result = model.drift().results().get(0);
        json.writeStartObject();
        json.writeStringProperty("name", model.name());
        json.writeBooleanProperty("weighted", model.weighted());
        json.writeNumberProperty("n_reference", result.referenceRows());
        json.writeNumberProperty("n_current", result.currentRows());
        json.writeName("drift");
        DriftJson.append(model.drift(), Version.current(), null, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private void openInBrowser(String address) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", address)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.problem("--open, finds no browser here, open " + address + " yourself");
    }
  }
}
