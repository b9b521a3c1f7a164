/** How many rows each cell gets: replace, augment, marginal, shares and seeds. */
@NullMarked
package io.ballast.balance.plan;

import org.jspecify.annotations.NullMarked;
