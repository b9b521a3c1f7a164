package io.ballast.server.measure;

import io.ballast.stats.performance.Estimate;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * A performance metric, bin by bin.
 *
 * @param metric which
 * @param estimates one for each bin
 * @param rows events of each bin
 * @param labelled those with a target
 */
record PerformanceSeries(Metric metric, List<Estimate> estimates, long[] rows, long[] labelled)
    implements Series {

  PerformanceSeries {
    estimates = List.copyOf(estimates);
  }

  @Override
  public List<String> names() {
    return List.of(metric.id());
  }

  @Override
  public double value(int bin, int column) {
    return estimates.get(bin).value();
  }

  @Override
  public void writeDetails(JsonGenerator json, int bin, int column) {
    Estimate estimate = estimates.get(bin);
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
    json.writeStringProperty("reason", rows[bin] == 0 ? "no event" : estimate.reason());
    json.writeName("label_coverage");
    Series.number(json, rows[bin] == 0 ? Double.NaN : (double) labelled[bin] / rows[bin]);
    json.writeNumberProperty("rows", rows[bin]);
    json.writeNumberProperty("labelled", labelled[bin]);
    json.writeEndObject();
  }
}
