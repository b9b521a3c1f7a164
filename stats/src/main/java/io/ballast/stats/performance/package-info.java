/** How well a model does where the truth is known: metrics with intervals (statistics.md 9.4). */
@NullMarked
package io.ballast.stats.performance;

import org.jspecify.annotations.NullMarked;
