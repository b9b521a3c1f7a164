package io.ballast.report;

import io.ballast.stats.drift.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How numbers are written for people; the three differ in the characters that they may use.
 *
 * <p>What must not be broken over two lines is held together by no-break spaces, in text too: its
 * writer replaces them when lines are made.
 */
public enum Figures {
  /** Pages: true minus, narrow no-break space between thousands. */
  PAGE('\u2212', '\u202f', "\u2013"),
  /** A terminal with Unicode. */
  TEXT('-', '\u00a0', "\u2013"),
  /** A terminal without. */
  ASCII('-', '\u00a0', "-");

  private static final double SMALLEST_P = 0.0001;

  private final char minus;
  private final char group;
  private final String undefined;

  Figures(char minus, char group, String undefined) {
    this.minus = minus;
    this.group = group;
    this.undefined = undefined;
  }

  /** What stands for an undefined value; the reason must stand beside it. */
  public String undefined() {
    return undefined;
  }

  /** A distance in a table: three decimals. */
  public String distance(double value) {
    return fixed(value, 3);
  }

  /** A distance in a sentence: two decimals, three below a tenth. */
  public String spoken(double value) {
    return fixed(value, Math.abs(value) < 0.0995 ? 3 : 2);
  }

  /** A value with a fixed number of decimals. */
  public String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return undefined;
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    return rounded.signum() < 0 ? minus + digits : digits;
  }

  /** A p-value: four decimals, below that {@code < 0.0001}. */
  public String p(double p) {
    return p < SMALLEST_P ? "<\u00a00.0001" : fixed(p, 4);
  }

  /** A p-value behind its name: {@code p 0.0123}, {@code p < 0.0001}. */
  public String namedP(double p) {
    return "p\u00a0" + p(p);
  }

  /** An interval: {@code 0.197 to 0.362}, with an open end {@code at least 0.422}. */
  public String interval(Interval interval, int decimals) {
    String lower = fixed(interval.lower(), decimals);
    return interval.isOpen()
        ? "at least " + lower
        : lower + " to " + fixed(interval.upper(), decimals);
  }

  /** An interval in a sentence: decimals as {@link #spoken}. */
  public String spokenInterval(Interval interval) {
    double end = interval.isOpen() ? interval.lower() : interval.upper();
    return interval(interval, end < 0.0995 ? 3 : 2);
  }

  /** A count with its thousands apart. */
  public String count(long count) {
    String digits = Long.toString(Math.abs(count));
    StringBuilder grouped = new StringBuilder(digits.length() + 8);
    if (count < 0) {
      grouped.append(minus);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(group);
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }

  /** A share in percent: two decimals, below one percent three significant digits. */
  public String share(double share) {
    double percent = 100 * share;
    if (!Double.isFinite(percent)) {
      return undefined;
    }
    if (percent == 0 || percent == 100) {
      return (int) percent + "%";
    }
    int decimals = percent < 1 ? 2 - (int) Math.floor(Math.log10(percent)) : 2;
    return fixed(percent, decimals) + "%";
  }

  /** A factor: {@code 3.3 times}, {@code 33 times}. */
  public String times(double factor) {
    return (factor < 9.95 ? fixed(factor, 1) : count(Math.round(factor))) + " times";
  }

  /**
   * A value with at most some significant digits, trailing zeros left out, and no exponent unless
   * it is very large or small.
   */
  public String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return undefined;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = rounded.stripTrailingZeros();
    double magnitude = Math.abs(value);
    boolean needsExponent = magnitude >= 1e9 || magnitude < 1e-6;
    String text = needsExponent ? shortest.toString() : shortest.toPlainString();
    return text.replace('-', minus);
  }
}
