@NullMarked
package io.ballast.cli;

import org.jspecify.annotations.NullMarked;
