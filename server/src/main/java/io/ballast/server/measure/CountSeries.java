package io.ballast.server.measure;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Figures of counts and sums, each with the rows that it is made from.
 *
 * @param names of the columns
 * @param values [bin][column]; NaN for none
 * @param rows [bin][column] that the figure is made from
 * @param reason why a figure is missing
 */
record CountSeries(List<String> names, double[][] values, long[][] rows, String reason)
    implements Series {

  CountSeries {
    names = List.copyOf(names);
  }

  @Override
  public double value(int bin, int column) {
    return values[bin][column];
  }

  @Override
  public void writeDetails(JsonGenerator json, int bin, int column) {
    json.writeStartObject();
    json.writeName("value");
    Series.number(json, values[bin][column]);
    json.writeStringProperty("reason", Double.isNaN(values[bin][column]) ? reason : null);
    json.writeNumberProperty("rows", rows[bin][column]);
    json.writeEndObject();
  }
}
