package io.ballast.tables.performance;

import java.util.Locale;

/** What a model predicts. */
public enum PerformanceTask {
  /** One of two classes, with a score of the second, a decision, or both. */
  BINARY,
  /** One of several classes, with a score of each, a decision, or both. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** An order of the items of a query. */
  RANKING;

  /** As flags and JSON spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
