package io.ballast.server.measure;

import io.ballast.report.DriftJson;
import io.ballast.tables.compare.DriftReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Drift: Fiddler's figure as the value, the column object of the drift command as details. */
final class DriftSeries implements Series {

  private final Query query;
  private final List<DriftReport.Result> results;

  /** One result for each bin. */
  DriftSeries(Query query, List<DriftReport.Result> results) {
    this.query = query;
    this.results = List.copyOf(results);
  }

  @Override
  public List<String> names() {
    return query.columns();
  }

  private DriftReport.@Nullable ColumnResult column(int bin, int column) {
    String name = query.columns().get(column);
    for (DriftReport.ColumnResult found : results.get(bin).columns()) {
      if (found.name().equals(name)) {
        return found;
      }
    }
    return null;
  }

  /** Under the model's class weights when it has some. */
  @Override
  public double value(int bin, int column) {
    DriftReport.ColumnResult found = column(bin, column);
    if (found == null) {
      return Double.NaN;
    }
    DriftReport.Weighted weighting = found.weighted();
    boolean weighted = query.shape().weights() != null || query.shape().hasEventWeight();
    DriftReport.Parity parity = weighted && weighting != null ? weighting.parity() : found.parity();
    Double figure =
        parity == null
            ? null
            : parity.metrics().get(query.metric() == Metric.PSI ? "psi" : "js_distance");
    return figure == null ? Double.NaN : figure;
  }

  @Override
  public void writeDetails(JsonGenerator json, int bin, int column) {
    DriftReport.ColumnResult found = column(bin, column);
    if (found == null) {
      json.writeNull();
    } else {
      DriftJson.append(found, json);
    }
  }
}
