package io.ballast.benchmarks.calibration;

import io.ballast.stats.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The false-alarm study: cells in which nothing has changed, beside the defaults of other tools on
 * the same samples, and months of windows on the default budget.
 */
public final class FalseAlarms {

  private static final double ALPHA = 0.01;
  private static final double ONE_SIGMA = 1;
  private static final int USUAL_ROWS = 300;

  /** Rows of an hour of the weighted month: 40 of the minority in the quietest. */
  private static final int WEIGHTED_ROWS = 2_000;

  private static final int FEATURES = 50;
  private static final int REFERENCE_DAYS = 28;

  private final long seed;
  private final Sizes sizes;
  private final List<PeerTool> peers;
  private final Workers workers;
  private final BiConsumer<String, Double> progress;

  /**
   * How much is run.
   *
   * @param trials of each cell
   * @param peerTrials of them that other tools are given, the first ones
   * @param months of each model in which nothing changes
   * @param days in which a feature is shifted
   * @param windows of each family
   */
  public record Sizes(int trials, int peerTrials, int months, int days, int windows) {}

  /**
   * A study.
   *
   * @param seed of everything that is drawn
   * @param peers that are given samples too; left open
   * @param threads at least 1; the outcome does not depend on it
   * @param progress told what runs and how many of 1 of it are done
   */
  public FalseAlarms(
      long seed,
      Sizes sizes,
      List<PeerTool> peers,
      int threads,
      BiConsumer<String, Double> progress) {
    this.seed = seed;
    this.sizes = sizes;
    this.peers = List.copyOf(peers);
    this.workers = Workers.of(threads);
    this.progress = progress;
  }

  /** E, N and W: cells; the others: rows of the table of bars, and months of our own. */
  public static List<String> rows() {
    return List.of("E", "N", "W", "13", "M", "C", "D", "14", "15");
  }

  /** A cell's outcome beside that of other tools: drift counts by tool and method. */
  record Beside(
      FalseAlarmCells.Shared shared, Outcome outcome, Map<String, Map<String, Long>> peers) {}

  /** Runs some rows. */
  public FalseAlarmReport run(Set<String> rows) throws IOException {
    List<FalseAlarmCells.Shared> cells =
        FalseAlarmCells.all().stream().filter(cell -> rows.contains(cell.row())).toList();
    List<Beside> outcomes = new ArrayList<>();
    for (FalseAlarmCells.Shared cell : cells) {
      progress.accept(cell.cell().name(), (double) outcomes.size() / cells.size());
      outcomes.add(run(cell));
    }
    List<Months.Alarms> alarms = new ArrayList<>();
    for (Months months : months()) {
      if (rows.contains(months.row())) {
        alarms.add(
            months.run(
                seed,
                sizes.months(),
                workers,
                done -> progress.accept("month, " + months.name(), done)));
      }
    }
    Months.Found found = null;
    if (rows.contains("14")) {
      found =
          usualMonths()
              .runShifted(
                  seed,
                  sizes.days(),
                  ONE_SIGMA,
                  workers,
                  done -> progress.accept("shifted day", done));
    }
    Map<Families, List<Families.Found>> families = new LinkedHashMap<>();
    if (rows.contains("15")) {
      for (Families family : Families.all()) {
        progress.accept("family, " + family.name(), 0.0);
        families.put(family, family.run(seed, sizes.windows(), ALPHA, workers));
      }
    }
    return new FalseAlarmReport(seed, sizes, outcomes, alarms, found, families);
  }

  private Beside run(FalseAlarmCells.Shared cell) throws IOException {
    Outcome outcome = new Calibration(seed, sizes.trials(), workers).run(cell.cell());
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    if (cell.cell().trial() instanceof SampledTrial trial && !peers.isEmpty()) {
      Path file = Files.createTempFile("ballast-bench", ".samples");
      try {
        PeerTool.write(file, trial, sizes.peerTrials(), seed, cell.cell().name());
        for (PeerTool peer : peers) {
          counts.put(
              peer.name(),
              peer.count(file, sizes.peerTrials(), trial, cell.chunk(), cell.row().equals("N")));
        }
      } finally {
        Files.deleteIfExists(file);
      }
    }
    return new Beside(cell, outcome, counts);
  }

  private static Months usualMonths() {
    return new Months(
        "13", "50 normal features", independent(normals(FEATURES), USUAL_ROWS), USUAL_ROWS);
  }

  private static List<Months> months() {
    return List.of(
        usualMonths(),
        new Months("M", "50 mixed features", independent(mixed(), USUAL_ROWS), USUAL_ROWS),
        new Months(
            "C",
            "50 features, plain and class-weighted",
            Features.Independent.of(
                WeightedCells.month(), (long) REFERENCE_DAYS * WEIGHTED_ROWS, true),
            WEIGHTED_ROWS),
        new Months(
            "D",
            "31 features correlated by 0.9, 9 copies of one of them, 10 independent",
            new Features.Dependent(new FactorColumns(31, 9, 10, 0.9)),
            USUAL_ROWS));
  }

  private static Features independent(List<Population> populations, int rows) {
    return Features.Independent.of(populations, (long) REFERENCE_DAYS * rows, false);
  }

  private static List<Population> normals(int count) {
    List<Population> normals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      normals.add(Population.plain(Laws.normal(0, 1), 0));
    }
    return normals;
  }

  /** Numbers and categories, 50 in all. */
  private static List<Population> mixed() {
    List<Population> mixed = new ArrayList<>(normals(20));
    for (int i = 0; i < 5; i++) {
      mixed.add(Population.plain(Laws.normal(0, 1), 0.1));
      mixed.add(Population.plain(Laws.poisson(3), 0));
      mixed.add(Population.plain(Levels.equal(3), 0));
      mixed.add(Population.plain(Levels.equal(10), 0));
      mixed.add(Population.plain(Levels.zipf(50), 0));
      mixed.add(Population.plain(Levels.of(0.98, 0.02), 0));
    }
    return mixed;
  }
}
