@NullMarked
package io.ballast.server.platform;

import org.jspecify.annotations.NullMarked;
