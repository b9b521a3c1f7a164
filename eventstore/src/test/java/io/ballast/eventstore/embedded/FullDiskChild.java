package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.tables.ProblemException;
import io.ballast.testkit.SettableClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills a disk with events and tells what the store says, then makes room, if there is a file to be
 * deleted for it, and goes on.
 */
final class FullDiskChild {

  static final int BATCH_EVENTS = 200;

  private static final int NOTE_CHARACTERS = 2000;
  private static final int MAX_BATCHES = 500;

  private final PrintStream out;
  private EventStore store;

  @SuppressWarnings("SystemOut") // speaks to the test by its output
  private FullDiskChild(Path folder) {
    this.out = System.out;
    this.store = open(folder);
  }

  static EventStore open(Path folder) {
    return EmbeddedStores.open(folder, StoreTerms.at(SettableClock.at(Examples.NOON)));
  }

  /** Store, and a file that takes room on the same disk. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path ballast = Path.of(arguments[1]);
    FullDiskChild child = new FullDiskChild(folder);
    child.store.register(Examples.CHURN, Examples.SCHEMA);
    int batch = 0;
    while (batch < MAX_BATCHES && child.sends(batch)) {
      batch++;
    }
    child.tellCount();
    child.tellProblem("seal", () -> child.store.seal(new TaskControl()));
    boolean unused = child.sends(batch);
    child.tellCount();
    if (Files.deleteIfExists(ballast)) {
      child.out.println("room");
      for (int last = batch + 3; batch < last; batch++) {
        unused = child.sends(batch);
      }
      child.tellCount();
      child.tellProblem("seal", () -> child.store.seal(new TaskControl()));
      child.tellCount();
    }
    child.tellProblem("close", child.store::close);
    child.tellProblem(
        "reopen",
        () -> {
          child.store = open(folder);
          child.tellCount();
          child.store.close();
        });
  }

  /** A batch of a day that is closed; its notes do not compress. */
  static EventBatch batch(int number) {
    SplittableRandom random = new SplittableRandom(number);
    EventRowsBuilder rows = new EventRowsBuilder(Examples.SCHEMA);
    for (int event = 0; event < BATCH_EVENTS; event++) {
      StringBuilder note = new StringBuilder();
      random.ints(NOTE_CHARACTERS, ' ', '~').forEach(c -> note.append((char) c));
      rows.row(number + "-" + event, Examples.micros(-172_800L + number))
          .set("age", 30)
          .set("note", note.toString());
    }
    return new EventBatch(Examples.CHURN, "batch " + number, "test", rows.build());
  }

  private boolean sends(int number) {
    boolean[] sent = new boolean[1];
    tellProblem(
        "send " + number,
        () -> {
          sent[0] = store.ingest(batch(number)).stored() == BATCH_EVENTS;
          out.println("ack " + number);
        });
    return sent[0];
  }

  private void tellCount() {
    tellProblem(
        "count",
        () ->
            out.println(
                "count "
                    + store.count(
                        ScanRequest.of(Examples.CHURN, List.of(EventField.EVENT_ID)),
                        new TaskControl())));
  }

  private void tellProblem(String what, Runnable work) {
    try {
      work.run();
    } catch (ProblemException e) {
      out.println("problem " + what + ": " + e.getMessage());
    }
    out.flush();
  }
}
