package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.FillReport;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.TaskControl;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts hours and keeps the result: those that changed, and all for new bin sets.
 *
 * <p>An hour is counted in a reader's snapshot while the writer goes on. Its result is kept only if
 * the hour's change number is the same when the writer stores it, see {@link DirtyHours}. One of
 * these tasks runs at a time, so that no older count takes the place of a newer one.
 */
final class RollUpCounter {

  /** Memory that the sums and counts of one scan may take, about. */
  private static final long PASS_BYTES = 96L << 20;

  private static final int SUM_BYTES = 560;
  private static final int USUAL_PAIRS = 6;
  private static final int MAX_HOURS = 24 * 8;

  private final Scanner scanner;
  private final Manifest manifest;
  private final Writer writer;
  private final WriterContext context;
  private final ReentrantLock lock = new ReentrantLock();

  RollUpCounter(Scanner scanner, Manifest manifest, Writer writer, WriterContext context) {
    this.scanner = scanner;
    this.manifest = manifest;
    this.writer = writer;
    this.context = context;
  }

  /** Runs work while nothing is counted. */
  void alone(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Counts the hours that changed. */
  FillReport refresh(ModelVersion model, TaskControl control) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    DirtyHours dirty = dirtyHours(record);
    return refresh(record, dirty.numbers(), control);
  }

