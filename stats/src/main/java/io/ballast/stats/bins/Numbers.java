package io.ballast.stats.bins;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as bin labels show them: four significant digits for edges, values in full. */
final class Numbers {

  private static final String MINUS = "\u2212";

  private Numbers() {}

  /**
   * A value, exact, without an exponent where it stays short: {@code 3}, {@code 0.25}, {@code 1e9}.
   */
  static String label(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : MINUS + "infinity";
    }
    return plain(BigDecimal.valueOf(value));
  }

  /** An interval: {@code below −2.1}, {@code −1.2 to −0.4}, {@code 3 and above}. */
  static String intervalLabel(double lower, double upper) {
    boolean openBelow = lower == Double.NEGATIVE_INFINITY;
    boolean openAbove = upper == Double.POSITIVE_INFINITY;
    if (openBelow && openAbove) {
      return "all values";
    }
    if (openBelow) {
      return "below " + edge(upper, upper);
    }
    if (openAbove) {
      return edge(lower, lower) + " and above";
    }
    double width = upper - lower;
    return edge(lower, width) + " to " + edge(upper, width);
  }

  /** An edge, rounded so that two edges that far apart differ by four digits. */
  private static String edge(double value, double scale) {
    BigDecimal exact = BigDecimal.valueOf(value);
    if (value == 0 || scale == 0 || Double.isInfinite(scale)) {
      return plain(exact.round(new MathContext(4, RoundingMode.HALF_EVEN)));
    }
    int scaleDigits = (int) Math.ceil(Math.log10(Math.abs(scale)));
    int decimals = 3 - Math.min(scaleDigits, (int) Math.ceil(Math.log10(Math.abs(value))));
    return plain(exact.setScale(Math.max(decimals, -300), RoundingMode.HALF_EVEN));
  }

  private static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    String text =
        exponent >= 12 || exponent < -5 ? scientific(stripped, exponent) : stripped.toPlainString();
    return text.startsWith("-") ? MINUS + text.substring(1) : text;
  }

  private static String scientific(BigDecimal number, int exponent) {
    return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
