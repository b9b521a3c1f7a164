package io.ballast.benchmarks.calibration;

/** What a window may show; shares of windows are counted by it. */
enum Event {
  /** The verdict is "drift". */
  DRIFT,
  /** The verdict is "not enough data". */
  NO_VERDICT,
  /** There is a verdict, and the evidence is not below alpha. */
  UNPROVEN,
  /** There is a verdict, and the corrected PSI is below the warning threshold. */
  SMALL_EFFECT,
  /** "The minority moved, the majority did not." */
  ONLY_MINORITY,
  /** The bare weighted PSI, with 1 added to each bin of equal width, is above 0.1. */
  BARE_ABOVE,
  /** The interval of PSI covers the distance of the populations. */
  PSI_COVERED,
  /** The interval of the JS distance covers the distance of the populations. */
  JS_COVERED,
  /** One value of 1e6 moves the corrected PSI by at most 5%. */
  OUTLIER_HARMLESS
}
