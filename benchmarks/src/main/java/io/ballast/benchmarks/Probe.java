package io.ballast.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of a benchmark that has a JVM of its own, so that its peak memory is its own; and what
 * such parts measure with.
 */
final class Probe {

  private static final String FIGURE = "figure";

  private Probe() {}

  /**
   * Runs a main class that prints figures, a line each.
   *
   * @throws IOException if it ends with another exit code than 0
   */
  static Map<String, Double> run(Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(extra());
    command.add(main.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exitCode);
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    output
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ", -1);
              if (words[0].equals(FIGURE)) {
                figures.put(words[1], Double.parseDouble(words[2]));
              }
            });
    return figures;
  }

  /** Flags for the JVM of each part, such as those of a profiler. */
  private static List<String> extra() {
    String flags = System.getProperty("ballast.bench.jvm", "");
    return flags.isBlank() ? List.of() : List.of(flags.split(" ", -1));
  }

  /** Prints a figure for {@link #run}. */
  static void print(String name, double value) {
    System.out.println(FIGURE + " " + name + " " + value);
  }

  /** Work that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /**
   * What a piece of work took.
   *
   * @param cpuSeconds of the whole process
   * @param wallSeconds from start to end
   */
  record Cost(double cpuSeconds, double wallSeconds) {

    static Cost of(Work work) throws IOException {
      long cpu = cpuNanos();
      long start = System.nanoTime();
      work.run();
      return new Cost((cpuNanos() - cpu) / 1e9, (System.nanoTime() - start) / 1e9);
    }

    /** The medians of some runs after some that do not count. */
    static Cost median(int unmeasured, int runs, Work work) throws IOException {
      for (int i = 0; i < unmeasured; i++) {
        work.run();
      }
      double[] cpu = new double[runs];
      double[] wall = new double[runs];
      for (int i = 0; i < runs; i++) {
        Cost cost = of(work);
        cpu[i] = cost.cpuSeconds();
        wall[i] = cost.wallSeconds();
      }
      return new Cost(quantile(cpu, 0.5), quantile(wall, 0.5));
    }

    void print(String name) {
      Probe.print(name + "_cpu_s", cpuSeconds);
      Probe.print(name + "_wall_s", wallSeconds);
    }
  }

  /** CPU time of this process so far. */
  static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Greatest resident memory of this process so far; 0 where the system does not tell. */
  static double peakRssBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** The smallest value that is not below that share of all values. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Removes a folder with all that is in it. */
  static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Bytes of all files in a folder. */
  static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
    }
  }
}
