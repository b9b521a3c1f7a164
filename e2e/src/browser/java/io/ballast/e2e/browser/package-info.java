@NullMarked
package io.ballast.e2e.browser;

import org.jspecify.annotations.NullMarked;