  /** Counts some of the hours that changed. */
  FillReport refresh(ModelVersion model, Set<Integer> hours, TaskControl control) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    NavigableMap<Integer, Long> numbers = dirtyHours(record).numbers();
    numbers.keySet().retainAll(hours);
    return refresh(record, numbers, control);
  }

  /** The hours that changed, with the numbers of their last change. */
  NavigableMap<Integer, Long> dirtyHours(ModelVersion model) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    return dirtyHours(record).numbers();
  }

  DirtyHours dirtyHours(SetRecord record) {
    DirtyHours[] result = new DirtyHours[1];
    writer.exclusively(() -> result[0] = context.state((ModelVersion) record.set()).dirtyHours());
    return result[0];
  }

  FillReport refresh(SetRecord record, NavigableMap<Integer, Long> numbers, TaskControl control) {
    lock.lock();
    try {
      DirtyHours dirty = dirtyHours(record);
      long counted = 0;
      int done = 0;
      NavigableMap<Integer, Long> left = new TreeMap<>(numbers);
      while (!left.isEmpty()) {
        control.check();
        RollUpPlan plan = RollUpPlan.all(manifest.current(record));
        NavigableMap<Integer, Long> part = firstOf(left, hoursPerPass(plan));
        NavigableMap<Integer, HourTotals> totals = count(record, plan, part.keySet(), control);
        counted += store(record, plan, part, totals, dirty);
        done += part.size();
        part.keySet().forEach(left::remove);
        control.report((double) done / numbers.size());
      }
      return new FillReport(counted, numbers.size() - counted);
    } finally {
      lock.unlock();
    }
  }

  /** The first hours that one scan shall count: not too many and not too far apart. */
  private static NavigableMap<Integer, Long> firstOf(NavigableMap<Integer, Long> all, int hours) {
    NavigableMap<Integer, Long> part = new TreeMap<>();
    for (Map.Entry<Integer, Long> entry : all.entrySet()) {
      if (part.size() == hours
          || (!part.isEmpty() && entry.getKey() - part.firstKey() > MAX_HOURS)) {
        break;
      }
      part.put(entry.getKey(), entry.getValue());
    }
    return part;
  }

  private static int hoursPerPass(RollUpPlan plan) {
    long bytes = 1L + plan.sums().size() * (long) HourTotals.SLOTS * 2 * SUM_BYTES;
    for (BinSet binSet : plan.binSets().values()) {
      long cells = (long) binSet.rule().bins().size() * USUAL_PAIRS;
      bytes += cells * (plan.schema().weight() == null ? Long.BYTES : 2 * SUM_BYTES);
    }
    return (int) Math.max(1, Math.min(MAX_HOURS, PASS_BYTES / bytes));
  }

  private NavigableMap<Integer, HourTotals> count(
      SetRecord record, RollUpPlan plan, Collection<Integer> hours, TaskControl control) {
    NavigableMap<Integer, HourTotals> totals = new TreeMap<>();
    scanner.reading(
        control,
        (connection, snapshot) ->
            totals.putAll(
                RollUpPass.count(scanner, connection, snapshot, plan, new TreeSet<>(hours))),
        record);
    return totals;
  }

  private long store(
      SetRecord record,
      RollUpPlan plan,
      Map<Integer, Long> numbers,
      NavigableMap<Integer, HourTotals> totals,
      DirtyHours dirty) {
    return writer
        .transaction(
            connection -> {
              NavigableMap<Integer, HourTotals> same = new TreeMap<>();
              totals.forEach(
                  (hour, total) -> {
                    if (dirty.number(hour) == numbers.getOrDefault(hour, -1L)) {
                      same.put(hour, total);
                    }
                  });
              RollUpStore.replace(connection, record.id(), plan, same);
              RollUpStore.cleaned(connection, record.id(), same.keySet());
              return same.keySet();
            },
            dirty::clean)
        .size();
  }

  /** Adds bin sets to the manifest, ready to be read if no hour is kept that lacks them. */
  void addBinSets(SetRecord record, List<BinSet> binSets) {
    lock.lock();
    try {
      List<Long> ids = manifest.addBinSets(record, binSets);
      writer.transaction(
          connection -> {
            int first = firstHour(connection, record);
            if (RollUpStore.hoursToFill(connection, record.id(), ids, first).isEmpty()) {
              RollUpStore.setFilled(connection, ids);
            }
            return true;
          },
          done -> {});
    } finally {
      lock.unlock();
    }
  }

  private static int firstHour(io.ballast.files.DuckDb connection, SetRecord record) {
    int day = SetSnapshot.expiredBefore(connection, record.id());
    return day == Integer.MIN_VALUE ? Integer.MIN_VALUE : day * Days.HOURS_PER_DAY;
  }

  void dropBinSets(SetRecord record, String name) {
    lock.lock();
    try {
      List<Long> ids =
          manifest.current(record).binSets().entrySet().stream()
              .filter(entry -> entry.getValue().key().name().equals(name))
              .map(Map.Entry::getKey)
              .toList();
      // First the manifest: what is left in the hot file by a kill in between is swept.
      manifest.removeBinSets(record, ids);
      writer.transaction(
          connection -> {
            RollUpStore.forgetBinSets(connection, ids);
            return true;
          },
          done -> {});
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts what new bin sets lack. Each part is kept as it is done, so a later run goes on there.
   */
  FillReport fill(ModelVersion model, TaskControl control) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    lock.lock();
    try {
      DirtyHours dirty = dirtyHours(record);
      Set<Integer> tried = new HashSet<>();
      long counted = 0;
      while (true) {
        control.check();
        SetRecord current = manifest.current(record);
        Map<Long, BinSet> open = unfilled(current);
        if (open.isEmpty()) {
          return new FillReport(counted, 0);
        }
        NavigableSet<Integer> hours = finishOrHours(current, open.keySet());
        hours.removeAll(tried);
        if (hours.isEmpty()) {
          return new FillReport(counted, tried.size() - counted);
        }
        RollUpPlan plan = RollUpPlan.bins(current, open);
        NavigableMap<Integer, Long> all = new TreeMap<>();
        hours.forEach(hour -> all.put(hour, -1L));
        Collection<Integer> part = firstOf(all, hoursPerPass(plan)).keySet();
        NavigableMap<Integer, HourTotals> totals = count(current, plan, part, control);
        counted += storeBins(plan, totals, dirty);
        tried.addAll(part);
        control.report((double) tried.size() / (tried.size() + hours.size() - part.size()));
      }
    } finally {
      lock.unlock();
    }
  }

  private Map<Long, BinSet> unfilled(SetRecord record) {
    Map<Long, BinSet> open = new TreeMap<>(record.binSets());
    scanner.reading(
        new TaskControl(),
        (connection, snapshot) ->
            RollUpStore.filled(connection, record.binSets().keySet()).forEach(open::remove),
        record);
    return open;
  }

  /** The hours that lack these bin sets; when there are none the bin sets are filled. */
  private NavigableSet<Integer> finishOrHours(SetRecord record, Collection<Long> binSets) {
    return writer.transaction(
        connection -> {
          NavigableSet<Integer> hours =
              RollUpStore.hoursToFill(
                  connection, record.id(), binSets, firstHour(connection, record));
          if (hours.isEmpty()) {
            RollUpStore.setFilled(connection, binSets);
          }
          return hours;
        },
        done -> {});
  }

  private long storeBins(
      RollUpPlan plan, NavigableMap<Integer, HourTotals> totals, DirtyHours dirty) {
    return writer.transaction(
        connection -> {
          NavigableMap<Integer, HourTotals> clean = new TreeMap<>(totals);
          // One that changed meanwhile is counted with all its bin sets by the next refresh.
          clean.keySet().removeIf(dirty::isDirty);
          RollUpStore.replaceBins(connection, plan, clean);
          return (long) clean.size();
        },
        done -> {});
  }
}
