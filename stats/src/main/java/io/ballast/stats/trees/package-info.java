/** Histogram trees on byte-binned columns: one kernel for class counts and for gradients. */
@NullMarked
package io.ballast.stats.trees;

import org.jspecify.annotations.NullMarked;
