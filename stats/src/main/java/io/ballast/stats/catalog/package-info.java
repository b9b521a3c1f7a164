/** What every metric is called, needs and means, as data. */
@NullMarked
package io.ballast.stats.catalog;

import org.jspecify.annotations.NullMarked;
