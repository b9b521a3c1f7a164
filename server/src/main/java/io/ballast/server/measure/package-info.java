/** Metrics over windows, from the event store by the statistics that the commands use. */
@NullMarked
package io.ballast.server.measure;

import org.jspecify.annotations.NullMarked;
