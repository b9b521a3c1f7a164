/**
 * What holds in every row of a table: keys, functions, sums, orders, pairs of values never seen.
 */
@NullMarked
package io.ballast.balance.structure;

import org.jspecify.annotations.NullMarked;
