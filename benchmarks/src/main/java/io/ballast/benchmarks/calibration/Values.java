package io.ballast.benchmarks.calibration;

/** What the values of a column are like within one group of rows. */
sealed interface Values permits Distribution, Levels {}
