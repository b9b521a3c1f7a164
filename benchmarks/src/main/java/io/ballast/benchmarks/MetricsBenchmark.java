package io.ballast.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One call of each metric on unsorted columns of a million values a side, what it allocates, and
 * the time of scipy, scikit-learn or, where they have no such figure, numpy for the same.
 */
final class MetricsBenchmark implements Benchmark {

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public String description() {
    return "a call of each metric on a million values a side, beside scipy and scikit-learn";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--rows", "N", "1000000", "values of each side"),
        new Options.Option("--runs", "N", "5", "measured calls, after two that do not count"),
        new Options.Option("--metrics", "IDS", "", "only these metrics, by commas"),
        new Options.Option("--python", "FILE", "", "a Python with scipy and scikit-learn"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    int rows = Math.toIntExact(options.number("--rows", 10));
    int runs = Math.toIntExact(options.number("--runs", 1));
    Map<String, DoubleSupplier> calls = MetricCalls.of(rows);
    if (options.isSet("--metrics")) {
      calls.keySet().retainAll(List.of(options.text("--metrics").split(",", -1)));
    }
    String ids = String.join(",", calls.keySet());
    Map<String, Double> rivals =
        options.isSet("--python") ? rivals(options.text("--python"), rows, runs, ids) : Map.of();
    List<String> more = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    double slowest = 0;
    for (Map.Entry<String, DoubleSupplier> metric : calls.entrySet()) {
      progress.println(metric.getKey());
      Call call = Call.median(metric.getValue(), runs);
      double rival = rivals.getOrDefault(metric.getKey(), Double.NaN);
      slowest = Math.max(slowest, call.cpuSeconds);
      log.printf(
          "%-26s %8.4f CPU s %8.1f MB allocated  rival %8.4f  %6.2f times%n",
          metric.getKey(), call.cpuSeconds, call.bytes / 1e6, rival, rival / call.cpuSeconds);
      more.add("\"%s_cpu_s\":%s".formatted(metric.getKey(), call.cpuSeconds));
      if (!Double.isNaN(rival)) {
        ratios.add(rival / call.cpuSeconds);
        more.add("\"%s_ratio\":%s".formatted(metric.getKey(), rival / call.cpuSeconds));
      }
    }
    double least = ratios.stream().mapToDouble(ratio -> ratio).min().orElse(Double.NaN);
    String rival = ratios.isEmpty() ? "" : "scipy, scikit-learn; least ratio";
    return new Result(runs, slowest, "CPU s, slowest", rival, least, 0, String.join(",", more));
  }

  /**
   * What a call took.
   *
   * @param cpuSeconds of the calling thread
   * @param bytes allocated by it
   */
  private record Call(double cpuSeconds, double bytes) {
    private static final int UNMEASURED = 2;

    static Call median(DoubleSupplier metric, int runs) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      double[] seconds = new double[runs];
      double[] bytes = new double[runs];
      double fingerprint = 0;
      for (int run = -UNMEASURED; run < runs; run++) {
        long allocated = threads.getThreadAllocatedBytes(thread);
        long cpu = threads.getCurrentThreadCpuTime();
        fingerprint += metric.getAsDouble();
        if (run >= 0) {
          seconds[run] = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
          bytes[run] = (double) threads.getThreadAllocatedBytes(thread) - allocated;
        }
      }
      if (Double.isNaN(fingerprint)) {
        throw new IllegalStateException("a metric is undefined on the sample");
      }
      return new Call(Probe.quantile(seconds, 0.5), Probe.quantile(bytes, 0.5));
    }
  }

  private static Map<String, Double> rivals(String python, int rows, int runs, String ids)
      throws IOException, InterruptedException {
    Path script =
        Path.of(System.getProperty("ballast.root", "."))
            .resolve("benchmarks/src/main/python/metric_times.py");
    if (!Files.exists(script)) {
      throw new IOException(script + " does not exist, run ./ballast bench from the repository");
    }
    String printed =
        MeasuredProcess.run(List.of(python, script.toString(), "" + rows, "" + runs, ids)).output();
    Map<String, Double> times = new LinkedHashMap<>();
    Arrays.stream(printed.split("\n", -1))
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 2)
        .forEach(words -> times.put(words[0], Double.parseDouble(words[1])));
    return times;
  }
}
