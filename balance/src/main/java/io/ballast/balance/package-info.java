/** Balances a table: plan, synthesis, measures. */
@NullMarked
package io.ballast.balance;

import org.jspecify.annotations.NullMarked;
