package io.ballast.eventstore.embedded;

import io.ballast.eventstore.contract.History;
import io.ballast.eventstore.contract.HistoryPlayer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Plays the steps of a history in a process of its own and tells each that is done. */
final class HistoryChild {

  private HistoryChild() {}

  /** Store, files, seed, order, first step. */
  @SuppressWarnings("SystemOut") // speaks to the test by its output
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    List<History.Step> steps =
        new History(Long.parseLong(arguments[2])).order(Integer.parseInt(arguments[3]));
    try (HistoryPlayer player =
        new HistoryPlayer(EmbeddedStores::open, Path.of(arguments[0]), Path.of(arguments[1]))) {
      for (int step = Integer.parseInt(arguments[4]); step < steps.size(); step++) {
        player.play(steps.get(step));
        out.println(step);
        out.flush();
      }
    }
  }
}
