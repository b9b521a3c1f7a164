package io.ballast.benchmarks;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.FillReport;
import io.ballast.eventstore.HourlyCounts;
import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.TaskControl;
import io.ballast.eventstore.TimeWindow;
import io.ballast.eventstore.embedded.EmbeddedEventStore;
import io.ballast.stats.distance.JensenShannon;
import io.ballast.stats.distance.Psi;
import io.ballast.stats.weights.WeightedBins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions to roll-ups of {@link ScanBenchmark}, in a process of its own. */
final class RollUpProbe {

  private static final int UNMEASURED = 50;

  /** Stands in a folder whose store has all its events. */
  private static final String FILLED = "filled";

  private RollUpProbe() {}

  /** {@code FOLDER EVENTS QUESTIONS MEMORY_BYTES}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long rowsPerDay = Long.parseLong(arguments[1]) / EventFixture.DAYS;
    int questions = Integer.parseInt(arguments[2]);
    long memoryBytes = Long.parseLong(arguments[3]);
    Path data = Files.createDirectories(folder.resolve("store"));
    try (EventStore store = EmbeddedEventStore.open(EventFixture.options(data, memoryBytes))) {
      store.register(EventFixture.MODEL, EventFixture.schema());
      store.addBinSets(EventFixture.MODEL, EventFixture.binSets());
      if (!Files.exists(folder.resolve(FILLED))) {
        fill(store, folder, rowsPerDay);
        Files.createFile(folder.resolve(FILLED));
      } else {
        Probe.print("count_cpu_s_per_million", Double.NaN);
      }
    }
    // As after a restart, with nothing in memory but what the questions bring there.
    try (EventStore store = EmbeddedEventStore.open(EventFixture.options(data, memoryBytes))) {
      double[] all = new double[questions];
      double[] reads = new double[questions];
      double sum = 0;
      for (int i = -UNMEASURED; i < questions; i++) {
        long start = System.nanoTime();
        List<HourlyCounts> series = read(store, rowsPerDay);
        long read = System.nanoTime();
        sum = distances(series);
        if (i == -UNMEASURED) {
          Probe.print("first_ms", (System.nanoTime() - start) / 1e6);
        }
        if (i >= 0) {
          reads[i] = (read - start) / 1e6;
          all[i] = (System.nanoTime() - start) / 1e6;
        }
      }
      for (double share : new double[] {0.5, 0.99}) {
        Probe.print("p" + Math.round(share * 100) + "_ms", Probe.quantile(all, share));
        Probe.print("read_p" + Math.round(share * 100) + "_ms", Probe.quantile(reads, share));
      }
      Probe.print("fingerprint", sum);
      Probe.print("peak_rss_bytes", Probe.peakRssBytes());
    }
  }

  /** Day by day as in a store that runs: in, counted, sealed; goes on where a killed run ended. */
  private static void fill(EventStore store, Path folder, long rowsPerDay) throws IOException {
    double counting = 0;
    long there = store.status(EventFixture.MODEL).sealedRows() / rowsPerDay;
    for (int day = (int) there; day < EventFixture.DAYS; day++) {
      Path file = EventFixture.writeDay(folder, day, rowsPerDay, true);
      store.ingestFile(EventFixture.batch(file), new TaskControl());
      Files.delete(file);
      counting +=
          Probe.Cost.of(
                  () -> {
                    FillReport report = store.refresh(EventFixture.MODEL, new TaskControl());
                    if (report.left() != 0) {
                      throw new IllegalStateException(report.toString());
                    }
                  })
              .cpuSeconds();
      store.seal(new TaskControl());
    }
    double counted = rowsPerDay * (EventFixture.DAYS - there);
    Probe.print("count_cpu_s_per_million", counting / counted * 1e6);
  }

  private static List<HourlyCounts> read(EventStore store, long rowsPerDay) {
    List<BinSetKey> keys = EventFixture.binSets().stream().map(BinSet::key).toList();
    TimeWindow window =
        TimeWindow.of(
            EventFixture.START,
            EventFixture.START.plusSeconds(EventFixture.DAYS * EventFixture.DAY_SECONDS));
    RollUps answer = store.rollUps(EventFixture.MODEL, keys, window);
    if (!(answer instanceof RollUps.Ready ready)) {
      throw new IllegalStateException(answer.toString());
    }
    for (HourlyCounts series : ready.series()) {
      if (series.hours().size() != 24 * EventFixture.DAYS) {
        throw new IllegalStateException(series.hours().size() + " hours of " + series.key());
      }
    }
    long events = ready.series().get(0).counts().stream().mapToLong(PairCounts::rows).sum();
    if (events != rowsPerDay * EventFixture.DAYS) {
      throw new IllegalStateException(events + " events");
    }
    return ready.series();
  }

  /** Index and distance of each hour of each column against the first day; their sum. */
  private static double distances(List<HourlyCounts> all) {
    double sum = 0;
    for (HourlyCounts series : all) {
      long[] first = new long[series.bins().size()];
      for (int hour = 0; hour < 24; hour++) {
        long[] counts = series.counts().get(hour).total();
        for (int bin = 0; bin < first.length; bin++) {
          first[bin] += counts[bin];
        }
      }
      WeightedBins reference = WeightedBins.of(first);
      double[] shares = reference.shares();
      List<WeightedBins> hours = new ArrayList<>();
      series.counts().forEach(counts -> hours.add(WeightedBins.of(counts.total())));
      for (WeightedBins hour : hours) {
        sum += Psi.smoothed(reference, hour) + JensenShannon.distance(shares, hour.shares());
      }
    }
    return sum;
  }
}
