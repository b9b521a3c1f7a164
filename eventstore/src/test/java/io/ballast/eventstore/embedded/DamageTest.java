package io.ballast.eventstore.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventBatch;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanOrder;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.History;
import io.ballast.eventstore.contract.RollUpLines;
import io.ballast.eventstore.contract.Rows;
import io.ballast.eventstore.contract.StoreTerms;
import io.ballast.tables.ProblemException;
import io.ballast.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of the store that are lost or damaged: what is wrong is told, the rest of the store goes
 * on, nothing else is lost.
 *
 * <p>Day -2 and day -1 are sealed, of ten events each, with roll-ups; ten events of day 0 are hot.
 */
class DamageTest {

  private static final long DAY = 86_400_000_000L;
  private static final long DAY_0 = Math.floorDiv(Examples.micros(0), DAY) * DAY;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private EventStore store;

  private static EventStore open(Path folder) {
    return EmbeddedStores.open(folder, StoreTerms.at(SettableClock.at(Examples.NOON)));
  }

  @BeforeEach
  void fill() {
    store = open(folder);
    store.register(Examples.CHURN, Examples.SCHEMA);
    store.addBinSets(Examples.CHURN, History.BIN_SETS);
    for (int day = -2; day <= 0; day++) {
      assertThat(store.ingest(day(day)).stored()).isEqualTo(10);
    }
    assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
    assertThat(store.seal(new TaskControl()).days()).isEqualTo(2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static EventBatch day(int day) {
    return Examples.batch(
        "day " + day,
        rows -> {
          for (int number = 0; number < 10; number++) {
            rows.row(day + "-" + number, DAY_0 + day * DAY + number * 3_000_000_000L)
                .set("age", 30 + number)
                .set("w", 0.1 * number);
          }
        });
  }

  private static TimeWindow window(int day) {
    return new TimeWindow(DAY_0 + day * DAY, DAY_0 + (day + 1) * DAY);
  }

  private List<@Nullable Object> ids(TimeWindow window) {
    return Rows.column(
        store,
        ScanRequest.of(Examples.CHURN, List.of(EventField.EVENT_ID))
            .within(window)
            .ordered(ScanOrder.EVENT_TIME));
  }

  private static List<String> idsOfDay(int day) {
    return Stream.iterate(0, number -> number < 10, number -> number + 1)
        .map(number -> day + "-" + number)
        .toList();
  }

  private Path sealedFile(int day) throws IOException {
    String name = "day=" + LocalDate.ofEpochDay((DAY_0 + day * DAY) / DAY);
    try (Stream<Path> files = Files.walk(folder.resolve("sealed"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().contains(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void restore(Path file, byte[] copy) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, copy);
  }

  private Path hotFile() {
    return folder.resolve("events.duckdb");
  }

  private static void overwrite(Path file, int from, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, from, Math.min(bytes.length, from + length), (byte) 0x5A);
    Files.write(file, bytes);
  }

  private void reopen() {
    store.close();
    store = open(folder);
  }

  private static void assertProblem(ThrowingCallable work, String begin, String end) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(work)
        .satisfies(
            problem -> {
              assertThat(problem.getMessage()).startsWith(begin).endsWith(end);
            });
  }

  @Test
  void sealedPart_missing_isToldAndTheRestGoesOn() throws IOException {
    assertPartProblemIsToldAndTheRestGoesOn(Files::delete, " is missing");
  }

  @Test
  void sealedPart_damaged_isToldAndTheRestGoesOn() throws IOException {
    assertPartProblemIsToldAndTheRestGoesOn(
        file -> overwrite(file, 0, (int) Files.size(file)), " is damaged");
  }

  @Test
  void sealedPart_cutOff_isToldAndTheRestGoesOn() throws IOException {
    assertPartProblemIsToldAndTheRestGoesOn(
        file -> Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000)), " is damaged");
  }

  private interface Harm {
    void to(Path file) throws IOException;
  }

  private void assertPartProblemIsToldAndTheRestGoesOn(Harm harm, String what) throws IOException {
    List<String> rollUps = RollUpLines.all(store, Examples.CHURN);
    Path file = sealedFile(-2);
    byte[] copy = Files.readAllBytes(file);
    harm.to(file);
    for (int round = 0; round < 2; round++) {
      assertThat(store.sweep().damaged()).isOne();
      assertThat(store.damage())
          .containsExactly(
              file
                  + " of model version churn 1"
                  + what
                  + ", the manifest names it and its 10 events are nowhere else, bring it back from"
                  + " a copy or delete that day");
      assertProblem(
          () -> ids(window(-2)),
          "a sealed file cannot be read (",
          "), the manifest names it, and its events are nowhere else, bring it back from a copy, or"
              + " delete that day to go on without it");
      assertThat(ids(window(-1))).isEqualTo(idsOfDay(-1));
      assertThat(ids(window(0))).isEqualTo(idsOfDay(0));
      assertThat(RollUpLines.all(store, Examples.CHURN)).isEqualTo(rollUps);
      reopen();
    }
    // A late event of that day and one of another: only what needs the file waits.
    assertThat(
            store
                .ingest(
                    Examples.batch(
                        "late",
                        rows -> {
                          rows.row("late 1", DAY_0 - 2 * DAY);
                          rows.row("late 2", DAY_0 - DAY);
                        }))
                .stored())
        .isEqualTo(2);
    assertProblem(
        () -> store.refresh(Examples.CHURN, new TaskControl()),
        "a sealed file cannot be read (",
        "to go on without it");
    assertThat(store.status(Examples.CHURN).dirtyHours()).isOne();
    RollUpLines.assertEqualRecount(
        store, Examples.CHURN, new TimeWindow(DAY_0 - DAY, Long.MAX_VALUE));
    assertThat(store.seal(new TaskControl()).days()).isEqualTo(2);
    restore(file, copy);
    assertThat(store.sweep().damaged()).isZero();
    assertThat(ids(window(-2))).hasSize(11);
    assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void dayOfADamagedPart_mayBeDeleted() throws IOException {
    Files.delete(sealedFile(-2));
    assertThat(store.delete(Examples.CHURN, window(-2), new TaskControl()).events()).isEqualTo(10);
    assertThat(store.sweep().damaged()).isZero();
    assertThat(ids(TimeWindow.ALL)).hasSize(20);
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void hotFile_thatIsNone_isToldAndMayBeMovedAway() throws IOException {
    long last = lastSequence();
    store.close();
    overwrite(hotFile(), 0, (int) Files.size(hotFile()));
    assertProblem(
        () -> open(folder),
        hotFile() + " cannot be opened (",
        "), it holds the events that are not sealed yet, and the roll-ups, bring back a copy of it,"
            + " or move it away together with its .wal file: sealed events stay and roll-ups are"
            + " counted again");
    Files.delete(hotFile());
    Files.deleteIfExists(log());
    store = open(folder);
    assertThat(ids(TimeWindow.ALL))
        .isEqualTo(Stream.of(-2, -1).flatMap(day -> idsOfDay(day).stream()).toList());
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
    assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
    // What was hot may be sent again; what is sealed is known.
    for (int day = -2; day <= -1; day++) {
      assertThat(store.ingest(day(day)).unchanged()).isEqualTo(10);
    }
    assertThat(store.ingest(day(0)).stored()).isEqualTo(10);
    assertThat(firstSequence(window(0))).isGreaterThan(last);
    reopen();
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  private long lastSequence() {
    return sequences(TimeWindow.ALL).mapToLong(Long::longValue).max().orElseThrow();
  }

  private long firstSequence(TimeWindow window) {
    return sequences(window).mapToLong(Long::longValue).min().orElseThrow();
  }

  private Stream<Long> sequences(TimeWindow window) {
    return Rows.column(
            store,
            ScanRequest.of(Examples.CHURN, List.of(EventField.RECEIVED_SEQUENCE)).within(window))
        .stream()
        .map(Long.class::cast);
  }

  @Test
  void hotFileLostAndSealedPartDamaged_opensAndWaitsForTheCopy() throws IOException {
    Path file = sealedFile(-2);
    byte[] copy = Files.readAllBytes(file);
    store.close();
    Files.delete(hotFile());
    Files.delete(file);
    store = open(folder);
    assertThat(store.damage()).hasSize(1);
    assertThat(ids(window(-1))).isEqualTo(idsOfDay(-1));
    RollUpLines.assertEqualRecount(
        store, Examples.CHURN, new TimeWindow(DAY_0 - DAY, Long.MAX_VALUE));
    // No answer that looks like an empty day.
    assertProblem(
        () -> store.traffic(Examples.CHURN, window(-2)),
        "a sealed file cannot be read (",
        "to go on without it");
    assertProblem(
        () -> store.ingest(day(-2)),
        "2026-11-22 of model version churn 1 takes no events, ",
        "bring the sealed file back from a copy and start again, or delete that day");
    assertProblem(
        () -> store.erase(Examples.CHURN, List.of("-2-1"), new TaskControl()),
        "a sealed file cannot be read (",
        "to go on without it");
    assertThat(store.ingest(day(-1)).unchanged()).isEqualTo(10);
    assertThat(store.ingest(day(0)).stored()).isEqualTo(10);
    assertThat(store.update(Examples.label("labels", "-2-3", "yes")).stored()).isOne();
    reopen();
    restore(file, copy);
    reopen();
    assertThat(store.damage()).isEmpty();
    assertThat(ids(TimeWindow.ALL)).hasSize(30);
    assertThat(store.ingest(day(-2)).unchanged()).isEqualTo(10);
    assertThat(
            Rows.column(
                store,
                ScanRequest.of(Examples.CHURN, List.of(ColumnRef.of("churn"))).within(window(-2))))
        .containsOnlyOnce("yes");
    assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void hotFileLostAndSealedPartDamaged_theDayMayBeDeleted() throws IOException {
    store.close();
    Files.delete(hotFile());
    Files.delete(sealedFile(-2));
    store = open(folder);
    assertThat(store.delete(Examples.CHURN, window(-2), new TaskControl()).events()).isEqualTo(10);
    assertThat(store.damage()).hasSize(1);
    assertThat(store.sweep().damaged()).isZero();
    assertThat(store.ingest(day(-2)).stored()).isEqualTo(10);
    assertThat(store.refresh(Examples.CHURN, new TaskControl()).left()).isZero();
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void manifest_thatIsNone_isTold() throws IOException {
    store.close();
    Path manifest = folder.resolve("manifest.sqlite");
    byte[] copy = Files.readAllBytes(manifest);
    overwrite(manifest, 0, copy.length);
    assertProblem(
        () -> open(folder),
        "the metadata database answers: ",
        ", the event store keeps its manifest there, check that its file is whole, writable and"
            + " that the disk has room, then try again");
    Files.delete(manifest);
    assertProblem(
        () -> open(folder),
        hotFile() + " belongs to store ",
        ", bring the two together again that were made together");
    Files.write(manifest, copy);
    store = open(folder);
    assertThat(ids(TimeWindow.ALL)).hasSize(30);
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void hotFile_damagedInItsDirectory_isToldAndMayBeBroughtBack() throws IOException {
    store.close();
    byte[] copy = Files.readAllBytes(hotFile());
    // Behind the headers.
    overwrite(hotFile(), 3 * 4096, 200);
    assertProblem(
        () -> open(folder),
        hotFile() + " cannot be opened (",
        ", or move it away together with its .wal file: sealed events stay and roll-ups are counted"
            + " again");
    Files.write(hotFile(), copy);
    store = open(folder);
    assertThat(ids(TimeWindow.ALL)).hasSize(30);
    RollUpLines.assertEqualRecount(store, Examples.CHURN);
  }

  @Test
  void hotFile_damagedInABlockOfEvents_isToldWhereItIsRead() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<String> notes = new ArrayList<>();
    assertThat(
            store
                .ingest(
                    Examples.batch(
                        "long notes",
                        rows -> {
                          for (int number = 0; number < 2000; number++) {
                            StringBuilder note = new StringBuilder();
                            random.ints(1000, ' ', '~').forEach(c -> note.append((char) c));
                            notes.add(note.toString());
                            rows.row("long " + number, DAY_0).set("note", note.toString());
                          }
                        }))
                .stored())
        .isEqualTo(2000);
    store.close();
    byte[] copy = Files.readAllBytes(hotFile());
    // The notes do not compress: the text of one is in the file as it is.
    int note = new String(copy, ISO_8859_1).indexOf(notes.get(1000).substring(0, 100));
    assertThat(note).isPositive();
    overwrite(hotFile(), note, 100);
    store = open(folder);
    assertProblem(
        () ->
            Rows.column(
                store,
                ScanRequest.of(Examples.CHURN, List.of(ColumnRef.of("note"))).within(window(0))),
        "the hot file of the event store is damaged (",
        "sealed events stay and roll-ups are counted again");
    assertThat(ids(window(-1))).isEqualTo(idsOfDay(-1));
    assertThat(store.ingest(Examples.events("more", 0, 10)).stored()).isEqualTo(10);
    store.close();
    Files.write(hotFile(), copy);
    Files.deleteIfExists(log());
    store = open(folder);
    assertThat(ids(TimeWindow.ALL)).hasSize(2030);
  }

  private Path log() {
    return folder.resolve("events.duckdb.wal");
  }

  /** A log that was cut off is one that was not written to its end: what is whole in it counts. */
  @Test
  void log_cutOff_isReadUpToThere() throws IOException {
    Path copied = copyOfOpenStore();
    Path log = copied.resolve("events.duckdb.wal");
    Files.write(log, Arrays.copyOf(Files.readAllBytes(log), (int) Files.size(log) - 100));
    try (EventStore copy = open(copied)) {
      assertThat(copy.status(Examples.CHURN).hotRows()).isEqualTo(20);
      assertThat(copy.ingest(Examples.events("last", 100, 10)).stored()).isEqualTo(10);
    }
  }

  @Test
  void log_damagedInside_isTold() throws IOException {
    Path copied = copyOfOpenStore();
    Path log = copied.resolve("events.duckdb.wal");
    byte[] whole = Files.readAllBytes(log);
    byte[] damaged = whole.clone();
    damaged[new String(whole, ISO_8859_1).indexOf("first")] ^= 1;
    Files.write(log, damaged);
    assertProblem(
        () -> open(copied),
        copied.resolve("events.duckdb") + " cannot be opened (",
        "sealed events stay and roll-ups are counted again");
    Files.write(log, whole);
    try (EventStore copy = open(copied)) {
      assertThat(copy.status(Examples.CHURN).hotRows()).isEqualTo(30);
    }
  }

  /** The files as a killed process would leave them, with a log of two batches of ten events. */
  private Path copyOfOpenStore() throws IOException {
    reopen();
    assertThat(store.ingest(Examples.events("first", 0, 10)).stored()).isEqualTo(10);
    assertThat(store.ingest(Examples.events("last", 100, 10)).stored()).isEqualTo(10);
    Path copied = Files.createDirectory(folder.resolve("copied"));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> !f.startsWith(copied)).toList()) {
        Path target = copied.resolve(folder.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return copied;
  }
}
