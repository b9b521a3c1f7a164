package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.StoreBusyException;
import io.ballast.eventstore.UpdateBatch;
import io.ballast.files.DuckDb;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that changes the hot file.
 *
 * <p>What waits when it is done with a commit goes into the next one together, up to a bound on
 * rows: under load commits become larger instead of more. Work of other kinds has a transaction of
 * its own, in the order of arrival.
 */
final class Writer implements AutoCloseable {

  /** Rows of one commit; a larger batch has a commit of its own. */
  private static final int GROUP_ROWS = 20_000;

  private static final Duration RETRY_AFTER = Duration.ofMillis(200);

  private final WriterContext context;
  private final int queueRows;
  private final Deque<Task> queue = new ArrayDeque<>();
  private final Thread thread;
  private long queuedRows;
  private boolean closed;

  /** What the thread does next. */
  private sealed interface Task permits Waiting, Exclusive {}

  /** A batch of events or of late values. */
  record Waiting(
      @Nullable EventBatch events,
      @Nullable UpdateBatch updates,
      CompletableFuture<Receipt> receipt)
      implements Task {

    ModelVersion model() {
      return events == null ? java.util.Objects.requireNonNull(updates).model() : events.model();
    }

    String batchId() {
      return events == null
          ? java.util.Objects.requireNonNull(updates).batchId()
          : events.batchId();
    }

    int rows() {
      return events == null
          ? java.util.Objects.requireNonNull(updates).rows().size()
          : events.rows().size();
    }
  }

  /** Other work. */
  private record Exclusive(Runnable work, CompletableFuture<Boolean> done) implements Task {}

  Writer(WriterContext context, int queueRows) {
    this.context = context;
    this.queueRows = queueRows;
    this.thread = new Thread(this::run, "event-store-writer");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Stores a batch; returns after its commit. */
  Receipt store(EventBatch batch) {
    return store(new Waiting(batch, null, new CompletableFuture<>()));
  }

  /** Stores late values; returns after their commit. */
  Receipt store(UpdateBatch batch) {
    return store(new Waiting(null, batch, new CompletableFuture<>()));
  }

  private Receipt store(Waiting waiting) {
    synchronized (queue) {
      if (queuedRows > 0 && queuedRows + waiting.rows() > queueRows) {
        throw new StoreBusyException(queuedRows, queueRows, RETRY_AFTER);
      }
      enqueue(waiting);
      queuedRows += waiting.rows();
    }
    return join(waiting.receipt());
  }

  /**
   * Runs work in a transaction of its own on the writer's thread; returns after its commit.
   *
   * @param work changes the hot file through the connection
   * @param committed brings the writer's memory up to date, before anything else is written
   */
  <T> T transaction(Function<DuckDb, T> work, Consumer<T> committed) {
    List<T> result = new ArrayList<>(1);
    exclusively(
        () -> {
          result.add(context.writer().inTransaction(() -> work.apply(context.writer())));
          committed.accept(result.get(0));
        });
    return result.get(0);
  }

  /** Runs work between two transactions, on the writer's thread. */
  void exclusively(Runnable work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("the writer waits for itself");
    }
    Exclusive task = new Exclusive(work, new CompletableFuture<>());
    synchronized (queue) {
      enqueue(task);
    }
    boolean unused = join(task.done());
  }

  private void enqueue(Task task) {
    if (closed) {
      throw new IllegalStateException("the event store is closed");
    }
    queue.add(task);
    queue.notifyAll();
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      // The cause was made on the writer's thread; its message is for people, its trace stays.
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void run() {
    while (true) {
      List<Waiting> group = new ArrayList<>();
      Exclusive exclusive = take(group);
      if (exclusive != null) {
        run(exclusive);
      } else if (group.isEmpty()) {
        return;
      } else {
        commit(group);
      }
    }
  }

  /** Waits for work: fills the group, or gives other work; neither at the end. */
  private @Nullable Exclusive take(List<Waiting> group) {
    synchronized (queue) {
      while (queue.isEmpty() && !closed) {
        try {
          queue.wait();
        } catch (InterruptedException e) {
          // Nobody interrupts this thread but a JVM that ends; what is queued is still done.
          closed = true;
        }
      }
      int rows = 0;
      while (queue.peek() instanceof Waiting next
          && (group.isEmpty() || rows + next.rows() <= GROUP_ROWS)) {
        queue.remove();
        group.add(next);
        rows += next.rows();
      }
      queuedRows -= rows;
      return group.isEmpty() && queue.poll() instanceof Exclusive exclusive ? exclusive : null;
    }
  }

  private void commit(List<Waiting> group) {
    try {
      GroupCommit commit = new GroupCommit(context);
      List<Receipt> receipts = context.writer().inTransaction(() -> commit.run(group));
      commit.committed();
      for (int i = 0; i < receipts.size(); i++) {
        group.get(i).receipt().complete(receipts.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (group.size() == 1) {
        group.get(0).receipt().completeExceptionally(e);
        return;
      }
      // One of them is to blame; the others must not suffer.
      group.forEach(waiting -> commit(List.of(waiting)));
    }
  }

  private static void run(Exclusive task) {
    try {
      task.work().run();
      task.done().complete(true);
    } catch (RuntimeException | Error e) {
      task.done().completeExceptionally(e);
    }
  }

  /** Does what is queued and ends. */
  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      queue.notifyAll();
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
