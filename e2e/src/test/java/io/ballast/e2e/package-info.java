@NullMarked
package io.ballast.e2e;

import org.jspecify.annotations.NullMarked;
