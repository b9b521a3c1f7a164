package io.ballast.eventstore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Events of models, late labels and data sets: what ingest, charts, alerts, evaluations and
 * retraining stand on.
 *
 * <p>What a receipt counts as stored is on disk. Each number can be counted again from the events.
 * Thread-safe. The contract suite in this module's test jar says what an engine must do.
 */
public interface EventStore extends EventWriter, EventReader, RollUpReader, AutoCloseable {

  /**
   * Makes a model version known, or extends its schema: columns may be added at the end, limits,
   * roles, missing words, classes and weight may change; all hours are counted again then.
   *
   * @throws io.ballast.tables.ProblemException if a known column is missing or of another type
   */
  void register(ModelVersion model, EventSchema schema);

  /** The schema of a set; empty when it is not known. */
  Optional<EventSchema> schema(EventSet set);

  /** The model versions, in the order in which they were registered. */
  List<ModelVersion> models();

  /** Removes a set with all that belongs to it; no effect when it is not known. */
  void drop(EventSet set);

  /** Sets how long events of a model version are kept, instead of the store's own rule. */
  void retain(ModelVersion model, Retention retention);

  /** Makes a new version of a data set; it is there as a whole or not at all. */
  NewDataset createDataset(DatasetDraft draft, DatasetSource source, TaskControl control);

  /** The data sets, by name and version. */
  List<DatasetInfo> datasets();

  /** What a set takes. */
  SetStatus status(EventSet set);

  /**
   * Writes closed days to sealed files with their late values, and merges days of many files. Long
   * work; each day is done for itself.
   */
  SealReport seal(TaskControl control);

  /** Removes events, and then roll-ups, that are older than their retention. */
  ExpiryReport expire(TaskControl control);

  /** Removes what belongs to nothing and checks the sealed files; also done at start. */
  SweepReport sweep();

  /** What is wrong with sealed files, one line each: value, rule, remedy. */
  List<String> damage();

  /**
   * Writes all events of a set, with their late values, to one Parquet file that holds the schema.
   *
   * @param file written under a temporary name beside and renamed when whole; must not exist
   * @return the number of events
   */
  long export(EventSet set, Path file, TaskControl control);

  /**
   * Registers a model version with the schema of an exported file, if it is not known, and ingests
   * the events.
   */
  Receipt importEvents(ModelVersion model, Path file, TaskControl control);

  /** Finishes what was acknowledged and closes the files. */
  @Override
  void close();
}
