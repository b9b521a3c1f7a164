package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code ballast bench}: lists the benchmarks, or runs one. */
public final class Main {

  private static final List<Benchmark> ALL =
      List.of(
          new CalibrationBenchmark(),
          new FalseAlarmBenchmark(),
          new DriftBenchmark(),
          new MetricsBenchmark(),
          new SketchesBenchmark(),
          new IntervalsBenchmark(),
          new IngestBenchmark(),
          new ScanBenchmark(),
          new BalanceBenchmark(),
          new ServerBenchmark(),
          new PagesBenchmark());

  private Main() {}

  /** Runs {@code list} or the benchmark of that name; exit code 2 for anything else. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>(arguments);
    int format = rest.indexOf("--format");
    boolean json = format >= 0 && format + 1 < rest.size() && rest.get(format + 1).equals("json");
    if (format >= 0) {
      rest.subList(format, Math.min(rest.size(), format + 2)).clear();
    }
    if (rest.isEmpty() || rest.get(0).equals("list")) {
      ALL.forEach(benchmark -> out.printf("%-14s %s%n", benchmark.name(), benchmark.description()));
      return 0;
    }
    for (Benchmark benchmark : ALL) {
      if (benchmark.name().equals(rest.get(0))) {
        return run(benchmark, rest.subList(1, rest.size()), json, out, err);
      }
    }
    err.println("ballast: bench " + rest.get(0) + ", is no benchmark, see ballast bench list");
    return 2;
  }

  private static int run(
      Benchmark benchmark, List<String> arguments, boolean json, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    if (arguments.contains("--help")) {
      help(benchmark, out);
      return 0;
    }
    try {
      Benchmark.Result result =
          benchmark.run(Options.of(arguments, benchmark.options()), json ? err : out, err);
      if (json) {
        out.println(result.toJson(benchmark.name()));
      }
      return 0;
    } catch (Options.UsageException e) {
      err.println("ballast: bench " + benchmark.name() + " " + e.getMessage());
      return 2;
    }
  }

  private static void help(Benchmark benchmark, PrintStream out) {
    out.printf("Usage: ballast bench %s [OPTIONS]%n%n", benchmark.name());
    out.printf("%s%n%n", benchmark.description());
    for (Options.Option option : benchmark.options()) {
      out.printf(
          "  %-22s %s%s%n",
          option.name() + (option.value().isEmpty() ? "" : " " + option.value()),
          option.meaning(),
          option.usual().isEmpty() ? "" : " (" + option.usual() + ")");
    }
    out.printf("  %-22s %s%n", "--format text|json", "json: one object on one line (text)");
  }
}
