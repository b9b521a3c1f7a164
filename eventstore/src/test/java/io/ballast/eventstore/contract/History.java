package io.ballast.eventstore.contract;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to some events of {@link Examples#CHURN}, made up from a seed.
 *
 * <p>For each event id there is a sequence of {@link Op}s: the event, the event again, the event
 * with other values, labels before and after, deletion. An order is a random merge of these
 * sequences cut into random {@link Step}s, with sealing, refreshing and other work in between. Two
 * orders of one history must end in the same state, as the store promises an order within an id
 * only.
 */
public final class History {

  /** Bin sets that are added at some time. */
  public static final List<BinSet> BIN_SETS =
      List.of(
          BinSet.of("first", "age", BinRule.Numeric.intervals(List.of(30.0, 50.0))),
          BinSet.of("first", "amount", new BinRule.Numeric(List.of(0.5), List.of(0.0), true)),
          BinSet.of("later", "plan", new BinRule.Categories(List.of("gold"), Set.of("basic"))),
          BinSet.of("later", "note", new BinRule.Categories(List.of("n1"), Set.of("n2"))));

  private static final int MAX_IDS = 70;
  private static final int HOURS = 80;

  private final long seed;
  private final Map<String, List<Op>> opsOfId = new TreeMap<>();
  private final List<TimeSpan> deletions = new ArrayList<>();

  /** The history of a seed. */
  public History(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    int ids = 5 + random.nextInt(MAX_IDS - 5);
    for (int number = 0; number < ids; number++) {
      opsOfId.put("id " + number, ops("id " + number, random));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      long start = time(random);
      deletions.add(new TimeSpan(start, start + random.nextInt(7200) * 1_000_000L));
    }
  }

  /** What happens to one event. */
  public sealed interface Op {
    /** The event's id. */
    String id();
  }

  /**
   * The event arrives.
   *
   * @param timeMicros when it happened
   * @param values by column, as a sender gives them; null for none
   */
  public record Arrive(String id, long timeMicros, Map<String, @Nullable Object> values)
      implements Op {}

  /** Late values arrive. */
  public record Update(String id, Map<String, Object> values) implements Op {}

  /** The event is deleted, and what is known of it. */
  public record Delete(String id) implements Op {}

  /** A span of event time, start included. */
  public record TimeSpan(long startMicros, long endMicros) {}

  /** One call of the store. */
  public sealed interface Step {}

  /** Events as a batch. */
  public record Events(String batchId, List<Arrive> ops) implements Step {}

  /** Events as a file. */
  public record EventFile(String batchId, List<Arrive> ops, boolean parquet) implements Step {}

  /** Late values as a batch. */
  public record Updates(String batchId, List<Update> ops) implements Step {}

  /** Batches of different ids at the same time. */
  public record Together(List<Step> steps) implements Step {}

  /** Deletion by ids. */
  public record DeleteIds(List<String> ids, boolean erase) implements Step {}

  /** Deletion by time; between two of these nothing moves to the other side. */
  public record DeleteSpan(TimeSpan span) implements Step {}

  /** Other work. */
  public enum Work implements Step {
    SEAL,
    REFRESH,
    FILL,
    FIRST_BINS,
    LATER_BINS,
    SWEEP,
    REOPEN
  }

  private static List<Op> ops(String id, Random random) {
    List<Op> ops = new ArrayList<>();
    Arrive event = arrive(id, random);
    for (int i = random.nextInt(3); i > 0; i--) {
      ops.add(update(id, random));
    }
    ops.add(event);
    for (int i = random.nextInt(5); i > 0; i--) {
      int kind = random.nextInt(10);
      if (kind < 5) {
        ops.add(update(id, random));
      } else if (kind < 7) {
        ops.add(event);
      } else if (kind < 9) {
        ops.add(arrive(id, random));
      } else {
        ops.add(new Delete(id));
      }
    }
    return ops;
  }

  private static long time(Random random) {
    return Examples.micros(-random.nextInt(HOURS * 3600)) + random.nextInt(1000);
  }

  private static Arrive arrive(String id, Random random) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("amount", some(random, 0.0, 0.25, 0.5, 1e-30, 999.0, 2000.0, "many", null));
    values.put("age", some(random, 17L, 30L, 31L, 50L, 120L, null));
    values.put("plan", some(random, "gold", "basic", "plus", "none", null));
    values.put("score", some(random, 0.1, 0.5, 0.9, null));
    values.put("vector", some(random, List.of(1.0, 2.0, 0.1), List.of(), null));
    values.put("member", some(random, true, false, null));
    values.put("churn", some(random, null, null, "no", "yes"));
    values.put("w", some(random, 0.1, 0.2, 0.3, 1e17, null));
    values.put("extra", some(random, null, null, "{\"k\":\"x, \\\"y\\\"\"}"));
    return new Arrive(id, time(random), values);
  }

  private static Update update(String id, Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (random.nextInt(3) > 0) {
      values.put("churn", List.of("no", "yes", "perhaps").get(random.nextInt(3)));
    }
    if (random.nextInt(3) == 0) {
      values.put("note", "n" + random.nextInt(3));
    }
    if (values.isEmpty() || random.nextInt(4) == 0) {
      values.put("w", random.nextInt(1000) / 7.0);
    }
    return new Update(id, values);
  }

  private static @Nullable Object some(Random random, @Nullable Object... values) {
    return values[random.nextInt(values.length)];
  }

  /** The steps in one of many orders. */
  public List<Step> order(int number) {
    return new Ordering(new Random(seed * 31 + number), opsOfId, deletions).steps();
  }

  /** A random merge of the sequences. */
  private static final class Ordering {

    private final Random random;
    private final Map<String, List<Op>> left = new TreeMap<>();
    private final List<List<String>> phases = new ArrayList<>();
    private final List<TimeSpan> deletions;
    private final List<Step> steps = new ArrayList<>();
    private int batches;

    Ordering(Random random, Map<String, List<Op>> opsOfId, List<TimeSpan> deletions) {
      this.random = random;
      this.deletions = deletions;
      opsOfId.forEach((id, ops) -> left.put(id, new ArrayList<>(ops)));
    }

    List<Step> steps() {
      int phaseCount = deletions.size() + 1;
      for (int phase = 0; phase < phaseCount; phase++) {
        phase(phase, phaseCount);
        if (phase < deletions.size()) {
          steps.add(new DeleteSpan(deletions.get(phase)));
        }
      }
      steps.add(random.nextInt(steps.size()), Work.FIRST_BINS);
      steps.add(random.nextInt(steps.size()), Work.LATER_BINS);
      for (int i = 3 + random.nextInt(8); i > 0; i--) {
        Work work =
            List.of(Work.SEAL, Work.SEAL, Work.REFRESH, Work.FILL, Work.SWEEP, Work.REOPEN)
                .get(random.nextInt(6));
        steps.add(random.nextInt(steps.size() + 1), work);
      }
      return steps;
    }

    /** All ops of ids that belong to a phase, the same ids in each order. */
    private void phase(int phase, int phaseCount) {
      List<String> ids = new ArrayList<>();
      int number = 0;
      for (String id : left.keySet()) {
        if (number++ % phaseCount == phase) {
          ids.add(id);
        }
      }
      phases.add(ids);
      while (ids.stream().anyMatch(id -> !ops(id).isEmpty())) {
        int together = random.nextInt(5) == 0 ? 2 + random.nextInt(3) : 1;
        List<String> free = new ArrayList<>(ids);
        Collections.shuffle(free, random);
        List<Step> steps = new ArrayList<>();
        for (int part = 0; part < together; part++) {
          int from = free.size() * part / together;
          int to = free.size() * (part + 1) / together;
          Step step = step(free.subList(from, to));
          if (step != null) {
            steps.add(step);
          }
        }
        boolean parallel =
            steps.size() > 1 && steps.stream().noneMatch(DeleteIds.class::isInstance);
        this.steps.addAll(parallel ? List.of(new Together(steps)) : steps);
      }
    }

    private List<Op> ops(String id) {
      return left.getOrDefault(id, List.of());
    }

    /** A step of ops of one kind, of some of these ids. */
    private @Nullable Step step(List<String> ids) {
      Class<? extends Op> kind = null;
      List<Op> taken = new ArrayList<>();
      int most = 1 + random.nextInt(30);
      for (String id : ids) {
        while (!ops(id).isEmpty() && taken.size() < most) {
          Op next = ops(id).get(0);
          if (kind != null && !kind.isInstance(next)) {
            break;
          }
          kind = next.getClass();
          taken.add(ops(id).remove(0));
          if (random.nextBoolean()) {
            break;
          }
        }
      }
      return taken.isEmpty() ? null : stepOf(taken);
    }

    private Step stepOf(List<Op> ops) {
      String batchId = "b" + batches++;
      if (ops.get(0) instanceof Update) {
        return new Updates(batchId, ops.stream().map(Update.class::cast).toList());
      }
      if (ops.get(0) instanceof Delete) {
        return new DeleteIds(ops.stream().map(Op::id).distinct().toList(), random.nextInt(4) == 0);
      }
      List<Arrive> events = ops.stream().map(Arrive.class::cast).toList();
      int way = random.nextInt(4);
      return way < 2 ? new Events(batchId, events) : new EventFile(batchId, events, way == 2);
    }
  }
}
