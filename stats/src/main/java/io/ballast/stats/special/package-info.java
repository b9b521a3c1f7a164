@NullMarked
package io.ballast.stats.special;

import org.jspecify.annotations.NullMarked;
