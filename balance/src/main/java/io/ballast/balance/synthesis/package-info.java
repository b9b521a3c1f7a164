/** Sequential trees with donor-draw leaves: fit, draw, save and load. */
@NullMarked
package io.ballast.balance.synthesis;

import org.jspecify.annotations.NullMarked;
