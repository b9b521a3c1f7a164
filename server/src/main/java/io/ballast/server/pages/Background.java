package io.ballast.server.pages;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A few threads for work that no page waits for, or not for long. */
final class Background implements Executor, AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  private static final int THREADS = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread made = new Thread(task, "ballast-pages");
            made.setDaemon(true);
            return made;
          });

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Begins nothing more and waits some seconds for what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
