/** The server: REST v3 on the event store and the statistics. */
@NullMarked
package io.ballast.server;

import org.jspecify.annotations.NullMarked;
