/** A whole table in memory, as vectors and as levels with codes. */
@NullMarked
package io.ballast.balance.columns;

import org.jspecify.annotations.NullMarked;
