/** Figures of other tools as they print them (statistics.md 6); never part of a verdict. */
@NullMarked
package io.ballast.stats.parity;

import org.jspecify.annotations.NullMarked;
