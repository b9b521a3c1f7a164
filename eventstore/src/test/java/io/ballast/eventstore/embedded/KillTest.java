package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.RollUpLines;
import io.ballast.eventstore.contract.Rows;
import io.ballast.testkit.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One store, killed again and again at random points of its work.
 *
 * <p>{@code -Dballast.kills=50} kills so often, {@code -Dballast.seed=N} at other points.
 */
class KillTest {

  private static final int KILLS =
      Integer.getInteger("ballast.kills", KillChild.Mode.values().length);
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MAX_ROUNDS = 3;
  private static final long MAX_DELAY_NANOS = 400_000_000L;
  private static final long MAX_START_NANOS = 2_500_000_000L;

  @TempDir private Path folder;

  private final SplittableRandom random = new SplittableRandom(Long.getLong("ballast.seed", 1));
  private final Set<Integer> acknowledged = new TreeSet<>();
  private final Set<Integer> tried = new TreeSet<>();
  private final List<Long> reopenMillis = new ArrayList<>();
  private int day;
  private int acknowledgements;
  private int unacknowledgedButThere;

  @Test
  @SuppressWarnings("SystemOut") // the figures of a long run
  void killedAgainAndAgain_losesNothingThatWasAcknowledged() throws Exception {
    KillChild.Mode[] modes = KillChild.Mode.values();
    for (int kill = 0; kill < KILLS; kill++) {
      kill(modes[kill % modes.length]);
      check(modes[kill % modes.length]);
      day++;
    }
    reopenMillis.sort(Long::compare);
    System.out.printf(
        "%d kills: %d batches acknowledged, lost 0, half 0, twice 0, %d committed without an"
            + " acknowledgement, reopened in %d ms (median), %d ms (longest)%n",
        KILLS,
        acknowledgements,
        unacknowledgedButThere,
        reopenMillis.get(reopenMillis.size() / 2),
        reopenMillis.get(reopenMillis.size() - 1));
  }

  private Path store() {
    return folder.resolve("store");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  private void kill(KillChild.Mode mode) throws IOException, InterruptedException {
    Files.createDirectories(temporary());
    Files.createDirectories(folder.resolve("files"));
    Process child =
        ChildJvm.of(KillChild.class)
            .option("-Xmx256m")
            .option("-XX:TieredStopAtLevel=1")
            .option("-Djava.io.tmpdir=" + temporary())
            .arguments(
                mode.name(),
                store().toString(),
                folder.resolve("files").toString(),
                Integer.toString(day))
            .start(Path.of("target", "child-jvm"));
    String moment = mode == KillChild.Mode.START ? "start" : "round";
    long delay = mode == KillChild.Mode.START ? MAX_START_NANOS : MAX_DELAY_NANOS;
    int roundsLeft = mode == KillChild.Mode.START ? 1 : random.nextInt(MAX_ROUNDS);
    boolean killed = false;
    try (BufferedReader reader = child.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] words = line.split(" ", -1);
        note(words[0], Integer.parseInt(words[1]));
        roundsLeft -= words[0].equals(moment) ? 1 : 0;
        boolean open = mode == KillChild.Mode.START || words[0].equals("open") || killed;
        if (!killed && roundsLeft <= 0 && (open || words[0].equals(moment))) {
          killed = true;
          LockSupport.parkNanos(random.nextLong(delay));
          // Not by the process itself, which would close the stream with what is still to be read.
          assertThat(child.toHandle().destroyForcibly()).isTrue();
        }
      }
    }
    assertThat(child.waitFor()).isEqualTo(137);
  }

  private void note(String what, int number) {
    switch (what) {
      case "try" -> tried.add(number);
      case "ack" -> {
        acknowledged.add(number);
        acknowledgements++;
      }
      case "day" -> day = number;
      default -> {}
    }
  }

  private void check(KillChild.Mode mode) throws IOException {
    long before = System.nanoTime();
    try (EventStore store = KillWork.open(store(), KillWork.clock(day))) {
      reopenMillis.add((System.nanoTime() - before) / 1_000_000);
      Map<Integer, Integer> sizes = sizes(store);
      for (int batch : tried) {
        int there = sizes.getOrDefault(batch, 0);
        int expected = kept(batch);
        if (acknowledged.contains(batch)) {
          assertThat(there).as(mode + ": acknowledged batch " + batch).isEqualTo(expected);
        } else {
          assertThat(there).as(mode + ": batch " + batch).isIn(0, expected);
          unacknowledgedButThere += there > 0 ? 1 : 0;
        }
      }
      for (int batch : tried) {
        if (acknowledged.add(batch)) {
          assertThat(KillWork.send(store, folder.resolve("files"), batch)).isNotNull();
        }
      }
      Map<Integer, Integer> afterRetry = sizes(store);
      for (int batch : tried) {
        assertThat(afterRetry.getOrDefault(batch, 0)).as("after retry").isEqualTo(kept(batch));
      }
      assertThat(store.expire(new TaskControl())).isNotNull();
      assertThat(store.fill(Examples.CHURN, new TaskControl()).left()).isZero();
      RollUpLines.assertEqualRecount(store, Examples.CHURN, keptWindow());
      assertThat(store.sweep().files()).isZero();
      assertThat(store.damage()).isEmpty();
      assertThat(sealedBytes()).isEqualTo(store.status(Examples.CHURN).sealedBytes());
    }
    forgetExpired();
    assertThat(leftIn(temporary())).as("native libraries").noneMatch(name -> name.contains(".so"));
    assertThat(leftIn(store().resolve("spill"))).isEmpty();
  }

  private long firstKeptDay() {
    return Math.floorDiv(Examples.micros(0), DAY_MICROS) + day - KillWork.RAW_DAYS;
  }

  /** Of what lies before only roll-ups are left. */
  private TimeWindow keptWindow() {
    return new TimeWindow(firstKeptDay() * DAY_MICROS, Long.MAX_VALUE);
  }

  /** How many events of a batch are of days that are kept. */
  private int kept(int batch) {
    int kept = 0;
    for (int event = 0; event < KillWork.size(batch); event++) {
      long time = Examples.micros(KillWork.seconds(batch, event));
      kept += Math.floorDiv(time, DAY_MICROS) >= firstKeptDay() ? 1 : 0;
    }
    return kept;
  }

  private void forgetExpired() {
    tried.removeIf(batch -> batch / KillWork.BATCHES_PER_DAY < day - KillWork.RAW_DAYS - 2);
    acknowledged.retainAll(tried);
  }

  /** Events of each batch that is there; each event is there once and as it was sent. */
  private Map<Integer, Integer> sizes(EventStore store) {
    assertThat(store.expire(new TaskControl())).isNotNull();
    Map<Integer, Integer> sizes = new HashMap<>();
    Set<Object> ids = new TreeSet<>();
    for (Map<String, @Nullable Object> row :
        Rows.read(
            store,
            ScanRequest.of(
                Examples.CHURN,
                List.of(EventField.EVENT_ID, EventField.BATCH_ID, ColumnRef.of("note"))))) {
      String id = String.valueOf(row.get("event_id"));
      assertThat(ids.add(id)).as(id).isTrue();
      int batch = Integer.parseInt(String.valueOf(row.get("batch_id")).substring(6));
      int event = Integer.parseInt(id.substring(id.indexOf('-') + 1));
      assertThat(row.get("note")).isEqualTo(KillWork.note(batch, event));
      sizes.merge(batch, 1, Integer::sum);
    }
    return sizes;
  }

  private long sealedBytes() throws IOException {
    try (Stream<Path> files = Files.walk(store().resolve("sealed"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<String> leftIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
