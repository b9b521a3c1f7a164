@NullMarked
package io.ballast.tables;

import org.jspecify.annotations.NullMarked;
