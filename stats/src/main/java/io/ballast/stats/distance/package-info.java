@NullMarked
package io.ballast.stats.distance;

import org.jspecify.annotations.NullMarked;
