package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.BinSetStatus;
import io.ballast.eventstore.HourlyCounts;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.files.DuckDb;
import io.ballast.tables.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions for counts from what is kept, and counts the hours that changed since from
 * their events, all in one snapshot.
 */
final class RollUpAnswers {

  private final Scanner scanner;
  private final Manifest manifest;

  RollUpAnswers(Scanner scanner, Manifest manifest) {
    this.scanner = scanner;
    this.manifest = manifest;
  }

  private SetRecord record(ModelVersion model) {
    return manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
  }

  List<BinSetStatus> binSets(ModelVersion model) {
    SetRecord record = record(model);
    Set<Long> filled = new HashSet<>();
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) ->
            filled.addAll(RollUpStore.filled(connection, record.binSets().keySet())),
        record);
    return record.binSets().entrySet().stream()
        .map(entry -> new BinSetStatus(entry.getValue(), filled.contains(entry.getKey())))
        .toList();
  }

  RollUps rollUps(ModelVersion model, List<BinSetKey> keys, TimeWindow window) {
    List<RollUps> answer = new ArrayList<>();
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) -> answer.add(rollUps(connection, snapshot, keys, Hours.of(window))),
        record(model));
    return answer.get(0);
  }

  private static long idOf(SetRecord record, BinSetKey key) {
    return record.binSets().entrySet().stream()
        .filter(entry -> entry.getValue().key().equals(key))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.input(
                    "bin set " + key.name() + " of column " + key.column() + " is not known",
                    "a bin set is added to " + record.set().label() + " before it is asked for",
                    "add it or check its name"));
  }

  private RollUps rollUps(
      DuckDb connection, SetSnapshot snapshot, List<BinSetKey> keys, Hours hours) {
    SetRecord record = snapshot.record();
    List<Long> ids = keys.stream().map(key -> idOf(record, key)).toList();
    Collection<Long> filled = RollUpStore.filled(connection, ids);
    if (!filled.containsAll(ids)) {
      return new RollUps.MustScan(
          keys.stream().filter(key -> !filled.contains(idOf(record, key))).toList());
    }
    SortedMap<Long, BinSet> binSets = new TreeMap<>(record.binSets());
    binSets.keySet().retainAll(ids);
    NavigableSet<Integer> dirty =
        RollUpStore.dirtyHours(connection, record.id(), hours.first(), hours.last());
    NavigableMap<Integer, @Nullable PairCounts[]> counts =
        counts(connection, snapshot, RollUpPlan.bins(record, binSets), hours, dirty);
    NavigableSet<Integer> clean =
        RollUpStore.keptHours(connection, record.id(), hours.first(), hours.last());
    clean.removeAll(dirty);
    List<Long> order = List.copyOf(binSets.keySet());
    List<BinSet> sets = List.copyOf(binSets.values());
    List<Integer> kept = List.copyOf(clean);
    List<HourlyCounts> series = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int index = order.indexOf(ids.get(i));
      series.add(series(sets.get(index), index, counts, kept));
    }
    return new RollUps.Ready(series);
  }

  /** The counts of the plan's bin sets in each hour, null for one that an hour lacks. */
  private NavigableMap<Integer, @Nullable PairCounts[]> counts(
      DuckDb connection,
      SetSnapshot snapshot,
      RollUpPlan plan,
      Hours hours,
      NavigableSet<Integer> dirty) {
    RollUpFormat.Wanted wanted = RollUpFormat.Wanted.of(plan);
    NavigableMap<Integer, @Nullable PairCounts[]> counts = new TreeMap<>();
    RollUpStore.counts(
        connection,
        snapshot.record().id(),
        hours.first(),
        hours.last(),
        (hour, bytes) -> {
          if (!dirty.contains(hour)) {
            counts.put(hour, RollUpFormat.read(bytes, wanted));
          }
        });
    RollUpPass.countEach(
        scanner,
        connection,
        snapshot,
        plan,
        dirty,
        (hour, totals) -> {
          if (totals.rows() > 0) {
            counts.put(hour, totals.pairCounts());
          }
        });
    return counts;
  }

  private static HourlyCounts series(
      BinSet binSet,
      int index,
      NavigableMap<Integer, @Nullable PairCounts[]> all,
      List<Integer> kept) {
    List<Integer> hours = new ArrayList<>(all.size());
    List<PairCounts> counts = new ArrayList<>(all.size());
    all.forEach(
        (hour, found) -> {
          PairCounts ofBinSet = found[index];
          if (ofBinSet != null) {
            hours.add(hour);
            counts.add(ofBinSet);
          }
        });
    List<Integer> uncounted = List.of();
    if (!hours.equals(kept)) {
      Set<Integer> left = new TreeSet<>(kept);
      hours.forEach(left::remove);
      uncounted = List.copyOf(left);
    }
    return new HourlyCounts(binSet.key(), binSet.rule().bins(), hours, counts, uncounted);
  }
}
