package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.contract.StoreTerms;
import java.nio.file.Path;

/** Opens embedded stores for the contracts. */
final class EmbeddedStores {

  static final long MEMORY_BYTES = 256L << 20;

  private EmbeddedStores() {}

  static EventStore open(Path folder, StoreTerms terms) {
    return EmbeddedEventStore.open(options(folder, terms));
  }

  static StoreOptions options(Path folder, StoreTerms terms) {
    return new StoreOptions(
        folder,
        terms.clock(),
        MEMORY_BYTES,
        2,
        terms.queueRows(),
        terms.sealAfter(),
        terms.futureTolerance(),
        terms.batchMemory(),
        terms.retention());
  }
}
