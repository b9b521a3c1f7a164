/** Sketches: mergeable states of fixed size that answer with a stated error. */
@NullMarked
package io.ballast.stats.sketch;

import org.jspecify.annotations.NullMarked;
