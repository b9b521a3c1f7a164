@NullMarked
package io.ballast.stats;

import org.jspecify.annotations.NullMarked;
