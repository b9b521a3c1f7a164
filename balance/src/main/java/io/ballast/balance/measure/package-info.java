/** How like the real rows generated ones are, how useful, and how close. */
@NullMarked
package io.ballast.balance.measure;

import org.jspecify.annotations.NullMarked;
