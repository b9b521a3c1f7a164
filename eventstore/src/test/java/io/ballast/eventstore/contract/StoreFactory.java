package io.ballast.eventstore.contract;

import io.ballast.eventstore.EventStore;
import java.nio.file.Path;

/** Opens the store under test. */
@FunctionalInterface
public interface StoreFactory {

  /**
   * Opens the store that keeps its files in a folder, made when it is empty.
   *
   * @param folder of this store only
   * @param terms what the engine shall go by
   */
  EventStore open(Path folder, StoreTerms terms);
}
