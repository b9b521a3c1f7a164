package io.ballast.benchmarks;

import com.sun.management.ThreadMXBean;
import io.ballast.stats.sketch.DistinctSketch;
import io.ballast.stats.sketch.FrequentItems;
import io.ballast.stats.sketch.QuantileSketch;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * Updates of each sketch, one value after another into an empty one, beside Apache DataSketches' of
 * about the same error: nanoseconds of CPU for a value, both sides by turns in the same process.
 */
final class SketchesBenchmark implements Benchmark {

  private static final int K = 200;
  private static final int PRECISION = 12;
  private static final int CAPACITY = 1_024;

  /** DataSketches keeps up to 3/4 of it and errs by 3.5 / size; Ballast by 2 / capacity. */
  private static final int RIVAL_MAP_SIZE = 2_048;

  private static final int TEXTS = 100_000;
  private static final int UNMEASURED = 5;

  @Override
  public String name() {
    return "sketches";
  }

  @Override
  public String description() {
    return "updates of each sketch, beside Apache DataSketches";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "1000000", "values that a sketch is given"),
        new Options.Option("--runs", "N", "15", "measured runs, after five that do not count"));
  }

  /**
   * A sketch on both sides.
   *
   * @param name of the figure
   * @param own fills a sketch of Ballast and asks it something
   * @param rival the same with DataSketches
   */
  private record Pair(String name, DoubleSupplier own, DoubleSupplier rival) {}

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress) {
    int rows = Math.toIntExact(options.number("--rows", 1));
    int runs = Math.toIntExact(options.number("--runs", 1));
    List<String> more = new ArrayList<>();
    double slowest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Pair pair : pairs(rows)) {
      progress.println(pair.name);
      double[][] nanos = new double[2][runs];
      double[] bytes = new double[2];
      for (int run = -UNMEASURED; run < runs; run++) {
        for (int side = 0; side < 2; side++) {
          Call call = Call.of(side == 0 ? pair.own : pair.rival);
          if (run >= 0) {
            nanos[side][run] = call.nanos / rows;
            bytes[side] = call.bytes / rows;
          }
        }
      }
      double own = Probe.quantile(nanos[0], 0.5);
      double rival = Probe.quantile(nanos[1], 0.5);
      log.printf(
          "%-16s %7.1f ns a value, %5.2f bytes allocated; DataSketches %7.1f ns, %5.2f bytes;"
              + " %5.2f times%n",
          pair.name, own, bytes[0], rival, bytes[1], rival / own);
      more.add("\"%s_ns\":%s,\"%s_ratio\":%s".formatted(pair.name, own, pair.name, rival / own));
      slowest = Math.max(slowest, own);
      least = Math.min(least, rival / own);
    }
    return new Result(
        runs,
        slowest,
        "ns CPU a value, slowest",
        "Apache DataSketches; least ratio",
        least,
        0,
        String.join(",", more));
  }

  private static List<Pair> pairs(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    double[] numbers = new double[rows];
    long[] keys = new long[rows];
    String[] texts = new String[rows];
    String[] all = new String[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      all[i] = "customer " + i;
    }
    for (int i = 0; i < rows; i++) {
      numbers[i] = random.nextGaussian();
      keys[i] = random.nextLong();
      // Shares in proportion to 1 / rank, about.
      texts[i] = all[(int) Math.pow(TEXTS, random.nextDouble()) - 1];
    }
    return List.of(
        new Pair("quantiles", () -> quantiles(numbers), () -> rivalQuantiles(numbers)),
        new Pair("distinct", () -> distinct(keys), () -> rivalDistinct(keys)),
        new Pair("frequent_items", () -> frequent(texts), () -> rivalFrequent(texts)));
  }

  private static double quantiles(double[] values) {
    QuantileSketch sketch = new QuantileSketch(K, 1);
    for (double value : values) {
      sketch.add(value);
    }
    return sketch.max();
  }

  private static double rivalQuantiles(double[] values) {
    KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(K);
    for (double value : values) {
      sketch.update(value);
    }
    return sketch.getMaxItem();
  }

  private static double distinct(long[] values) {
    DistinctSketch sketch = new DistinctSketch(PRECISION, 1);
    for (long value : values) {
      sketch.add(value);
    }
    return sketch.estimate();
  }

  private static double rivalDistinct(long[] values) {
    HllSketch sketch = new HllSketch(PRECISION, TgtHllType.HLL_8);
    for (long value : values) {
      sketch.update(value);
    }
    return sketch.getEstimate();
  }

  private static double frequent(String[] values) {
    FrequentItems sketch = new FrequentItems(CAPACITY);
    for (String value : values) {
      sketch.add(value);
    }
    return sketch.maxError();
  }

  private static double rivalFrequent(String[] values) {
    ItemsSketch<String> sketch = new ItemsSketch<>(RIVAL_MAP_SIZE);
    for (String value : values) {
      sketch.update(value);
    }
    return sketch.getMaximumError();
  }

  /**
   * What a call took.
   *
   * @param nanos of CPU of the calling thread
   * @param bytes allocated by it
   */
  private record Call(double nanos, double bytes) {

    static Call of(DoubleSupplier work) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      long allocated = threads.getThreadAllocatedBytes(thread);
      long cpu = threads.getCurrentThreadCpuTime();
      double answer = work.getAsDouble();
      double nanos = threads.getCurrentThreadCpuTime() - cpu;
      double bytes = (double) threads.getThreadAllocatedBytes(thread) - allocated;
      if (Double.isNaN(answer)) {
        throw new IllegalStateException("a sketch of no values has no answer");
      }
      return new Call(nanos, bytes);
    }
  }
}
