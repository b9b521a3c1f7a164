package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ballast balance}, a cold process each time: seconds that it tells for fit and generate,
 * without reading and writing files, beside SDV's GaussianCopula (a copy of the table) and
 * imbalanced-learn's SMOTENC (one class filled up) on the same file in the same run. Then tables of
 * its own: growth of the rows, a column of very many names, very many columns.
 *
 * <p>The first part needs a file ({@code --table FILE --target COLUMN}); rivals run in environments
 * of their own ({@code --sdv PYTHON}, {@code --imblearn PYTHON}) and are left out, and named so,
 * without one.
 */
final class BalanceBenchmark implements Benchmark {

  private static final Pattern SECONDS =
      Pattern.compile("\"seconds\":\\{\"fit\":([0-9.Ee-]+),\"generate\":([0-9.Ee-]+)");

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public String description() {
    return "fit and generate beside GaussianCopula and SMOTENC; growth, many names, many columns";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--table", "FILE", "", "file that rivals balance too"),
        new Options.Option("--target", "COLUMN", "", "its class"),
        new Options.Option("--runs", "N", "3", "measured runs on it"),
        new Options.Option("--sdv", "PYTHON", "", "runs GaussianCopula"),
        new Options.Option("--imblearn", "PYTHON", "", "runs SMOTENC"),
        new Options.Option("--part", "NAME", "", "file, growth, names or wide alone; all"),
        new Options.Option("--rows", "LIST", "10000,100000,1000000", "rows of 15 columns"),
        new Options.Option("--names-rows", "N", "500000", "rows with 100,000 names"));
  }

  /**
   * One run.
   *
   * @param seconds fit and generate
   * @param process the whole process
   */
  private record Run(double seconds, MeasuredProcess process) {}

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ballast-bench-balance");
    try {
      return new Parts(options, folder, log).run();
    } finally {
      Probe.deleteFolder(folder);
    }
  }

  private record Parts(Options options, Path folder, PrintStream log, List<String> more) {

    Parts(Options options, Path folder, PrintStream log) {
      this(options, folder, log, new ArrayList<>());
    }

    Result run() throws IOException, InterruptedException {
      Result result = new Result(0, Double.NaN, "s", "", Double.NaN, 0, "");
      if (options.isSet("--table") && isWanted("file")) {
        result = file(Path.of(options.text("--table")));
      }
      if (isWanted("growth")) {
        growth();
      }
      if (isWanted("names")) {
        made("names", BalanceTables.names(folder, (int) options.number("--names-rows", 1)));
      }
      if (isWanted("wide")) {
        made("wide", BalanceTables.wide(folder, 20_000, 200));
      }
      return new Result(
          result.runs(),
          result.median(),
          result.unit(),
          result.rival(),
          result.ratio(),
          result.peakRssBytes(),
          String.join(",", more));
    }

    private boolean isWanted(String part) {
      return !options.isSet("--part") || options.text("--part").equals(part);
    }

    private Result file(Path table) throws IOException, InterruptedException {
      if (!options.isSet("--target")) {
        throw new Options.UsageException("--table, needs a class, give --target COLUMN");
      }
      String target = options.text("--target");
      int runs = (int) options.number("--runs", 1);
      List<Run> copies = new ArrayList<>();
      List<Run> added = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        copies.add(balance("copy", table, target, "--shares", "observed"));
        added.add(balance("augment", table, target, "--mode", "augment"));
      }
      double own = median(copies);
      double ratio = Double.NaN;
      boolean sdv = options.isSet("--sdv");
      if (sdv) {
        ratio = rival("gaussian_copula", options.text("--sdv"), table, target) / own;
        log.printf("%-28s %8.1f times%n", "  against Ballast's copy", ratio);
      } else {
        log.printf("%-28s not run, name its Python with --sdv%n", "gaussian_copula");
      }
      if (options.isSet("--imblearn")) {
        double times = rival("smotenc", options.text("--imblearn"), table, target) / median(added);
        log.printf("%-28s %8.1f times%n", "  against Ballast's augment", times);
      } else {
        log.printf("%-28s not run, name its Python with --imblearn%n", "smotenc");
      }
      long rss = copies.stream().mapToLong(run -> run.process().peakRssBytes()).max().orElse(0);
      return new Result(runs, own, "s", sdv ? "gaussian_copula" : "", ratio, rss, "");
    }

    private static double median(List<Run> runs) {
      return Probe.quantile(runs.stream().mapToDouble(Run::seconds).toArray(), 0.5);
    }

    private double rival(String name, String python, Path table, String target)
        throws IOException, InterruptedException {
      Path seconds = folder.resolve(name + ".seconds");
      MeasuredProcess process =
          MeasuredProcess.run(
              List.of(
                  python,
                  System.getProperty("ballast.root", ".")
                      + "/benchmarks/src/main/python/"
                      + name
                      + "_balance.py",
                  table.toString(),
                  target,
                  folder.resolve(name + ".csv").toString(),
                  seconds.toString()));
      double taken = Double.parseDouble(Files.readString(seconds, StandardCharsets.UTF_8).strip());
      print(name, new Run(taken, process));
      return taken;
    }

    private void growth() throws IOException, InterruptedException {
      double before = Double.NaN;
      for (String rows : options.text("--rows").split(",", -1)) {
        Path table = BalanceTables.mixed(folder, Integer.parseInt(rows));
        double perRow = made(rows + " x 15", table).seconds() / Integer.parseInt(rows);
        log.printf(
            "%-28s %8.2f microseconds a row, %.2f times the size before%n",
            "", perRow * 1e6, perRow / before);
        before = perRow;
      }
    }

    private Run made(String name, Path table) throws IOException, InterruptedException {
      Run run = balance(name, table, "label");
      Files.delete(table);
      return run;
    }

    private Run balance(String name, Path table, String target, String... flags)
        throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  System.getProperty("ballast.root", ".") + "/ballast",
                  "balance",
                  table.toString(),
                  "-o",
                  folder.resolve("balanced.csv").toString(),
                  "--columns",
                  target,
                  "--no-report",
                  "--format",
                  "json",
                  "--force",
                  "--quiet"));
      command.addAll(List.of(flags));
      MeasuredProcess process = MeasuredProcess.run(command);
      Matcher seconds = SECONDS.matcher(process.output());
      if (!seconds.find()) {
        throw new IOException("no seconds in " + process.output());
      }
      double taken = Double.parseDouble(seconds.group(1)) + Double.parseDouble(seconds.group(2));
      Run run = new Run(taken, process);
      log.printf(
          "%-28s fit %.2f s, generate %.2f s%n",
          "ballast, " + name,
          Double.parseDouble(seconds.group(1)),
          Double.parseDouble(seconds.group(2)));
      print("ballast, " + name, run);
      return run;
    }

    private void print(String name, Run run) {
      log.printf(
          "%-28s %8.2f s; process %.2f CPU s, %.2f s wall, %d MB%n",
          name,
          run.seconds(),
          run.process().cpuSeconds(),
          run.process().wallSeconds(),
          run.process().peakRssBytes() >> 20);
      more.add(
          "\"%s_s\":%s,\"%s_peak_rss_bytes\":%d"
              .formatted(
                  name.replaceAll("[^a-z0-9]+", "_"),
                  run.seconds(),
                  name.replaceAll("[^a-z0-9]+", "_"),
                  run.process().peakRssBytes()));
    }
  }
}
