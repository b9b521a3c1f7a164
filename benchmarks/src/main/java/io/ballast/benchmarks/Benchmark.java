package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One benchmark of {@code ballast bench}. */
interface Benchmark {

  /** The name on the command line. */
  String name();

  /** What it measures, beside what, in one line. */
  String description();

  /** What may stand after the name. */
  List<Options.Option> options();

  /**
   * Measures and prints figures for people on the way.
   *
   * @param options what stands after the name
   * @param log takes the figures for people
   * @param progress takes what is being done
   * @throws Options.UsageException if an option's value is wrong
   */
  Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException;

  /**
   * The figures of interfaces.md section 1.
   *
   * @param runs how often it was measured
   * @param median of the runs
   * @param unit of the median
   * @param rival what stood beside it in the same run; empty for none
   * @param ratio rival over own, above 1 when Ballast is better; NaN without a rival
   * @param peakRssBytes greatest resident memory of the measured process; 0 when not measured
   * @param more further members of the JSON object, as JSON; empty for none
   */
  record Result(
      int runs,
      double median,
      String unit,
      String rival,
      double ratio,
      long peakRssBytes,
      String more) {

    /** The JSON object, on one line. */
    String toJson(String name) {
      return "{\"name\":\"%s\",\"machine\":\"%s\",\"runs\":%d,\"median\":%s,\"unit\":\"%s\",\"rival\":%s,\"ratio\":%s,\"peak_rss_bytes\":%s%s}"
          .formatted(
              name,
              Machine.describe(),
              runs,
              number(median),
              unit,
              rival.isEmpty() ? "null" : "\"" + rival + "\"",
              number(ratio),
              peakRssBytes == 0 ? "null" : Long.toString(peakRssBytes),
              more.isEmpty() ? "" : "," + more);
    }

    private static String number(double value) {
      return Double.isFinite(value) ? Double.toString(value) : "null";
    }
  }
}
