package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.FillReport;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.TaskControl;
import io.ballast.tables.ProblemException;
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
    return known(model).numbers();
  }

  /** How often a model changed since the store was opened. */
  long changes(ModelVersion model) {
    return known(model).changes();
  }

  /** The hours of a model as the last commit that was answered left them; waits for no other. */
  private DirtyHours known(ModelVersion model) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    ModelState state = context.known(record.id());
    return state == null ? dirtyHours(record) : state.dirtyHours();
  }

  DirtyHours dirtyHours(SetRecord record) {
    DirtyHours[] result = new DirtyHours[1];
    writer.exclusively(() -> result[0] = context.state((ModelVersion) record.set()).dirtyHours());
    return result[0];
  }

  /**
   * Counts hours.
   *
   * @param numbers the change numbers of the hours
   * @throws ProblemException if some cannot be read, when the others are counted
   */
  FillReport refresh(SetRecord record, NavigableMap<Integer, Long> numbers, TaskControl control) {
    lock.lock();
    try {
      DirtyHours dirty = dirtyHours(record);
      FirstProblem problem = new FirstProblem();
      long counted = 0;
      int done = 0;
      NavigableSet<Integer> left = new TreeSet<>(numbers.keySet());
      while (!left.isEmpty()) {
        control.check();
        RollUpPlan plan = RollUpPlan.all(manifest.current(record));
        NavigableSet<Integer> pass = plan.firstPass(left);
        counted += store(record, plan, numbers, count(record, plan, pass, control, problem), dirty);
        done += pass.size();
        left.removeAll(pass);
        control.report((double) done / numbers.size());
      }
      problem.end();
      return new FillReport(counted, numbers.size() - counted);
    } finally {
      lock.unlock();
    }
  }

  /** Counts hours in one scan; day by day when a day cannot be read, to have the others. */
  private NavigableMap<Integer, HourTotals> count(
      SetRecord record,
      RollUpPlan plan,
      NavigableSet<Integer> hours,
      TaskControl control,
      FirstProblem problem) {
    NavigableMap<Integer, HourTotals> totals = new TreeMap<>();
    try {
      scanner.reading(
          control,
          (connection, snapshot) ->
              totals.putAll(RollUpPass.count(scanner, connection, snapshot, plan, hours)),
          record);
      return totals;
    } catch (ProblemException e) {
      int endOfDay = (Days.dayOfHour(hours.first()) + 1) * Days.HOURS_PER_DAY;
      NavigableSet<Integer> later = new TreeSet<>(hours.tailSet(endOfDay, true));
      if (later.isEmpty()) {
        problem.add(e);
        return new TreeMap<>();
      }
      NavigableMap<Integer, HourTotals> all = new TreeMap<>();
      NavigableSet<Integer> first = new TreeSet<>(hours.headSet(endOfDay, false));
      all.putAll(count(record, plan, first, control, problem));
      all.putAll(count(record, plan, later, control, problem));
      return all;
    }
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
   *
   * @throws ProblemException if some hours cannot be read, when the others are counted
   */
  FillReport fill(ModelVersion model, TaskControl control) {
    SetRecord record = manifest.find(model).orElseThrow(() -> Problems.unknownSet(model));
    lock.lock();
    try {
      DirtyHours dirty = dirtyHours(record);
      Set<Integer> tried = new HashSet<>();
      FirstProblem problem = new FirstProblem();
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
          problem.end();
          return new FillReport(counted, tried.size() - counted);
        }
        RollUpPlan plan = RollUpPlan.bins(current, open);
        NavigableSet<Integer> pass = plan.firstPass(hours);
        counted += storeBins(current, plan, count(current, plan, pass, control, problem), dirty);
        tried.addAll(pass);
        control.report((double) tried.size() / (tried.size() + hours.size() - pass.size()));
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
      SetRecord record,
      RollUpPlan plan,
      NavigableMap<Integer, HourTotals> totals,
      DirtyHours dirty) {
    return writer.transaction(
        connection -> {
          NavigableMap<Integer, HourTotals> clean = new TreeMap<>(totals);
          // One that changed meanwhile is counted with all its bin sets by the next refresh.
          clean.keySet().removeIf(dirty::isDirty);
          // One whose events expired meanwhile keeps what it has.
          clean.values().removeIf(hour -> hour.rows() == 0);
          RollUpStore.addBins(connection, record, plan, clean);
          return (long) clean.size();
        },
        done -> {});
  }
}
