package io.ballast.report;

import static java.util.Objects.requireNonNullElse;

import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import io.ballast.tables.compare.Alarms;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Weighted;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a drift report as the JSON object {@code ballast-drift/1}.
 *
 * <p>One line, keys in a fixed order. Numbers are the shortest decimals that read back as the same
 * double, so the same report gives the same bytes on each JDK. A number that is undefined is null
 * and has a {@code reason} beside it; the open upper end of an interval is null. The format only
 * grows: keys may be added, never renamed or moved.
 */
public final class DriftJson {
  /** Name and version of the format. */
  public static final String FORMAT = "ballast-drift/1";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;

  private DriftJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes the report as one line, line end included. The writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(DriftReport report, String version, Writer out) throws IOException {
    write(report, version, null, out);
  }

  /**
   * As {@link #write(DriftReport, String, Writer)}, with an {@code id} in front: one line of a list
   * of comparisons.
   *
   * @param id the comparison's id; null for none
   * @throws IOException when the writer fails
   */
  public static void write(DriftReport report, String version, @Nullable String id, Writer out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      append(report, version, id, json);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes the report as a value of a larger document.
   *
   * @param id the comparison's id; null for none
   * @throws JacksonIOException when the generator's target fails
   */
  public static void append(
      DriftReport report, String version, @Nullable String id, JsonGenerator json) {
    new DriftJson(json).report(report, version, id);
  }

  /**
   * Writes one column of a report, as it stands in {@code results[].columns[]}, as a value of
   * another document.
   *
   * @throws JacksonIOException when the generator's target fails
   */
  public static void append(ColumnResult column, JsonGenerator json) {
    new DriftJson(json).column(column);
  }

  /**
   * Writes one line of a list for a comparison that could not be made.
   *
   * @throws IOException when the writer fails
   */
  public static void writeError(String id, String error, Writer out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("id", id);
      json.writeStringProperty("error", error);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void report(DriftReport report, String version, @Nullable String id) {
    json.writeStartObject();
    if (id != null) {
      json.writeStringProperty("id", id);
    }
    json.writeStringProperty("format", FORMAT);
    json.writeStringProperty("version", version);
    json.writeNumberProperty("seed", report.seed());
    number("alpha", report.alpha());
    json.writeStringProperty("control", report.control().word());
    json.writeStringProperty("bins", report.settings().binning().spelled());
    json.writeArrayPropertyStart("left_out");
    for (DriftReport.LeftOut column : report.leftOut()) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("reason", column.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    strings("warnings", report.warnings());
    alarms(report.alarms());
    json.writeArrayPropertyStart("results");
    report.results().forEach(this::result);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void alarms(@Nullable Alarms alarms) {
    if (alarms == null) {
      json.writeNullProperty("alarms");
      return;
    }
    json.writeObjectPropertyStart("alarms");
    number("budget", alarms.budget().falseAlarms());
    json.writeNumberProperty("families", alarms.budget().families());
    number("windows_in_30_days", alarms.budget().windows());
    number("level", alarms.budget().level());
    number("expected_false_alarms", alarms.budget().expectedFalseAlarms());
    json.writeNumberProperty("k", alarms.recent().k());
    json.writeNumberProperty("n", alarms.recent().n());
    json.writeStringProperty("warning", alarms.warning());
    json.writeArrayPropertyStart("windows");
    for (Alarms.Alarm alarm : alarms.alarms()) {
      json.writeStartObject();
      window(alarm.window());
      json.writeBooleanProperty("new", alarm.isNew());
      json.writeArrayPropertyStart("drifted");
      for (Alarms.Drifted drifted : alarm.drifted()) {
        json.writeStartObject();
        json.writeStringProperty("column", drifted.column());
        segment(drifted.segment());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void window(DriftReport.Window window) {
    json.writeObjectPropertyStart("window");
    instant("start", window.start());
    instant("end", window.end());
    json.writeNumberProperty("index", window.index());
    json.writeEndObject();
  }

  private void segment(DriftReport.@Nullable Segment segment) {
    if (segment == null) {
      json.writeNullProperty("segment");
    } else {
      json.writeObjectPropertyStart("segment");
      json.writeStringProperty("column", segment.column());
      json.writeStringProperty("value", segment.value());
      json.writeEndObject();
    }
  }

  private void result(Result result) {
    json.writeStartObject();
    window(result.window());
    segment(result.segment());
    sides("rows", result.referenceRows(), result.currentRows());
    json.writeStringProperty("verdict", result.verdict().word());
    strings("drifted", result.drifted());
    classShare(result.classes());
    fugacity(result.predicted());
    json.writeArrayPropertyStart("columns");
    result.columns().forEach(this::column);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void classShare(@Nullable Classes classes) {
    if (classes == null) {
      json.writeNullProperty("class_share");
      return;
    }
    ClassShare share = classes.share();
    json.writeObjectPropertyStart("class_share");
    classCounts("reference", share.labels(), share.reference());
    classCounts("current", share.labels(), share.current());
    json.writeStringProperty("test", share.test());
    number("p", share.p());
    if (Double.isNaN(share.p())) {
      json.writeStringProperty("reason", "one side has no row with a class");
    }
    json.writeStringProperty("by", classes.rule());
    json.writeEndObject();
  }

  private void fugacity(@Nullable Fugacity predicted) {
    if (predicted == null) {
      json.writeNullProperty("fugacity");
      return;
    }
    json.writeObjectPropertyStart("fugacity");
    number("value", predicted.largest());
    json.writeArrayPropertyStart("classes");
    for (Fugacity.Change change : predicted.classes()) {
      json.writeStartObject();
      json.writeStringProperty("class", change.label());
      number("reference", change.reference());
      number("current", change.current());
      number("change", change.difference());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringProperty("test", predicted.test().test());
    number("p", predicted.test().p());
    if (Double.isNaN(predicted.test().p())) {
      json.writeStringProperty("reason", "one side has no row with a predicted class");
    }
    json.writeEndObject();
  }

  private void classCounts(String name, List<String> labels, List<Long> counts) {
    json.writeObjectPropertyStart(name);
    for (int k = 0; k < labels.size(); k++) {
      json.writeNumberProperty(labels.get(k), counts.get(k));
    }
    json.writeEndObject();
  }

  private void column(ColumnResult column) {
    json.writeStartObject();
    json.writeStringProperty("name", column.name());
    json.writeStringProperty("type", typeName(column.type()));
    verdict(column.leading());
    json.writeObjectPropertyStart("plain");
    verdict(column.plain());
    json.writeEndObject();
    figures(column.plain());
    parity(column.parity());
    sides("missing", column.referenceMissing(), column.currentMissing());
    json.writeNumberProperty("unseen", column.unseen());
    Weighted weighted = column.weighted();
    if (weighted == null) {
      json.writeNullProperty("weighted");
    } else {
      weighted(weighted);
    }
    json.writeArrayPropertyStart("per_class");
    if (weighted != null) {
      weighted.perClass().forEach(this::classPart);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void weighted(Weighted weighted) {
    json.writeObjectPropertyStart("weighted");
    json.writeStringProperty("by", weighted.by());
    json.writeArrayPropertyStart("weights");
    for (double weight : weighted.weights()) {
      json.writeNumber(weight);
    }
    json.writeEndArray();
    verdict(weighted.statement());
    figures(weighted.statement());
    parity(weighted.parity());
    json.writeEndObject();
  }

  private void classPart(ClassPart part) {
    json.writeStartObject();
    json.writeStringProperty("class", part.label());
    sides("rows", part.referenceRows(), part.currentRows());
    String reason =
        part.moved() == null
            ? "a part needs 30 rows of its class on both sides and these are "
                + part.referenceRows()
                + " and "
                + part.currentRows()
            : null;
    effect(DriftMetric.PSI, part.effect(), reason);
    evidence(part.evidence(), true, reason);
    json.writeName("moved");
    if (part.moved() == null) {
      json.writeNull();
      json.writeStringProperty("reason", reason);
    } else {
      json.writeBoolean(part.moved());
    }
    json.writeEndObject();
  }

  private void verdict(Statement statement) {
    json.writeStringProperty("verdict", statement.verdict().word());
    json.writeStringProperty(
        "severity", statement.severity() == null ? null : statement.severity().word());
    json.writeStringProperty("reason", statement.reason());
  }

  private void figures(Statement statement) {
    effect(statement.metric(), statement.effect(), statement.reason());
    boolean isJudged = statement.verdict() != Verdict.NOT_ENOUGH_DATA;
    evidence(statement.evidence(), isJudged, statement.reason());
    json.writeObjectPropertyStart("metrics");
    for (Map.Entry<DriftMetric, Measure> entry : statement.measures().entrySet()) {
      number(entry.getKey().id(), entry.getValue().value());
    }
    json.writeEndObject();
    List<DriftMetric> undefined =
        statement.measures().entrySet().stream()
            .filter(entry -> !Double.isFinite(entry.getValue().value()))
            .map(Map.Entry::getKey)
            .toList();
    if (!undefined.isEmpty()) {
      json.writeObjectPropertyStart("reasons");
      for (DriftMetric metric : undefined) {
        json.writeStringProperty(metric.id(), Statements.undefined(metric));
      }
      json.writeEndObject();
    }
    json.writeObjectPropertyStart("intervals");
    for (Map.Entry<DriftMetric, Measure> entry : statement.measures().entrySet()) {
      Interval interval = entry.getValue().interval();
      if (interval != null) {
        interval(entry.getKey().id(), interval);
      }
    }
    json.writeEndObject();
  }

  private void effect(DriftMetric metric, @Nullable Measure measure, @Nullable String reason) {
    json.writeObjectPropertyStart("effect");
    json.writeStringProperty("metric", metric.id());
    number("value", measure == null ? Double.NaN : measure.value());
    number("corrected", measure == null ? Double.NaN : measure.corrected());
    interval("interval", measure == null ? null : measure.interval());
    number("noise_floor", measure == null ? Double.NaN : measure.noiseFloor());
    number("noise_95", measure == null ? Double.NaN : measure.noise95());
    if (measure == null || Double.isNaN(measure.value())) {
      json.writeStringProperty("reason", requireNonNullElse(reason, "nothing could be measured"));
    } else if (Double.isNaN(measure.corrected()) || Double.isNaN(measure.noise95())) {
      json.writeStringProperty("reason", metric.label() + " has no noise floor in closed form");
    }
    json.writeEndObject();
  }

  /** Without a verdict a statement is in no family, and its p-value is adjusted for none. */
  private void evidence(@Nullable Evidence evidence, boolean isJudged, @Nullable String reason) {
    json.writeObjectPropertyStart("evidence");
    if (evidence == null) {
      for (String name : List.of("test", "p", "p_adjusted", "n", "m", "n_eff", "m_eff")) {
        json.writeNullProperty(name);
      }
      json.writeStringProperty("reason", requireNonNullElse(reason, "nothing could be tested"));
    } else {
      json.writeStringProperty("test", evidence.test());
      number("p", evidence.p());
      number("p_adjusted", isJudged ? evidence.pAdjusted() : Double.NaN);
      json.writeNumberProperty("n", evidence.n());
      json.writeNumberProperty("m", evidence.m());
      number("n_eff", evidence.nEffective());
      number("m_eff", evidence.mEffective());
      if (!isJudged) {
        json.writeStringProperty("reason", requireNonNullElse(reason, "no verdict"));
      }
    }
    json.writeEndObject();
  }

  private void parity(@Nullable Parity parity) {
    if (parity == null) {
      json.writeNullProperty("parity");
      return;
    }
    json.writeObjectPropertyStart("parity");
    json.writeStringProperty("mode", parity.mode());
    json.writeObjectPropertyStart("metrics");
    parity.metrics().forEach(this::number);
    json.writeEndObject();
    if (parity.metrics().values().stream().anyMatch(value -> !Double.isFinite(value))) {
      json.writeStringProperty("reason", parity.mode() + " gives no finite figure here");
    }
    json.writeEndObject();
  }

  private void interval(String name, @Nullable Interval interval) {
    if (interval == null) {
      json.writeNullProperty(name);
      return;
    }
    json.writeArrayPropertyStart(name);
    json.writeNumber(interval.lower());
    if (interval.isOpen()) {
      json.writeNull();
    } else {
      json.writeNumber(interval.upper());
    }
    json.writeEndArray();
  }

  private void sides(String name, long reference, long current) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("reference", reference);
    json.writeNumberProperty("current", current);
    json.writeEndObject();
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private void instant(String name, @Nullable Instant instant) {
    json.writeStringProperty(name, instant == null ? null : instant.toString());
  }

  private void number(String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }

  private static String typeName(ColumnType type) {
    return switch (type) {
      case INTEGER, FLOATING -> "numeric";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp";
      case CATEGORY, TEXT, NUMBERS, MISSING -> "categorical";
    };
  }
}
