package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.ScanRequest;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.contract.Examples;
import io.ballast.eventstore.contract.RollUpLines;
import io.ballast.testkit.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more loses nothing that was acknowledged, and the store goes on with room.
 */
class FullDiskTest {

  private static final Path CHILD = Path.of("target", "child-jvm");

  @TempDir private Path folder;

  /** The native libraries are unpacked before files are limited. */
  @BeforeEach
  void unpackLibraries() {
    FullDiskChild.open(folder.resolve("first")).close();
  }

  private Path store() {
    return folder.resolve("store");
  }

  /** Files may not grow beyond a size: for the store a full disk that no rights are needed for. */
  @Test
  void filesOfLimitedSize_refuseWhatDoesNotFitAndLoseNothing() throws Exception {
    List<String> lines =
        run(
            ChildJvm.of(FullDiskChild.class)
                .startedBy("sh", "-c", "ulimit -f 16384 && exec \"$@\"", "sh")
                .arguments(store().toString(), folder.resolve("none").toString()));
    int stored = check(lines);
    try (EventStore store = FullDiskChild.open(store())) {
      assertThat(count(store)).isEqualTo(stored);
      int next = stored / FullDiskChild.BATCH_EVENTS;
      assertThat(store.ingest(FullDiskChild.batch(next)).stored())
          .isEqualTo(FullDiskChild.BATCH_EVENTS);
      RollUpLines.assertEqualRecount(store, Examples.CHURN);
      assertThat(store.sweep().files()).isZero();
      assertThat(store.damage()).isEmpty();
    }
  }

  /** A small disk of its own, where this user may mount one; otherwise limited files again. */
  @Test
  void fullDisk_refusesWhatDoesNotFitAndGoesOnWithRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String mount = "mount -t tmpfs -o size=80m tmpfs '" + disk + "'";
    boolean mayMount =
        new ProcessBuilder("sh", "-c", "unshare -rm sh -c \"" + mount + "\" 2>&1")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    if (!mayMount) {
      filesOfLimitedSize_refuseWhatDoesNotFitAndLoseNothing();
      return;
    }
    Path ballast = disk.resolve("ballast");
    String fill = "head -c 50000000 /dev/zero > '" + ballast + "'";
    List<String> lines =
        run(
            ChildJvm.of(FullDiskChild.class)
                .startedBy(
                    "unshare", "-rm", "sh", "-c", mount + " && " + fill + " && exec \"$@\"", "sh")
                .arguments(disk.resolve("store").toString(), ballast.toString()));
    int stored = check(lines);
    assertThat(lines).contains("room").last().isEqualTo("count " + stored);
    List<String> afterRoom = lines.subList(lines.indexOf("room"), lines.size());
    assertThat(afterRoom).noneMatch(line -> line.startsWith("problem"));
  }

  private static List<String> run(ChildJvm jvm) throws IOException, InterruptedException {
    Process child = jvm.option("-Xmx256m").option("-XX:TieredStopAtLevel=1").start(CHILD);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = child.inputReader()) {
      reader.lines().forEach(lines::add);
    }
    assertThat(child.waitFor()).isZero();
    return lines;
  }

  /** All counts are of what was acknowledged; gives the last one. */
  private static int check(List<String> lines) {
    int stored = 0;
    for (String line : lines) {
      if (line.startsWith("ack")) {
        stored += FullDiskChild.BATCH_EVENTS;
      } else if (line.startsWith("count")) {
        assertThat(line).isEqualTo("count " + stored);
      }
    }
    assertThat(lines)
        .filteredOn(line -> line.startsWith("problem send"))
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "problem send \\d+: the disk is full \\(.*\\), events are acknowledged when"
                        + " they are on disk, so nothing of this was stored, make room, then send"
                        + " it again"));
    return stored;
  }

  private static long count(EventStore store) {
    return store.count(
        ScanRequest.of(Examples.CHURN, List.of(EventField.EVENT_ID)), new TaskControl());
  }
}
