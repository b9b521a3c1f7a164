package io.ballast.eventstore;

import java.util.List;
import java.util.Map;

/** What puts events into the store and takes them out again. Thread-safe. */
public interface EventWriter {

  /**
   * Stores a batch. Returns after it is on disk; concurrent batches share a commit.
   *
   * <p>An event id is unique in its set: the same id with equal values changes nothing, with other
   * values the first event stays and the row is refused as {@link ProblemCode#CONFLICTING_EVENT}. A
   * value of an updatable column is compared with the latest known, and a missing one with nothing.
   *
   * @throws StoreBusyException if too much waits already; nothing is stored
   * @throws io.ballast.tables.ProblemException if the model version is not known, a vector is not
   *     of its column's type, or the disk is full; nothing is stored
   */
  Receipt ingest(EventBatch batch);

  /**
   * Stores the events of a file, or none of them.
   *
   * @throws io.ballast.tables.ProblemException if the file cannot be read
   * @throws java.util.concurrent.CancellationException if it was cancelled; nothing is stored
   */
  Receipt ingestFile(FileBatch batch, TaskControl control);

  /**
   * Stores late values. Of several for one column of one event the one that came last counts; a
   * late value counts more than what the event itself brought, whichever comes first.
   *
   * @throws StoreBusyException as for {@link #ingest}
   */
  Receipt update(UpdateBatch batch);

  /** Deletes events and their late values by id; ids that are not known have no effect. */
  DeletionReceipt delete(ModelVersion model, List<String> eventIds, TaskControl control);

  /** Deletes the events of a window and their late values. */
  DeletionReceipt delete(ModelVersion model, TimeWindow window, TaskControl control);

  /**
   * Deletes what is known of these ids, as for the right of a person to be forgotten: like {@link
   * #delete}, and the hot tables that held them are written anew, so that no table or file of the
   * store holds them. Also for data sets, which are immutable otherwise.
   */
  DeletionReceipt erase(EventSet set, List<String> eventIds, TaskControl control);

  /** How many rows were refused so far, by reason. */
  Map<ProblemCode, Long> refusals(ModelVersion model);
}
