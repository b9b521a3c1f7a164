/**
 * The false-alarm and power study of the drift rule (statistics.md 4): seeded windows from known
 * populations, judged by the classes that {@code ballast drift} uses, against bars that an exact
 * test decides.
 */
@NullMarked
package io.ballast.benchmarks.calibration;

import org.jspecify.annotations.NullMarked;
