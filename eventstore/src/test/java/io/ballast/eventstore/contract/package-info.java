/**
 * What each engine of the event store must do, written against {@link
 * io.ballast.eventstore.EventStore} only.
 *
 * <p>An engine gives a {@link io.ballast.eventstore.contract.StoreFactory} to each of the contracts
 * and runs them as its own tests.
 */
@NullMarked
package io.ballast.eventstore.contract;

import org.jspecify.annotations.NullMarked;
