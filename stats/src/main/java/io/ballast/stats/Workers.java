package io.ballast.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent pieces of work on some threads.
 *
 * <p>Which thread does which piece is open, so a piece may write to nothing that another one reads;
 * then the result is the same for any number of threads.
 */
public final class Workers {

  private final int threads;

  private Workers(int threads) {
    this.threads = threads;
  }

  /**
   * That many threads, the calling one included.
   *
   * @param threads at least 1
   */
  public static Workers of(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, at least 1 is needed");
    }
    return new Workers(threads);
  }

  /**
   * Runs {@code work} for each number below {@code pieces} and returns when all are done.
   *
   * @throws RuntimeException the first one that a piece threw; pieces not yet begun are left out
   */
  public void each(int pieces, IntConsumer work) {
    if (threads == 1 || pieces <= 1) {
      for (int piece = 0; piece < pieces; piece++) {
        work.accept(piece);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable loop =
        () -> {
          int piece;
          while (failure.get() == null && (piece = next.getAndIncrement()) < pieces) {
            try {
              work.accept(piece);
            } catch (RuntimeException | Error e) {
              failure.compareAndSet(null, e);
            }
          }
        };
    List<Thread> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, pieces); i++) {
      Thread helper = new Thread(loop, "worker-" + i);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    loop.run();
    join(helpers);
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  private static void join(List<Thread> helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
