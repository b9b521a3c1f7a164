package io.ballast.stats.drift;

/** What a drift statement says. */
public enum Verdict {
  /** Evidence and effect agree that the distribution changed. */
  DRIFT("drift"),
  /** There was enough data, and evidence or effect is lacking. */
  NO_DRIFT("no drift"),
  /** Too few rows for a verdict either way. */
  NOT_ENOUGH_DATA("not enough data");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The word of the JSON contract. */
  public String word() {
    return word;
  }
}
