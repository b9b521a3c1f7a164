package io.ballast.benchmarks;

import io.ballast.stats.performance.BinaryScores;
import io.ballast.stats.performance.ClassScores;
import io.ballast.stats.performance.Estimate;
import io.ballast.stats.performance.RegressionPairs;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often the 95% interval of a metric of performance holds the value of the population that its
 * rows were drawn from: Wilson's, DeLong's and the bootstrap's, for several numbers of rows.
 */
final class IntervalsBenchmark implements Benchmark {
  private static final int POPULATION = 1_000_000;
  private static final int CLASSES = 3;
  private static final double POSITIVES = 0.1;
  private static final double THRESHOLD = 0.3;

  @Override
  public String name() {
    return "intervals";
  }

  @Override
  public String description() {
    return "how often the intervals of performance metrics hold the value of the population";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N,...", "100,300,1000", "rows of a sample"),
        new Options.Option("--trials", "N", "1000", "samples"),
        new Options.Option("--seed", "N", "1", "of all samples"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress) {
    int trials = Math.toIntExact(options.number("--trials", 1));
    long seed = options.number("--seed", 0);
    progress.println("population of " + POPULATION + " rows");
    Map<String, Estimate> population = figures(POPULATION, new SplittableRandom(seed));
    population.values().removeIf(estimate -> !estimate.hasInterval());
    log.printf("%-26s", "metric");
    List<Map<String, Coverage>> columns = new ArrayList<>();
    for (String rows : options.text("--rows").split(",", -1)) {
      progress.println(trials + " samples of " + rows + " rows");
      log.printf(" %26s", rows + " rows: held, undefined");
      columns.add(coverage(population, Integer.parseInt(rows), trials, seed));
    }
    log.println();
    double least = 1;
    for (String id : population.keySet()) {
      log.printf("%-26s", id);
      for (Map<String, Coverage> column : columns) {
        Coverage coverage = column.getOrDefault(id, new Coverage());
        least = coverage.intervals > 0 ? Math.min(least, coverage.share()) : least;
        log.printf(
            " %20.1f%% %4.1f%%",
            100 * coverage.share(), 100.0 * (trials - coverage.intervals) / trials);
      }
      log.println();
    }
    return new Result(trials, least, "least share of intervals that hold", "", Double.NaN, 0, "");
  }

  /** How many intervals there were, and how many held the value. */
  private static final class Coverage {
    private int intervals;
    private int held;

    double share() {
      return intervals == 0 ? Double.NaN : held / (double) intervals;
    }
  }

  private static Map<String, Coverage> coverage(
      Map<String, Estimate> population, int rows, int trials, long seed) {
    Map<String, Coverage> coverages = new LinkedHashMap<>();
    SplittableRandom seeds = new SplittableRandom(seed + 1);
    for (int trial = 0; trial < trials; trial++) {
      figures(rows, seeds.split())
          .forEach(
              (id, estimate) -> {
                Estimate truth = population.get(id);
                if (truth != null && estimate.hasInterval()) {
                  Coverage coverage = coverages.computeIfAbsent(id, key -> new Coverage());
                  coverage.intervals++;
                  boolean holds =
                      estimate.lower() <= truth.value() && truth.value() <= estimate.upper();
                  coverage.held += holds ? 1 : 0;
                }
              });
    }
    return coverages;
  }

  /** Of rows drawn from the population: two classes, numbers, several classes. */
  private static Map<String, Estimate> figures(int rows, SplittableRandom random) {
    BinaryScores binary = new BinaryScores();
    RegressionPairs numbers = new RegressionPairs();
    ClassScores classes = new ClassScores(CLASSES, true);
    for (int i = 0; i < rows; i++) {
      boolean positive = random.nextDouble() < POSITIVES;
      double logit = random.nextGaussian() * 1.2 + (positive ? -0.6 : -2.6);
      binary.add(1 / (1 + Math.exp(-logit)), positive, 1, i);
      double amount = Math.exp(random.nextGaussian());
      numbers.add(amount, amount * Math.exp(0.5 * random.nextGaussian()), 1, i);
      int kind = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(2);
      classes.add(kind, -1, scores(kind, random), 1, i);
    }
    Map<String, Estimate> figures = new LinkedHashMap<>(binary.figures(THRESHOLD));
    numbers.figures().forEach(figures::putIfAbsent);
    classes.figures(2).forEach((id, estimate) -> figures.put("classes: " + id, estimate));
    return figures;
  }

  private static double[] scores(int kind, SplittableRandom random) {
    double[] scores = new double[CLASSES];
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      scores[k] = Math.exp(random.nextGaussian() + (k == kind ? 1.5 : 0));
      sum += scores[k];
    }
    for (int k = 0; k < CLASSES; k++) {
      scores[k] /= sum;
    }
    return scores;
  }
}
