package io.ballast.server.measure;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TaskControl;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.tables.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts closed hours again that have changed, once they are quiet, and forgets what was said of
 * them before it does. Takes a tenth of the time at most, and for some seconds lets those go first
 * who wait for an answer.
 */
public final class RollUpKeeper implements AutoCloseable {

  private static final Logger logger = Logger.getLogger(RollUpKeeper.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int SHARE = 10;
  private static final int MOST_WAITS = 4;
  private static final long HOUR_SECONDS = 3600;
  private static final long GRACE_SECONDS = 5;

  private final Catalog catalog;
  private final EventStore events;
  private final Measurements measurements;
  private final InstantSource clock;
  private final Map<UUID, NavigableMap<Integer, Long>> seen = new HashMap<>();
  private final TaskControl control = new TaskControl();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ballast-roll-ups");
            thread.setDaemon(true);
            return thread;
          });
  private int waits;

  /** A keeper that rests until {@link #start}. */
  public RollUpKeeper(
      Catalog catalog, EventStore events, Measurements measurements, InstantSource clock) {
    this.catalog = catalog;
    this.events = events;
    this.measurements = measurements;
    this.clock = clock;
  }

  /** Works from now on. */
  public void start() {
    measurements.sweep();
    again(PAUSE.toMillis());
  }

  private void work() {
    if (measurements.areBeingMade() && waits < MOST_WAITS) {
      waits++;
      again(PAUSE.toMillis());
      return;
    }
    waits = 0;
    long begun = System.nanoTime();
    try {
      pass();
    } catch (CancellationException e) {
      return;
    } catch (ProblemException | IllegalStateException e) {
      logger.log(Level.WARNING, "roll-ups were not counted: {0}", e.getMessage());
    }
    long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    again(Math.max(PAUSE.toMillis(), SHARE * took));
  }

  private void again(long millis) {
    if (!control.isCancelled()) {
      ScheduledFuture<?> unused = timer.schedule(this::work, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Counts the closed hours that have not changed since the last pass. */
  public synchronized void pass() {
    long now = Math.floorDiv(clock.instant().getEpochSecond(), HOUR_SECONDS);
    for (Model model : catalog.models()) {
      NavigableMap<Integer, Long> dirty = events.dirtyHours(model.events());
      Map<Integer, Long> before = seen.getOrDefault(model.id(), new TreeMap<>());
      Set<Integer> quiet = new HashSet<>();
      dirty.forEach(
          (hour, number) -> {
            if (hour < now && number.equals(before.get(hour))) {
              quiet.add(hour);
            }
          });
      seen.put(model.id(), dirty);
      if (!quiet.isEmpty()) {
        measurements.forget(model.id(), quiet);
        events.refresh(model.events(), quiet, control);
      }
    }
  }

  @Override
  public void close() {
    control.cancel();
    timer.shutdownNow();
    try {
      boolean unused = timer.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
