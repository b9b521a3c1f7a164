package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.contract.Examples;
import io.ballast.testkit.SettableClock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Works on a store until it is killed, and tells what it tries and what is acknowledged. */
final class KillChild {

  /** What it does beside sending. */
  enum Mode {
    /** Small batches from four threads. */
    BATCHES,
    /** Files. */
    FILES,
    /** Sends little, closes the store, which brings its file up to date, and opens it again. */
    CHECKPOINT,
    /** Sends, labels and seals closed days. */
    SEAL,
    /** Sends, moves the clock on by a day and expires. */
    EXPIRE,
    /** Opens the store; the kill comes at any time from the start of the process on. */
    START
  }

  private final PrintStream out;
  private final Path folder;
  private final Path files;
  private final SettableClock clock;
  private final AtomicInteger next;
  private int day;

  @SuppressWarnings("SystemOut") // speaks to the test by its output
  private KillChild(String[] arguments) {
    this.out = System.out;
    this.folder = Path.of(arguments[1]);
    this.files = Path.of(arguments[2]);
    this.day = Integer.parseInt(arguments[3]);
    this.clock = KillWork.clock(day);
    this.next = new AtomicInteger(day * KillWork.BATCHES_PER_DAY);
  }

  /** Mode, store, files, day of the clock. */
  public static void main(String[] arguments) throws InterruptedException {
    new KillChild(arguments).run(Mode.valueOf(arguments[0]));
  }

  private synchronized void tell(String what, int number) {
    out.println(what + " " + number);
    out.flush();
  }

  private void send(EventStore store, int batch) {
    tell("try", batch);
    KillWork.send(store, files, batch);
    tell("ack", batch);
  }

  private void run(Mode mode) throws InterruptedException {
    tell("start", day);
    EventStore store = KillWork.open(folder, clock);
    tell("open", day);
    while (true) {
      switch (mode) {
        case BATCHES, START -> fourThreads(store);
        case FILES -> send(store, next.getAndIncrement() + KillWork.FIRST_FILE);
        case CHECKPOINT -> {
          send(store, next.getAndIncrement());
          store.close();
          store = KillWork.open(folder, clock);
        }
        case SEAL -> {
          send(store, next.getAndIncrement());
          send(store, next.getAndIncrement() + KillWork.FIRST_FILE);
          store.seal(new TaskControl());
          store.fill(Examples.CHURN, new TaskControl());
          store.refresh(Examples.CHURN, new TaskControl());
        }
        case EXPIRE -> {
          for (int i = 0; i < 3; i++) {
            send(store, next.getAndIncrement());
          }
          store.seal(new TaskControl());
          nextDay();
          store.expire(new TaskControl());
        }
      }
      tell("round", day);
    }
  }

  private void nextDay() {
    day++;
    tell("day", day);
    clock.advance(Duration.ofDays(1));
    next.set(day * KillWork.BATCHES_PER_DAY);
  }

  private void fourThreads(EventStore store) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int batch = 0; batch < 25; batch++) {
                  send(store, next.getAndIncrement());
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
