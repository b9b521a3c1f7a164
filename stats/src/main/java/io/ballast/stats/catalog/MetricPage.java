package io.ballast.stats.catalog;

import java.util.Locale;
import java.util.OptionalDouble;

/** The page of a metric, and the list of all, in Markdown: what the documents hold. */
public final class MetricPage {

  private MetricPage() {}

  /** The page of one metric, ending in a line end. */
  public static String of(CatalogMetric metric) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(metric.name()).append(" (`").append(metric.id()).append("`)\n\n");
    page.append(metric.says()).append("\n\n");
    page.append("    ").append(metric.formula()).append("\n\n");
    page.append("| | |\n| --- | --- |\n");
    row(page, "range", metric.range());
    row(page, "unit", metric.unit());
    row(page, "direction", metric.direction());
    row(page, "needs", String.join(", ", metric.needs()));
    row(page, "weights", metric.takesWeights() ? "yes" : "no");
    row(page, "warning, critical", thresholds(metric));
    row(page, "time grows with", cost(metric));
    page.append("\n**When it misleads.** ").append(metric.misleads()).append("\n\n");
    page.append("**Example.** ").append(Example.samples(metric)).append(": ");
    page.append(Example.value(metric.id())).append(".\n\n");
    page.append("**Held against** ").append(metric.oracle()).append(".\n");
    return page.toString();
  }

  /** The list of all metrics with links to their pages. */
  public static String index(Catalog catalog) {
    StringBuilder page = new StringBuilder("# Metrics\n\n");
    page.append("What `ballast metrics` lists; a page is what `ballast metrics ID` prints.\n\n");
    page.append("| id | name | family | unit | warning, critical | weights |\n");
    page.append("| --- | --- | --- | --- | --- | --- |\n");
    for (CatalogMetric metric : catalog.metrics()) {
      page.append(
          "| [%1$s](%1$s.md) | %2$s | %3$s | %4$s | %5$s | %6$s |%n"
              .formatted(
                  metric.id(),
                  metric.name(),
                  metric.family().name().toLowerCase(Locale.ROOT),
                  metric.unit(),
                  thresholds(metric),
                  metric.takesWeights() ? "yes" : "no")
              .replace("\r", ""));
    }
    return page.toString();
  }

  private static void row(StringBuilder page, String name, String value) {
    page.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  private static String thresholds(CatalogMetric metric) {
    if (metric.warning().isEmpty()) {
      return "none";
    }
    return text(metric.warning()) + ", " + text(metric.critical());
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? Double.toString(number.getAsDouble()) : "none";
  }

  private static String cost(CatalogMetric metric) {
    return switch (metric.cost()) {
      case BINS -> "bins, after one pass over the rows";
      case SORTED -> "rows, which are sorted";
      case ROWS -> "rows, by all tables of the same margins";
    };
  }
}
