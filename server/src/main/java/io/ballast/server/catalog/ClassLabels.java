package io.ballast.server.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Classes and categories as text: whole numbers without a point, truth values in small letters. */
final class ClassLabels {

  private ClassLabels() {}

  static List<String> of(Iterable<JsonNode> values) {
    List<String> labels = new ArrayList<>();
    values.forEach(value -> labels.add(label(value)));
    return labels;
  }

  static String label(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      double number = value.asDouble();
      return number == Math.rint(number) && Math.abs(number) < 1L << 53
          ? Long.toString((long) number)
          : Double.toString(number);
    }
    return value.isNumber()
        ? new BigDecimal(value.asString()).toPlainString()
        : value.asString(value.toString());
  }
}
