package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventRowsBuilder;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.FileBatch;
import io.ballast.eventstore.FileLayout;
import io.ballast.eventstore.OnRowProblem;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.Retention;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.History;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the killed processes do: batches whose events follow from their number alone, so that who
 * checks knows them.
 */
final class KillWork {

  /** Days that events are kept. */
  static final int RAW_DAYS = 3;

  /** Batches of one day of the clock have numbers from day * this on. */
  static final int BATCHES_PER_DAY = 1_000_000;

  /** Batches with numbers from here on, within their day, are files. */
  static final int FIRST_FILE = 500_000;

  private static final int BATCH_EVENTS = 20;
  private static final int FILE_EVENTS = 300;
  private static final int SPREAD_SECONDS = 36 * 3600;

  private KillWork() {}

  /** A store whose clock shows a day after noon of day 0. */
  static EventStore open(Path folder, SettableClock clock) {
    StoreTerms terms =
        StoreTerms.at(clock)
            .withRetention(new Retention(Duration.ofDays(RAW_DAYS), Duration.ofDays(30)));
    EventStore store = EmbeddedStores.open(folder, terms);
    store.register(Examples.CHURN, Examples.SCHEMA);
    store.addBinSets(Examples.CHURN, History.BIN_SETS);
    return store;
  }

  static SettableClock clock(int day) {
    return SettableClock.at(Examples.NOON.plus(Duration.ofDays(day)));
  }

  static boolean isFile(int batch) {
    return batch % BATCHES_PER_DAY >= FIRST_FILE;
  }

  static int size(int batch) {
    return isFile(batch) ? FILE_EVENTS : BATCH_EVENTS;
  }

  static String id(int batch, int event) {
    return batch + "-" + event;
  }

  static long seconds(int batch, int event) {
    long day = (batch / BATCHES_PER_DAY) * 86_400L;
    return day - (batch * 7919L + event * 104_729L) % SPREAD_SECONDS;
  }

  static String note(int batch, int event) {
    return "note " + batch + " " + event;
  }

  /** Sends a batch or file. */
  static Receipt send(EventStore store, Path files, int batch) {
    return isFile(batch) ? sendFile(store, files, batch) : store.ingest(batch(batch));
  }

  private static EventBatch batch(int batch) {
    EventRowsBuilder rows = new EventRowsBuilder(Examples.SCHEMA);
    for (int event = 0; event < size(batch); event++) {
      rows.row(id(batch, event), Examples.micros(seconds(batch, event)))
          .set("age", event)
          .set("note", note(batch, event));
    }
    return new EventBatch(Examples.CHURN, "batch " + batch, "kill", rows.build());
  }

  private static Receipt sendFile(EventStore store, Path files, int batch) {
    List<String> lines = new ArrayList<>();
    lines.add("id,at,age,note");
    for (int event = 0; event < size(batch); event++) {
      lines.add(
          id(batch, event)
              + ","
              + Examples.micros(seconds(batch, event))
              + ","
              + event
              + ","
              + note(batch, event));
    }
    try {
      Path file = Files.write(files.resolve(batch + ".csv"), lines);
      Receipt receipt =
          store.ingestFile(
              new FileBatch(
                  Examples.CHURN,
                  "batch " + batch,
                  "kill",
                  file,
                  FileLayout.csv("id", "at"),
                  OnRowProblem.SKIP_ROW),
              new TaskControl());
      Files.delete(file);
      return receipt;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
