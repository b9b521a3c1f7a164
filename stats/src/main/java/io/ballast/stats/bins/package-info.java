@NullMarked
package io.ballast.stats.bins;

import org.jspecify.annotations.NullMarked;
