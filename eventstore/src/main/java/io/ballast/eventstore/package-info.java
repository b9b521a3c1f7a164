/**
 * The event store: events, late labels, data sets, roll-ups.
 *
 * <p>{@link io.ballast.eventstore.EventStore} is the interface that everything above stands on.
 */
@NullMarked
package io.ballast.eventstore;

import org.jspecify.annotations.NullMarked;
