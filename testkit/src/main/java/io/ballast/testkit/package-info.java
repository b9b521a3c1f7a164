@NullMarked
package io.ballast.testkit;

import org.jspecify.annotations.NullMarked;
