package io.ballast.server.measure;

import io.ballast.stats.performance.Estimate;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * A performance metric, bin by bin.
 *
 * @param metric which
 * @param statements one for each bin
 */
record PerformanceSeries(Metric metric, List<PerformanceStatement> statements) implements Series {

  PerformanceSeries {
    statements = List.copyOf(statements);
  }

  @Override
  public List<String> names() {
    return List.of(metric.id());
  }

  @Override
  public double value(int bin, int column) {
    return statements.get(bin).estimate().value();
  }

  @Override
  public void writeDetails(JsonGenerator json, int bin, int column) {
    PerformanceStatement statement = statements.get(bin);
    Estimate estimate = statement.estimate();
    long rows = statement.rows();
    json.writeStartObject();
    json.writeName("value");
    Series.number(json, estimate.value());
    json.writeName("interval");
    if (estimate.hasInterval()) {
      json.writeStartArray();
      Series.number(json, estimate.lower());
      Series.number(json, estimate.upper());
      json.writeEndArray();
    } else {
      json.writeNull();
    }
    json.writeStringProperty("reason", rows == 0 ? "no event" : estimate.reason());
    json.writeName("label_coverage");
    Series.number(json, rows == 0 ? Double.NaN : (double) statement.labelled() / rows);
    json.writeNumberProperty("rows", rows);
    json.writeNumberProperty("labelled", statement.labelled());
    json.writeEndObject();
  }
}
