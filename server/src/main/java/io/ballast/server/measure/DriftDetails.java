package io.ballast.server.measure;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the column object of {@code details} (interfaces.md 5) back into what charts draw.
 *
 * <p>It holds the leading distance whole, of the others value and interval; it has no bins.
 */
final class DriftDetails {

  private static final BinnedCounts NOTHING =
      new BinnedCounts(List.of(), new long[1][0], new long[1][0]);

  private DriftDetails() {}

  static ColumnResult read(JsonNode column) {
    JsonNode weighted = column.path("weighted");
    JsonNode missing = column.path("missing");
    return new ColumnResult(
        column.path("name").asString(),
        type(column.path("type").asString()),
        statement(column.path("plain"), column),
        NOTHING,
        weighted.isObject() ? weighted(weighted, column.path("per_class")) : null,
        null,
        missing.path("reference").asLong(),
        missing.path("current").asLong(),
        column.path("unseen").asLong());
  }

  /**
   * What a glance at a column shows: verdict, severity, leading distance and evidence of the
   * statement that speaks for it, as if it were the plain one; a reason is left out.
   */
  static ColumnResult glance(ColumnResult column) {
    Statement leading = column.leading();
    Measure effect = leading.effect();
    return new ColumnResult(
        column.name(),
        column.type(),
        new Statement(
            leading.verdict(),
            leading.severity(),
            null,
            leading.metric(),
            effect == null ? Map.of() : Map.of(leading.metric(), effect),
            leading.evidence()),
        NOTHING,
        null,
        null,
        column.referenceMissing(),
        column.currentMissing(),
        column.unseen());
  }

  private static ColumnType type(String word) {
    return switch (word) {
      case "numeric" -> ColumnType.FLOATING;
      case "boolean" -> ColumnType.BOOLEAN;
      case "timestamp" -> ColumnType.TIMESTAMP;
      default -> ColumnType.CATEGORY;
    };
  }

  private static Weighted weighted(JsonNode node, JsonNode parts) {
    List<Double> weights = new ArrayList<>();
    node.path("weights").forEach(weight -> weights.add(weight.asDouble()));
    List<ClassPart> perClass = new ArrayList<>();
    parts.forEach(part -> perClass.add(part(part)));
    return new Weighted(
        node.path("by").asString(),
        weights,
        statement(node, node),
        null,
        new double[0],
        new double[0],
        perClass,
        null);
  }

  private static ClassPart part(JsonNode part) {
    JsonNode moved = part.path("moved");
    JsonNode rows = part.path("rows");
    boolean known = moved.isBoolean();
    return new ClassPart(
        part.path("class").asString(),
        rows.path("reference").asLong(),
        rows.path("current").asLong(),
        known ? measure(part.path("effect")) : null,
        known ? evidence(part.path("evidence")) : null,
        known ? Boolean.valueOf(moved.asBoolean()) : null);
  }

  private static Statement statement(JsonNode verdict, JsonNode figures) {
    JsonNode effect = figures.path("effect");
    DriftMetric leading = metric(effect.path("metric").asString());
    Map<DriftMetric, Measure> measures = new EnumMap<>(DriftMetric.class);
    figures
        .path("metrics")
        .properties()
        .forEach(
            entry ->
                measures.put(
                    metric(entry.getKey()),
                    new Measure(
                        number(entry.getValue()),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        interval(figures.path("intervals").path(entry.getKey())))));
    if (!measures.isEmpty()) {
      measures.put(leading, measure(effect));
    }
    JsonNode reason = verdict.path("reason");
    return new Statement(
        verdict(verdict.path("verdict").asString()),
        severity(verdict.path("severity")),
        reason.isString() ? reason.asString() : null,
        leading,
        measures,
        evidence(figures.path("evidence")));
  }

  private static Measure measure(JsonNode effect) {
    return new Measure(
        number(effect.path("value")),
        number(effect.path("corrected")),
        number(effect.path("noise_floor")),
        number(effect.path("noise_95")),
        interval(effect.path("interval")));
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static @Nullable Interval interval(JsonNode node) {
    if (!node.isArray()) {
      return null;
    }
    JsonNode upper = node.path(1);
    return new Interval(
        node.path(0).asDouble(), upper.isNumber() ? upper.asDouble() : Double.POSITIVE_INFINITY);
  }

  private static @Nullable Evidence evidence(JsonNode node) {
    if (!node.path("p").isNumber()) {
      return null;
    }
    double p = node.path("p").asDouble();
    return new Evidence(
        node.path("test").asString(),
        p,
        node.path("p_adjusted").isNumber() ? node.path("p_adjusted").asDouble() : p,
        node.path("n").asLong(),
        node.path("m").asLong(),
        number(node.path("n_eff")),
        number(node.path("m_eff")));
  }

  private static DriftMetric metric(String id) {
    return Arrays.stream(DriftMetric.values())
        .filter(metric -> metric.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("metric " + id));
  }

  private static Verdict verdict(String word) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("verdict " + word));
  }

  private static @Nullable Severity severity(JsonNode word) {
    return Arrays.stream(Severity.values())
        .filter(severity -> word.isString() && severity.word().equals(word.asString()))
        .findFirst()
        .orElse(null);
  }
}
