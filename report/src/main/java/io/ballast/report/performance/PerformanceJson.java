package io.ballast.report.performance;

import io.ballast.stats.performance.CalibrationCurve.CalibrationBin;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.ThresholdCurve;
import io.ballast.tables.performance.PerformanceReport;
import io.ballast.tables.performance.PerformanceReport.ClassFigures;
import io.ballast.tables.performance.PerformanceReport.Curves;
import io.ballast.tables.performance.PerformanceReport.Measured;
import io.ballast.tables.performance.PerformanceReport.Result;
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
 * Writes how well a model did as the JSON object {@code ballast-performance/1}.
 *
 * <p>One line, keys in a fixed order. A number that is undefined is null and has a {@code reason}
 * beside it. The format only grows: keys may be added, never renamed or moved.
 */
public final class PerformanceJson {
  /** Name and version of the format. */
  public static final String FORMAT = "ballast-performance/1";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;

  private PerformanceJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes the report as one line, line end included. The writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(PerformanceReport report, String version, Writer out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      new PerformanceJson(json).report(report, version);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void report(PerformanceReport report, String version) {
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    json.writeStringProperty("version", version);
    json.writeStringProperty("input", report.name());
    json.writeStringProperty("task", report.task().word());
    json.writeStringProperty("target", report.request().target());
    strings("classes", report.classes());
    json.writeName("threshold");
    number(report.request().threshold());
    json.writeStringProperty("weights", report.request().weighting().spelled());
    json.writeArrayPropertyStart("class_weights");
    report.classWeights().forEach(this::number);
    json.writeEndArray();
    strings("warnings", report.warnings());
    json.writeArrayPropertyStart("results");
    report.results().forEach(this::result);
    json.writeEndArray().writeEndObject();
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private void result(Result result) {
    json.writeStartObject().writeObjectPropertyStart("window");
    instant("start", result.window().start());
    instant("end", result.window().end());
    json.writeNumberProperty("index", result.window().index());
    json.writeEndObject();
    if (result.segment() == null) {
      json.writeNullProperty("segment");
    } else {
      json.writeObjectPropertyStart("segment");
      json.writeStringProperty("column", result.segment().column());
      json.writeStringProperty("value", result.segment().value());
      json.writeEndObject();
    }
    json.writeNumberProperty("rows", result.rows());
    json.writeNumberProperty("labelled", result.labelled());
    json.writeName("label_coverage");
    number(result.rows() == 0 ? Double.NaN : (double) result.labelled() / result.rows());
    measured(result.plain());
    Measured weighted = result.weighted();
    if (weighted == null) {
      json.writeNullProperty("weighted");
    } else {
      json.writeObjectPropertyStart("weighted");
      measured(weighted);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void instant(String name, @Nullable Instant instant) {
    json.writeStringProperty(name, instant == null ? null : instant.toString());
  }

  private void measured(Measured measured) {
    json.writeNumberProperty("used", measured.rows());
    json.writeName("n_eff");
    number(measured.effectiveRows());
    metrics(measured.metrics());
    json.writeArrayPropertyStart("per_class");
    for (ClassFigures one : measured.classes()) {
      json.writeStartObject();
      json.writeStringProperty("class", one.name());
      metrics(one.metrics());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("confusion");
    for (List<Double> row : measured.confusion()) {
      json.writeStartArray();
      row.forEach(this::number);
      json.writeEndArray();
    }
    json.writeEndArray();
    curves(measured.curves());
  }

  private void metrics(Map<String, Estimate> metrics) {
    json.writeObjectPropertyStart("metrics");
    metrics.forEach(
        (id, estimate) -> {
          json.writeObjectPropertyStart(id);
          json.writeName("value");
          number(estimate.value());
          json.writeName("interval");
          if (estimate.hasInterval()) {
            json.writeStartArray();
            number(estimate.lower());
            number(estimate.upper());
            json.writeEndArray();
          } else {
            json.writeNull();
          }
          json.writeStringProperty("reason", estimate.reason());
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  private void curves(@Nullable Curves curves) {
    if (curves == null) {
      json.writeNullProperty("curve");
      json.writeNullProperty("calibration");
      return;
    }
    json.writeArrayPropertyStart("curve");
    for (ThresholdCurve.Point point : curves.points()) {
      json.writeStartObject();
      property("threshold", point.threshold());
      property("recall", point.recall());
      property("false_positive_rate", point.falsePositiveRate());
      property("precision", point.precision());
      property("share", point.taken());
      json.writeEndObject();
    }
    json.writeEndArray().writeArrayPropertyStart("calibration");
    for (CalibrationBin bin : curves.calibration()) {
      json.writeStartObject();
      property("lower", bin.lower());
      property("upper", bin.upper());
      json.writeNumberProperty("rows", bin.rows());
      property("mean_score", bin.meanScore());
      property("positives", bin.positives());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void property(String name, double value) {
    json.writeName(name);
    number(value);
  }

  private void number(double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
