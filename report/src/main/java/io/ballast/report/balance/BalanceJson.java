package io.ballast.report.balance;

import io.ballast.balance.BalanceReport;
import io.ballast.balance.BalanceReport.Measured;
import io.ballast.balance.LabelRate;
import io.ballast.balance.measure.Fidelity;
import io.ballast.balance.measure.Measures;
import io.ballast.balance.measure.PrivacyMeasures;
import io.ballast.balance.measure.Scores;
import io.ballast.balance.measure.SqsDistances;
import io.ballast.balance.measure.Usefulness;
import io.ballast.balance.plan.Cell;
import io.ballast.balance.structure.Role.Dependency;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a balance report as the JSON object {@code ballast-balance/1}.
 *
 * <p>One line, keys in a fixed order. A figure that is undefined is null and {@code measured_on}
 * says why nothing was measured. The format only grows: keys may be added, never renamed or moved.
 */
public final class BalanceJson {

  /** Name and version of the format. */
  public static final String FORMAT = "ballast-balance/1";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;
  private final BalanceReport report;

  private BalanceJson(JsonGenerator json, BalanceReport report) {
    this.json = json;
    this.report = report;
  }

  /**
   * Writes the report as one line, line end included. The writer is flushed and left open.
   *
   * @throws IOException when the writer fails
   */
  public static void write(BalanceReport report, String version, Writer out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      new BalanceJson(json, report).write(version);
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void write(String version) {
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    json.writeStringProperty("version", version);
    json.writeStringProperty("input", report.inputName());
    json.writeNumberProperty("seed", report.seed());
    json.writeStringProperty("mode", report.mode().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("privacy_mode", report.isPrivate() ? "private" : "default");
    strings("columns", report.columns());
    json.writeObjectPropertyStart("rows");
    json.writeNumberProperty("input", report.rows().input());
    json.writeNumberProperty("generated", report.rows().generated());
    json.writeNumberProperty("output", report.rows().output());
    json.writeNumberProperty("unkept", report.rows().unkept());
    json.writeEndObject();
    cells();
    Measured measured = report.measured();
    json.writeStringProperty("measured_on", measured == null ? null : measured.basis());
    quality(measured == null ? null : measured.measures());
    number(
        "discriminator_auc",
        measured == null ? Double.NaN : measured.measures().discriminatorAuc());
    privacy(measured);
    usefulness(measured == null ? null : measured.measures().usefulness());
    labelRates();
    json.writeArrayPropertyStart("dependencies");
    for (Dependency dependency : report.dependencies()) {
      json.writeStartObject();
      json.writeStringProperty("kind", dependency.kind());
      strings("columns", dependency.columns());
      json.writeStringProperty("text", dependency.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("regenerated");
    for (BalanceReport.Regenerated column : report.regenerated()) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("reason", column.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    strings("warnings", report.warnings());
    json.writeObjectPropertyStart("seconds");
    number("fit", report.seconds().fit());
    number("generate", report.seconds().generate());
    number("report", report.seconds().report());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void cells() {
    json.writeArrayPropertyStart("cells");
    for (int i = 0; i < report.cells().size(); i++) {
      Cell cell = report.cells().get(i);
      json.writeStartObject();
      values(cell);
      json.writeNumberProperty("real", cell.real());
      json.writeNumberProperty("generated", cell.generated());
      json.writeNumberProperty("donors", Math.round(report.donors()[i]));
      json.writeBooleanProperty("extrapolated", cell.isExtrapolated());
      json.writeBooleanProperty("cut", cell.cut());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void values(Cell cell) {
    json.writeObjectPropertyStart("values");
    for (int i = 0; i < cell.values().size(); i++) {
      json.writeStringProperty(report.columns().get(i), cell.values().get(i));
    }
    json.writeEndObject();
  }

  private void quality(@Nullable Measures measures) {
    Fidelity fidelity = measures == null ? null : measures.fidelity();
    SqsDistances sqs = measures == null ? null : measures.sqs();
    json.writeObjectPropertyStart("quality");
    number("column_shapes", fidelity == null ? Double.NaN : fidelity.columnShapes());
    number("column_pair_trends", fidelity == null ? Double.NaN : fidelity.columnPairTrends());
    number("accuracy", fidelity == null ? Double.NaN : fidelity.accuracy());
    number("accuracy_ceiling", fidelity == null ? Double.NaN : fidelity.accuracyCeiling());
    number("univariate", fidelity == null ? Double.NaN : fidelity.univariate());
    number("bivariate", fidelity == null ? Double.NaN : fidelity.bivariate());
    json.writeObjectPropertyStart("sqs_compatible");
    number("score", sqs == null ? Double.NaN : sqs.score());
    number("distribution", sqs == null ? Double.NaN : sqs.distribution());
    number("correlation", sqs == null ? Double.NaN : sqs.correlation());
    number("principal_component", sqs == null ? Double.NaN : sqs.principalComponent());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void privacy(@Nullable Measured measured) {
    PrivacyMeasures privacy = measured == null ? null : measured.measures().privacy();
    json.writeObjectPropertyStart("privacy");
    json.writeNumberProperty("exact_copies", report.rows().exactCopies());
    number("exact_copies_share", privacy == null ? Double.NaN : privacy.exactCopies());
    number("exact_copies_holdout", privacy == null ? Double.NaN : privacy.exactCopiesHoldout());
    number("dcr_share", privacy == null ? Double.NaN : privacy.dcrShare());
    number("nndr", privacy == null ? Double.NaN : privacy.nndr());
    number("nndr_holdout", privacy == null ? Double.NaN : privacy.nndrHoldout());
    number("membership_auc", privacy == null ? Double.NaN : privacy.membershipAuc());
    json.writeArrayPropertyStart("cells");
    for (int i = 0; privacy != null && measured != null && i < measured.cells().size(); i++) {
      json.writeStartObject();
      values(measured.cells().get(i));
      number("dcr_share", privacy.byCell()[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanProperty("differentially_private", false);
    json.writeEndObject();
  }

  private void usefulness(@Nullable Usefulness usefulness) {
    if (usefulness == null) {
      json.writeNullProperty("usefulness");
      return;
    }
    json.writeObjectPropertyStart("usefulness");
    json.writeStringProperty("target", usefulness.target());
    json.writeStringProperty("positive", usefulness.positive());
    json.writeNumberProperty("held_out", usefulness.heldOut());
    json.writeNumberProperty("held_out_positive", usefulness.heldOutPositive());
    json.writeObjectPropertyStart("trained_on");
    for (Map.Entry<String, Map<String, Scores>> training : usefulness.byTraining().entrySet()) {
      json.writeObjectPropertyStart(training.getKey());
      training.getValue().forEach(this::scores);
      scores("mean", usefulness.mean(training.getKey()));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void scores(String name, Scores scores) {
    json.writeObjectPropertyStart(name);
    number("roc_auc", scores.rocAuc());
    number("pr_auc", scores.prAuc());
    number("balanced_accuracy", scores.balancedAccuracy());
    number("f1", scores.f1());
    json.writeEndObject();
  }

  private void labelRates() {
    json.writeArrayPropertyStart("label_rates");
    for (LabelRate rate : report.labelRates()) {
      json.writeStartObject();
      json.writeStringProperty("column", rate.column());
      json.writeStringProperty("group", rate.group());
      json.writeNumberProperty("rows_before", rate.rowsBefore());
      number("before", rate.rateBefore());
      json.writeNumberProperty("rows_after", rate.rowsAfter());
      number("after", rate.rateAfter());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private void number(String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
