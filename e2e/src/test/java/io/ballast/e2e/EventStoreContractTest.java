package io.ballast.e2e;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.eventstore.contract.UpdateContract;
import io.ballast.eventstore.embedded.EmbeddedEventStore;
import io.ballast.eventstore.embedded.StoreOptions;
import java.nio.file.Path;

/**
 * A contract of event stores, run from the test jar by another module, for a store that is opened
 * by public classes alone: so would the author of another engine use it.
 */
class EventStoreContractTest extends UpdateContract {

  private static final long MEMORY_BYTES = 256L << 20;
  private static final int THREADS = 2;

  EventStoreContractTest() {
    super(EventStoreContractTest::open);
  }

  private static EventStore open(Path folder, StoreTerms terms) {
    return EmbeddedEventStore.open(
        new StoreOptions(
            folder,
            terms.clock(),
            MEMORY_BYTES,
            THREADS,
            terms.queueRows(),
            terms.sealAfter(),
            terms.futureTolerance(),
            terms.batchMemory(),
            terms.retention()));
  }
}
