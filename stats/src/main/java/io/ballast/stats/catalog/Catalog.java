package io.ballast.stats.catalog;

import io.ballast.stats.catalog.CatalogMetric.Cost;
import io.ballast.stats.catalog.CatalogMetric.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of the library, read from {@code metrics.txt} beside this class: blocks of {@code
 * key: value} lines.
 */
public final class Catalog {
  private static final String FILE = "metrics.txt";

  private final List<CatalogMetric> metrics;

  private Catalog(List<CatalogMetric> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /** Reads the catalogue. */
  public static Catalog read() {
    try (InputStream file = Catalog.class.getResourceAsStream(FILE)) {
      return parse(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads blocks of keys and values.
   *
   * @throws IllegalArgumentException if a line is no {@code key: value}, a key is missing or more
   *     than asked for, or two blocks have one id
   */
  static Catalog parse(String text) {
    List<CatalogMetric> metrics = new ArrayList<>();
    Map<String, String> block = new LinkedHashMap<>();
    for (String line : (text + "\n\n").split("\n", -1)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (!line.isBlank()) {
        int colon = line.indexOf(": ");
        if (colon < 1 || block.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
          throw new IllegalArgumentException("no 'key: value' or a second one: " + line);
        }
      } else if (!block.isEmpty()) {
        CatalogMetric metric = metric(block);
        if (metrics.stream().anyMatch(other -> other.id().equals(metric.id()))) {
          throw new IllegalArgumentException(metric.id() + " is there twice");
        }
        metrics.add(metric);
        block.clear();
      }
    }
    return new Catalog(metrics);
  }

  private static CatalogMetric metric(Map<String, String> block) {
    CatalogMetric metric =
        new CatalogMetric(
            take(block, "id"),
            take(block, "name"),
            Family.valueOf(take(block, "family").toUpperCase(Locale.ROOT)),
            List.of(take(block, "needs").split(", ", -1)),
            take(block, "weights").equals("yes"),
            take(block, "unit"),
            take(block, "range"),
            take(block, "direction"),
            number(block.remove("warning")),
            number(block.remove("critical")),
            Cost.valueOf(take(block, "cost").toUpperCase(Locale.ROOT)),
            take(block, "says"),
            take(block, "formula"),
            take(block, "misleads"),
            take(block, "oracle"));
    if (!block.isEmpty()) {
      throw new IllegalArgumentException(metric.id() + " has unknown keys: " + block.keySet());
    }
    return metric;
  }

  private static String take(Map<String, String> block, String key) {
    String value = block.remove(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key + " in the block of " + block);
    }
    return value;
  }

  private static OptionalDouble number(@Nullable String text) {
    return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  /** All metrics in the order of lists. */
  public List<CatalogMetric> metrics() {
    return metrics;
  }

  /** The metric of an id. */
  public Optional<CatalogMetric> find(String id) {
    return metrics.stream().filter(metric -> metric.id().equals(id)).findFirst();
  }
}
