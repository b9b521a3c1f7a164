/** How well a model did on a table in which the truth is known. */
@NullMarked
package io.ballast.tables.performance;

import org.jspecify.annotations.NullMarked;
