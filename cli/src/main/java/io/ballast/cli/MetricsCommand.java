package io.ballast.cli;

import io.ballast.stats.catalog.Catalog;
import io.ballast.stats.catalog.CatalogMetric;
import io.ballast.stats.catalog.MetricPage;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code ballast metrics}: the catalogue of metrics, or the page of one. */
@CommandLine.Command(
    name = "metrics",
    description = {
      "Lists the metrics: what each is, its unit and its default thresholds. With ID the page of",
      "one: definition, formula, when it misleads, an example to hold another tool against.",
      ""
    },
    footer = {"", "Examples:", "  ballast metrics", "  ballast metrics psi"})
final class MetricsCommand implements Command {
  private final Console console;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "A metric.")
  @Nullable String id;

  @Option(
      names = "--pages",
      paramLabel = "FOLDER",
      description = "Write the list and the page of each as Markdown into this folder.")
  @Nullable Path pages;

  @Mixin private final SharedOptions options = new SharedOptions();

  MetricsCommand(Console console) {
    this.console = console;
  }

  @Override
  public int run() throws IOException {
    Catalog catalog = Catalog.read();
    if (pages != null) {
      write(catalog, pages);
    } else if (id != null) {
      CatalogMetric metric = find(catalog, id);
      if (options.json()) {
        json(json -> write(json, metric));
      } else {
        console.out().print(MetricPage.of(metric));
      }
    } else if (options.json()) {
      json(
          json -> {
            json.writeStartObject().writeArrayPropertyStart("metrics");
            catalog.metrics().forEach(metric -> write(json, metric));
            json.writeEndArray().writeEndObject();
          });
    } else {
      list(catalog, console.out());
    }
    return DONE;
  }

  private static void write(Catalog catalog, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("README.md"), MetricPage.index(catalog));
    for (CatalogMetric metric : catalog.metrics()) {
      Files.writeString(folder.resolve(metric.id() + ".md"), MetricPage.of(metric));
    }
  }

  private void json(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      content.accept(json);
    }
    console.out().println(text);
  }

  private static CatalogMetric find(Catalog catalog, String id) {
    return catalog
        .find(id.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                ProblemException.usage(
                    "metric " + id,
                    "is not in the catalogue",
                    "choose one that ballast metrics lists"));
  }

  private static void list(Catalog catalog, PrintStream out) {
    out.printf(
        "%-19s %-29s %-9s %-19s %s%n", "id", "name", "family", "warning, critical", "weights");
    for (CatalogMetric metric : catalog.metrics()) {
      out.printf(
          "%-19s %-29s %-9s %-19s %s%n",
          metric.id(),
          metric.name(),
          metric.family().name().toLowerCase(Locale.ROOT),
          metric.warning().isPresent()
              ? metric.warning().getAsDouble() + ", " + metric.critical().orElse(Double.NaN)
              : "none",
          metric.takesWeights() ? "yes" : "no");
    }
  }

  private static void write(JsonGenerator json, CatalogMetric metric) {
    json.writeStartObject();
    json.writeStringProperty("id", metric.id());
    json.writeStringProperty("name", metric.name());
    json.writeStringProperty("family", metric.family().name().toLowerCase(Locale.ROOT));
    json.writeArrayPropertyStart("needs");
    metric.needs().forEach(json::writeString);
    json.writeEndArray();
    json.writeBooleanProperty("weights", metric.takesWeights());
    json.writeStringProperty("unit", metric.unit());
    json.writeStringProperty("range", metric.range());
    json.writeStringProperty("direction", metric.direction());
    threshold(json, "warning", metric.warning());
    threshold(json, "critical", metric.critical());
    json.writeStringProperty("cost", metric.cost().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("says", metric.says());
    json.writeStringProperty("formula", metric.formula());
    json.writeStringProperty("misleads", metric.misleads());
    json.writeStringProperty("oracle", metric.oracle());
    json.writeEndObject();
  }

  private static void threshold(JsonGenerator json, String name, OptionalDouble threshold) {
    if (threshold.isPresent()) {
      json.writeNumberProperty(name, threshold.getAsDouble());
    } else {
      json.writeNullProperty(name);
    }
  }
}
