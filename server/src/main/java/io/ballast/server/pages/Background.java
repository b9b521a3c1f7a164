package io.ballast.server.pages;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One thread for work that no page waits for. */
final class Background implements Executor, AutoCloseable {

  private static final long GRACE_SECONDS = 5;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "ballast-pages");
            made.setDaemon(true);
            return made;
          });

  @Override
  public void execute(Runnable task) {
    thread.execute(task);
  }

  /** Begins nothing more and waits some seconds for what runs. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean unused = thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
