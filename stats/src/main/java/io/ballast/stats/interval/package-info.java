@NullMarked
package io.ballast.stats.interval;

import org.jspecify.annotations.NullMarked;
