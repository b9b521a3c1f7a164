@NullMarked
package io.ballast.benchmarks;

import org.jspecify.annotations.NullMarked;
