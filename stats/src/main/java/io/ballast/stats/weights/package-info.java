@NullMarked
package io.ballast.stats.weights;

import org.jspecify.annotations.NullMarked;
