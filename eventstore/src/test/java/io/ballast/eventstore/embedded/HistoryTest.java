package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.contract.History;
import io.ballast.eventstore.contract.HistoryOracle;
import io.ballast.eventstore.contract.HistoryPlayer;
import io.ballast.testkit.ChildJvm;
import io.ballast.testkit.SeededRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After random histories, killed at random points, the store knows what it must and its roll-ups
 * are what is counted from the events; two orders of a history end in the same bytes.
 *
 * <p>{@code -Dballast.histories=200} plays so many, {@code -Dballast.firstHistory=101} from that
 * one on.
 */
class HistoryTest {

  private static final int FIRST = Integer.getInteger("ballast.firstHistory", 1);
  private static final int HISTORIES = Integer.getInteger("ballast.histories", 2);
  private static final int MAX_DELAY_NANOS = 40_000_000;
  private static final Path CHILD = Path.of("target", "child-jvm");

  @TempDir private Path folder;

  private int kills;

  @Test
  @SuppressWarnings("SystemOut") // the figure of a long run
  void randomHistories_killedAndInTwoOrders_endAlike() {
    SeededRuns.forSeeds(
        FIRST,
        FIRST + HISTORIES - 1,
        random -> {
          long seed = random.nextLong();
          List<String> first = play(seed, 1, random.nextInt(3), random);
          List<String> second = play(seed, 2, random.nextInt(2), random);
          assertThat(second).isEqualTo(first);
        });
    System.out.println(HISTORIES + " histories, two orders of each, " + kills + " kills");
  }

  /** Plays an order of a history and gives the result. */
  private List<String> play(long seed, int order, int planned, RandomGenerator random)
      throws IOException, InterruptedException {
    Path store = folder.resolve(seed + "-" + order);
    Path files = Files.createDirectories(folder.resolve(seed + "-" + order + "-files"));
    List<History.Step> steps = new History(seed).order(order);
    int next = 0;
    for (int kill = 0; kill < planned && next < steps.size(); kill++) {
      next = killed(store, files, seed, order, next, steps.size(), random);
    }
    HistoryOracle oracle = new HistoryOracle();
    steps.forEach(oracle::play);
    List<String> result;
    try (HistoryPlayer player = new HistoryPlayer(EmbeddedStores::open, store, files)) {
      for (; next < steps.size(); next++) {
        player.play(steps.get(next));
      }
      result = new ArrayList<>(player.check(oracle));
    }
    try (HistoryPlayer player = new HistoryPlayer(EmbeddedStores::open, store, files)) {
      assertThat(player.result()).isEqualTo(result);
    }
    return result;
  }

  /** Plays in a process that is killed; gives the first step that it did not tell to be done. */
  private int killed(
      Path store, Path files, long seed, int order, int first, int end, RandomGenerator random)
      throws IOException, InterruptedException {
    int last = first + random.nextInt(end - first);
    Process child =
        ChildJvm.of(HistoryChild.class)
            .option("-Xmx256m")
            .option("-XX:TieredStopAtLevel=1")
            .arguments(
                store.toString(),
                files.toString(),
                Long.toString(seed),
                Integer.toString(order),
                Integer.toString(first))
            .start(CHILD);
    int done = first - 1;
    boolean killed = false;
    try (BufferedReader reader = child.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        done = Integer.parseInt(line);
        if (done >= last && !killed) {
          killed = true;
          LockSupport.parkNanos(random.nextInt(MAX_DELAY_NANOS));
          // Not by the process itself, which would close the stream with what is still to be read.
          kills += child.toHandle().destroyForcibly() ? 1 : 0; // 0 when it has come to its end
        }
      }
    }
    int status = child.waitFor();
    assertThat(status).isIn(0, 137);
    return done + 1;
  }
}
