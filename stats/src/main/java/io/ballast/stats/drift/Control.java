package io.ballast.stats.drift;

import io.ballast.stats.test.MultipleTests;
import java.util.Locale;

/** What false discoveries of a family are controlled by. */
public enum Control {
  /** The share of false ones among those found, under independence or positive dependence. */
  BH,
  /** The same share under any dependence, at a cost of power. */
  BY,
  /** The chance of any false one. */
  HOLM;

  /** As flags and JSON spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Adjusted p-values in the order of the input, each at most 1. */
  public double[] adjust(double[] p) {
    return switch (this) {
      case BH -> MultipleTests.benjaminiHochberg(p);
      case BY -> MultipleTests.benjaminiYekutieli(p);
      case HOLM -> MultipleTests.holm(p);
    };
  }
}
