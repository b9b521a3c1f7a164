@NullMarked
package io.ballast.tables.compare;

import org.jspecify.annotations.NullMarked;
