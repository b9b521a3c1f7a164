package io.ballast.eventstore;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Counts per hour and sums per five minutes, kept beside the events.
 *
 * <p>All answers equal what a scan of the events would give: an hour that an event, late value or
 * deletion has changed is counted from its events until it was refreshed. Thread-safe.
 */
public interface RollUpReader {

  /**
   * Adds bin sets. One that is known with the same bins has no effect; until {@link #fill} is done
   * the answer for a new one is {@link RollUps.MustScan}, unless there are no events yet.
   *
   * @throws io.ballast.tables.ProblemException if the key is known with other bins, or there is no
   *     such column, or the bins do not suit its type
   */
  void addBinSets(ModelVersion model, List<BinSet> binSets);

  /** Removes the bin sets of that name, for all columns; no effect when there is none. */
  void dropBinSets(ModelVersion model, String name);

  /** The bin sets in the order in which they were added. */
  List<BinSetStatus> binSets(ModelVersion model);

  /** Counts the hours that new bin sets lack. Goes on where a cancelled or killed run ended. */
  FillReport fill(ModelVersion model, TaskControl control);

  /** Counts changed hours again. Answers are the same before and after, and faster after. */
  FillReport refresh(ModelVersion model, TaskControl control);

  /**
   * The hours that changed since they were counted, each with a number that rises with every change
   * of an hour.
   */
  NavigableMap<Integer, Long> dirtyHours(ModelVersion model);

  /**
   * A number that rises whenever answers about a model may have changed: with events, late values,
   * deletion, expiry and schema. An answer that is asked for after this number rests on all that
   * the number stands for. Waits for nobody; begins anew when the store is opened.
   */
  long changes(ModelVersion model);

  /** Counts some of the changed hours again; hours that have not changed are left as they are. */
  FillReport refresh(ModelVersion model, Set<Integer> hours, TaskControl control);

  /**
   * Counts per hour.
   *
   * @param window whole hours of event time are meant: all hours that begin in it
   */
  RollUps rollUps(ModelVersion model, List<BinSetKey> keys, TimeWindow window);

  /** Events per five minutes, of all slots that begin in the window. */
  SlotSeries traffic(ModelVersion model, TimeWindow window);

  /**
   * Sums of a column of numbers or booleans per five minutes.
   *
   * @throws io.ballast.tables.ProblemException if there is no such column
   */
  SlotSeries sums(ModelVersion model, String column, TimeWindow window);

  /** Rows that break the schema in a column, per hour. */
  IntegritySeries integrity(ModelVersion model, String column, TimeWindow window);

  /** Rows that break the schema in any column, per hour. */
  IntegritySeries integrity(ModelVersion model, TimeWindow window);
}
