package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.files.DuckDb;
import io.ballast.files.DuckDbSettings;
import io.ballast.tables.ProblemException;
import io.ballast.testkit.ChildJvm;
import io.ballast.testkit.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that another process holds, or that cannot be written to. */
class FolderTest {

  private static final Path CHILD = Path.of("target", "child-jvm");

  @TempDir private Path folder;

  private Path store() {
    return folder.resolve("store");
  }

  private static EventStore open(Path folder) {
    return EmbeddedStores.open(folder, StoreTerms.at(SettableClock.at(Examples.NOON)));
  }

  /** Opens a store, tells what comes of it, and holds it until its input ends. */
  static final class Holder {

    private Holder() {}

    @SuppressWarnings("SystemOut") // speaks to the test by its output
    public static void main(String[] arguments) throws IOException {
      PrintStream out = System.out;
      try (EventStore store = open(Path.of(arguments[0]))) {
        store.register(Examples.CHURN, Examples.SCHEMA);
        out.println("stored " + store.ingest(Examples.events("b1", 0, 10)).stored());
        out.println("ended " + System.in.read());
        out.println("stored " + store.ingest(Examples.events("b2", 10, 10)).stored());
      } catch (ProblemException e) {
        out.println(e.getMessage());
      }
    }
  }

  private static ChildJvm holder(Path store) {
    return ChildJvm.of(Holder.class)
        .option("-Xmx256m")
        .option("-XX:TieredStopAtLevel=1")
        .arguments(store.toString());
  }

  @Test
  void secondProcess_isToldAndTheFirstGoesOn() throws Exception {
    Process child = holder(store()).start(CHILD);
    try (BufferedReader reader = child.inputReader()) {
      assertThat(reader.readLine()).isEqualTo("stored 10");
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> open(store()))
          .withMessage(
              store()
                  + " is held by another process, one process at a time works with the event store"
                  + " in a folder, stop that process or choose another folder");
      child.getOutputStream().close();
      assertThat(reader.lines().toList()).containsExactly("ended -1", "stored 10");
    }
    assertThat(child.waitFor()).isZero();
    try (EventStore store = open(store())) {
      assertThat(store.status(Examples.CHURN).hotRows()).isEqualTo(20);
    }
  }

  @Test
  void secondStoreOfThisProcess_isTold() {
    try (EventStore first = open(store())) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> open(store()))
          .withMessageStartingWith(store() + " is held by another process, ");
      assertThat(first.models()).isEmpty();
    }
  }

  /** Root may write anywhere: its right to do so is taken from the child. */
  @Test
  void readOnlyFolder_isToldAndStaysAsItWas() throws Exception {
    try (EventStore store = open(store())) {
      store.register(Examples.CHURN, Examples.SCHEMA);
      assertThat(store.ingest(Examples.events("b1", 0, 10)).stored()).isEqualTo(10);
    }
    Files.setPosixFilePermissions(store(), PosixFilePermissions.fromString("r-xr-xr-x"));
    for (String file : List.of("lock", "manifest.sqlite", "events.duckdb")) {
      Files.setPosixFilePermissions(
          store().resolve(file), PosixFilePermissions.fromString("r--r--r--"));
    }
    ChildJvm child = holder(store());
    if (Files.isWritable(store().resolve("lock"))) {
      child.startedBy("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override");
    }
    Process process = child.start(CHILD);
    process.getOutputStream().close();
    try (BufferedReader reader = process.inputReader()) {
      assertThat(reader.lines().toList())
          .containsExactly(
              store()
                  + " cannot be written to (java.nio.file.AccessDeniedException: "
                  + store().resolve("lock")
                  + "), the event store keeps its files there, make the folder writable for this"
                  + " user or choose another one");
    }
    assertThat(process.waitFor()).isZero();
    Files.setPosixFilePermissions(store(), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String file : List.of("lock", "manifest.sqlite", "events.duckdb")) {
      Files.setPosixFilePermissions(
          store().resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
    }
    try (EventStore store = open(store())) {
      assertThat(store.status(Examples.CHURN).hotRows()).isEqualTo(10);
    }
  }

  /** The first format of the hot file had no number. */
  @Test
  void hotFile_ofAnotherFormat_isToldAndStaysAsItWas() throws IOException {
    try (EventStore store = open(store())) {
      store.register(Examples.CHURN, Examples.SCHEMA);
      assertThat(store.ingest(Examples.events("b1", 0, 10)).stored()).isEqualTo(10);
    }
    Path hotFile = store().resolve("events.duckdb");
    for (String change :
        List.of("UPDATE store SET format = 3", "ALTER TABLE store DROP COLUMN format")) {
      try (DuckDb database = DuckDb.open(hotFile, DuckDbSettings.defaults())) {
        database.execute(change);
      }
      byte[] bytes = Files.readAllBytes(hotFile);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> open(store()))
          .withMessage(
              hotFile
                  + " has format "
                  + (change.startsWith("ALTER") ? 1 : 3)
                  + ", this version of Ballast reads format 2, export the events with the version"
                  + " that wrote it and import them here");
      assertThat(Files.readAllBytes(hotFile)).isEqualTo(bytes);
    }
  }
}
