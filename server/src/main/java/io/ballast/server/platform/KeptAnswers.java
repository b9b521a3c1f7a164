package io.ballast.server.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are made once for all who ask at the same time, and given again until what they rest
 * on has changed.
 *
 * <p>After a change the newer answer is waited for. When changes come again and again, as while
 * events stream in, nobody waits: the answer that is there is given as long as it is younger than
 * {@link #OLDEST} or than a few times what making it takes, with the time that it is of, and a
 * newer one is made behind it. Thread-safe.
 *
 * @param <K> what is asked
 * @param <V> the answer
 */
public final class KeptAnswers<K, V> {

  /** A change within this time after an answer was made counts as one of a row. */
  public static final Duration OLDEST = Duration.ofSeconds(60);

  /** Changes in a row after which they are taken for a stream. */
  static final int STREAM = 3;

  private static final long SLOW_MICROS = 2_000_000;

  /** An answer may also be as old as so many times what making it took. */
  private static final int MAKINGS = 4;

  private static final Logger logger = Logger.getLogger(KeptAnswers.class.getName());
  private static final long OLDEST_MICROS = OLDEST.toSeconds() * 1_000_000;

  /**
   * An answer as it is given.
   *
   * @param value the answer
   * @param asOf all that had changed by then is in it, microseconds since 1970
   * @param isOutdated whether something has changed since
   */
  public record Given<V>(V value, long asOf, boolean isOutdated) {}

  /** What is known of one question; its fields are guarded by the map. */
  private static final class Held<V> {
    private @Nullable V value;
    private long version;
    private long asOf;
    private long doneAt;
    private int changesInARow;
    private @Nullable CompletableFuture<V> making;
  }

  private final Map<K, Held<V>> held = new LinkedHashMap<>(16, 0.75f, true);
  private final Executor background;
  private final InstantSource clock;
  private final long mostWeight;
  private final ToLongFunction<V> weigher;
  private long weight;

  /**
   * Keeps nothing yet.
   *
   * @param background makes newer answers behind those that are given
   * @param mostWeight of all answers that are kept; those that were asked for longest ago go
   * @param weigher weight of an answer
   */
  public KeptAnswers(
      Executor background, InstantSource clock, long mostWeight, ToLongFunction<V> weigher) {
    this.background = background;
    this.clock = clock;
    this.mostWeight = mostWeight;
    this.weigher = weigher;
  }

  /**
   * The answer to a question.
   *
   * @param version rises when the answer may change; asked before the answer is made
   * @param maker makes the answer, on the thread that asks or in the background; what it throws is
   *     thrown to all who wait for it
   */
  public Given<V> of(K key, LongSupplier version, Supplier<V> maker) {
    long wanted = version.getAsLong();
    while (true) {
      CompletableFuture<V> making;
      boolean isMine = false;
      synchronized (held) {
        Held<V> found = held.computeIfAbsent(key, unused -> new Held<>());
        V value = found.value;
        if (value != null && found.version >= wanted) {
          return new Given<>(value, found.asOf, false);
        }
        if (value != null && isStreamed(found)) {
          makeBehind(key, found, version, maker);
          return new Given<>(value, found.asOf, true);
        }
        if (found.making == null) {
          found.making = new CompletableFuture<>();
          isMine = true;
        }
        making = found.making;
      }
      if (isMine) {
        make(key, making, version, maker);
      }
      try {
        V unused = making.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
      if (isMine) {
        return new Given<>(making.join(), Times.now(clock), false);
      }
    }
  }

  /**
   * The answer within a time: the newer one if it is made by then, else what is there, outdated as
   * it may be; empty when there is none yet. What is not there in time is made behind it. Nobody
   * waits for a newer one while events stream in, or when the one before took seconds.
   *
   * @param most how long to wait, of real time; zero or less for what is there now
   */
  public Optional<Given<V>> within(Duration most, K key, LongSupplier version, Supplier<V> maker) {
    long wanted = version.getAsLong();
    long until = System.nanoTime() + most.toNanos();
    while (true) {
      CompletableFuture<V> making;
      Optional<Given<V>> there;
      synchronized (held) {
        Held<V> found = held.computeIfAbsent(key, unused -> new Held<>());
        V value = found.value;
        boolean isOutdated = value == null || found.version < wanted;
        there = Optional.ofNullable(value).map(it -> new Given<>(it, found.asOf, isOutdated));
        if (!isOutdated) {
          return there;
        }
        if (value != null && (isStreamed(found) || isSlow(found))) {
          makeBehind(key, found, version, maker);
          return there;
        }
        begin(key, found, version, maker);
        making = found.making;
        if (making == null) {
          return there;
        }
      }
      try {
        V unused = making.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return there;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return there;
      }
    }
  }

  private boolean isStreamed(Held<V> found) {
    return found.changesInARow >= STREAM && isYoung(found);
  }

  /** What took long is not waited for after each change. */
  private boolean isSlow(Held<V> found) {
    return found.doneAt - found.asOf >= SLOW_MICROS && isYoung(found);
  }

  private boolean isYoung(Held<V> found) {
    long took = found.doneAt - found.asOf;
    return Times.now(clock) - found.asOf < Math.max(OLDEST_MICROS, MAKINGS * took);
  }

  /** Begins a newer answer, and rests between two as long as one takes. */
  private void makeBehind(K key, Held<V> found, LongSupplier version, Supplier<V> maker) {
    long took = found.doneAt - found.asOf;
    if (Times.now(clock) - found.doneAt >= took) {
      begin(key, found, version, maker);
    }
  }

  /** Begins a newer answer unless one is being made. */
  private void begin(K key, Held<V> found, LongSupplier version, Supplier<V> maker) {
    if (found.making != null) {
      return;
    }
    CompletableFuture<V> making = new CompletableFuture<>();
    found.making = making;
    try {
      background.execute(
          () -> {
            make(key, making, version, maker);
            making.exceptionally(
                e -> {
                  logger.log(Level.FINE, e, () -> "no newer answer to " + key);
                  return null;
                });
          });
    } catch (RejectedExecutionException e) {
      found.making = null;
    }
  }

  private void make(K key, CompletableFuture<V> making, LongSupplier version, Supplier<V> maker) {
    long asOf = Times.now(clock);
    try {
      long rests = version.getAsLong();
      V value = maker.get();
      synchronized (held) {
        put(key, value, rests, asOf);
      }
      making.complete(value);
    } catch (RuntimeException | Error e) {
      synchronized (held) {
        Held<V> found = held.get(key);
        if (found != null && found.value == null) {
          held.remove(key);
        } else if (found != null) {
          found.making = null;
        }
      }
      making.completeExceptionally(e);
    }
  }

  private void put(K key, V value, long version, long asOf) {
    Held<V> found = held.computeIfAbsent(key, unused -> new Held<>());
    V before = found.value;
    boolean isInARow = before != null && asOf - found.doneAt < OLDEST_MICROS;
    found.changesInARow = isInARow ? found.changesInARow + 1 : 0;
    found.value = value;
    found.version = version;
    found.asOf = asOf;
    found.doneAt = Times.now(clock);
    found.making = null;
    weight += weigher.applyAsLong(value) - (before == null ? 0 : weigher.applyAsLong(before));
    var oldest = held.entrySet().iterator();
    while (weight > mostWeight && oldest.hasNext()) {
      Map.Entry<K, Held<V>> entry = oldest.next();
      V old = entry.getValue().value;
      if (old != null && entry.getValue().making == null && !entry.getKey().equals(key)) {
        weight -= weigher.applyAsLong(old);
        oldest.remove();
      }
    }
  }
}
