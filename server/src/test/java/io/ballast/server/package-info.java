@NullMarked
package io.ballast.server;

import org.jspecify.annotations.NullMarked;
