package io.ballast.server.measure;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The answer to one query: a figure for each bin and column, and what Ballast has to say about it.
 */
interface Series {

  /** The names of the columns after the time, as answers show them. */
  List<String> names();

  /**
   * The figure; NaN for none.
   *
   * @param bin position in the bins
   * @param column position in {@link #names()}
   */
  double value(int bin, int column);

  /** Writes the details of a figure: one JSON value. */
  void writeDetails(JsonGenerator json, int bin, int column);

  /** Writes a number, null for one that is not finite. */
  static void number(JsonGenerator json, double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
