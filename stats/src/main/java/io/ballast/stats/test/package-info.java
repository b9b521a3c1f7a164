@NullMarked
package io.ballast.stats.test;

import org.jspecify.annotations.NullMarked;
