package io.ballast.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command run as a process of its own, with the CPU time and peak memory that GNU time reports
 * for it and all its children.
 *
 * @param cpuSeconds user and system time
 * @param wallSeconds from start to end
 * @param peakRssBytes greatest resident memory of one process
 * @param output what it printed
 */
record MeasuredProcess(double cpuSeconds, double wallSeconds, long peakRssBytes, String output) {

  /**
   * Runs a command to its end.
   *
   * @throws IOException if it cannot be started or ends with another exit code than 0
   */
  static MeasuredProcess run(List<String> command) throws IOException, InterruptedException {
    Path figures = Files.createTempFile("ballast-bench", ".time");
    Path output = Files.createTempFile("ballast-bench", ".log");
    try {
      List<String> timed =
          new ArrayList<>(List.of("/usr/bin/time", "-f", "%U %S %e %M", "-o", figures.toString()));
      timed.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("OMP_NUM_THREADS", "1");
      builder.environment().put("NML_DISABLE_USAGE_LOGGING", "1");
      int exitCode = builder.start().waitFor();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (exitCode != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with " + exitCode + ": " + printed);
      }
      String[] values = Files.readString(figures, StandardCharsets.UTF_8).strip().split(" ", -1);
      return new MeasuredProcess(
          Double.parseDouble(values[0]) + Double.parseDouble(values[1]),
          Double.parseDouble(values[2]),
          Long.parseLong(values[3]) * 1024,
          printed);
    } finally {
      Files.deleteIfExists(figures);
      Files.deleteIfExists(output);
    }
  }
}
