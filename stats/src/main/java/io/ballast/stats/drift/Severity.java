package io.ballast.stats.drift;

/** How large a proven drift is. */
public enum Severity {
  /** The corrected effect has reached the metric's warning threshold. */
  WARNING("warning"),
  /** The corrected effect has reached the metric's critical threshold. */
  CRITICAL("critical");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word of the JSON contract. */
  public String word() {
    return word;
  }
}
