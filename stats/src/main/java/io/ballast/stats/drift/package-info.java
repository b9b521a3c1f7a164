@NullMarked
package io.ballast.stats.drift;

import org.jspecify.annotations.NullMarked;
