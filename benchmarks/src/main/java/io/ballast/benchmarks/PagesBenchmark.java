package io.ballast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages of {@code ballast serve} as a browser asks for them, without the browser: overview of
 * many models, a model's page by hour and by day, one window of many events with its rows, and many
 * viewers while events come in.
 */
final class PagesBenchmark implements Benchmark {

  private static final int SMALL_ROWS = 2_000;
  private static final int SMALL_DAYS = 14;
  private static final int BASELINE_ROWS = 5_000;
  private static final int SENDERS = 2;
  private static final int EVENTS_PER_SECOND = 10_000;

  /** Views in a row that are no longer quicker: then what follows a first view is done. */
  private static final int CALM_VIEWS = 20;

  /** What the overview says of a model whose summary is still to be made. */
  private static final String TO_COME = "not counted yet";

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public String description() {
    return "pages of the server: overview, model, heat table, one window, many viewers";
  }

  @Override
  public List<Options.Option> options() {
    return List.of(
        new Options.Option("--models", "N", "200", "models of the overview"),
        new Options.Option("--rows", "N", "1000000", "events of the model's page, over 30 days"),
        new Options.Option("--many", "N", "10000000", "events of the model of one window"),
        new Options.Option("--views", "N", "50", "measured views of each page"),
        new Options.Option("--viewers", "N", "50", "at the same time while events come in"),
        new Options.Option("--seconds", "N", "20", "how long they look"));
  }

  @Override
  public Result run(Options options, PrintStream log, PrintStream progress)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ballast-bench-pages");
    try (ServedProcess server = ServedProcess.start(folder.resolve("data"))) {
      Pages pages = new Pages(server, server.logIn(), (int) options.number("--views", 2), log);
      String project =
          ServedProcess.first(
              server.post("/v3/projects", "{\"name\":\"bench\"}"), "\"id\":\"([^\"]+)\"");
      Path sample = events(folder, "sample", 0, BASELINE_ROWS, 90, 1);
      Path small = events(folder, "small", BASELINE_ROWS, SMALL_ROWS, 45, SMALL_DAYS);
      int models = (int) options.number("--models", 1);
      for (int i = 0; i < models; i++) {
        MonitoredModel one = MonitoredModel.create(server, project, "model-" + i, sample);
        server.publish(server.upload(small), one.model(), "");
        progress.printf("\rmodels %d of %d", i + 1, models);
      }
      progress.println();
      pages.measure("overview", "overview of " + models + " models", "/");

      String page = "/models/%s?range=30d&by=%s";
      MonitoredModel model = MonitoredModel.create(server, project, "million", sample);
      server.publish(
          server.upload(
              events(folder, "million", 1_000_000_000, options.number("--rows", 1000), 60, 30)),
          model.model(),
          "");
      pages.measure("model", "model page by hour", page.formatted(model.model(), "Hour"));
      pages.measure("heat", "model page by day, heat table", page.formatted(model.model(), "Day"));

      MonitoredModel many = MonitoredModel.create(server, project, "many", sample);
      server.publish(
          server.upload(
              events(folder, "many", 2_000_000_000, options.number("--many", 1000), 60, 30)),
          many.model(),
          "");
      Instant day = EventFixture.START.minusSeconds(40L * EventFixture.DAY_SECONDS);
      pages.measure(
          "window", "one day of many events", page.formatted(many.model(), "Day") + "&at=" + day);
      pages.measure(
          "rows",
          "its rows",
          "/models/%s/rows?from=%s&to=%s"
              .formatted(many.model(), day, day.plusSeconds(EventFixture.DAY_SECONDS)));

      viewers(pages, project, sample, page.formatted(model.model(), "Day"), options);
      Map<String, Double> figures = pages.figures;
      figures.put("rss_peak_bytes", (double) server.memoryBytes("VmHWM"));
      String more =
          figures.entrySet().stream()
              .map(entry -> "\"%s\":%s".formatted(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(","));
      return new Result(
          1,
          figures.getOrDefault("overview_p99_ms", Double.NaN),
          "ms",
          "none",
          Double.NaN,
          server.memoryBytes("VmHWM"),
          more);
    } finally {
      Probe.deleteFolder(folder);
    }
  }

  /** Events that end some days before the fixture's start. */
  private static Path events(
      Path folder, String name, long firstRow, long rows, int daysBefore, int days)
      throws IOException {
    return EventFixture.write(
        folder.resolve(name + ".parquet"),
        firstRow,
        rows,
        EventFixture.START.minusSeconds(daysBefore * EventFixture.DAY_SECONDS),
        days * EventFixture.DAY_SECONDS,
        true);
  }

  private static void viewers(
      Pages pages, String project, Path sample, String page, Options options)
      throws IOException, InterruptedException {
    MonitoredModel live = MonitoredModel.create(pages.server, project, "live", sample);
    List<ListSender> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(new ListSender(pages.server, live.model(), i, EVENTS_PER_SECOND / SENDERS));
    }
    List<Viewer> viewers = new ArrayList<>();
    long until = System.nanoTime() + options.number("--seconds", 1) * 1_000_000_000L;
    for (int i = 0; i < options.number("--viewers", 1); i++) {
      viewers.add(new Viewer(pages, List.of("/", page), until));
    }
    senders.forEach(Thread::start);
    senders.forEach(ListSender::begin);
    viewers.forEach(Thread::start);
    for (Viewer viewer : viewers) {
      viewer.join();
    }
    senders.forEach(ListSender::end);
    for (ListSender sender : senders) {
      sender.join();
    }
    if (senders.stream().anyMatch(ListSender::hasFailed) || viewers.stream().anyMatch(v -> v.bad)) {
      throw new IOException("a list or a page was not answered");
    }
    double[] millis =
        viewers.stream().flatMap(v -> v.millis.stream()).mapToDouble(Double::doubleValue).toArray();
    pages.note("viewers_views", millis.length, "views of all viewers while events come in");
    pages.note("viewers_median_ms", Probe.quantile(millis, 0.5), "a view, median ms");
    pages.note("viewers_p99_ms", Probe.quantile(millis, 0.99), "a view, p99 ms");
  }

  /** Looks at pages in turn, half a second after the last. */
  private static final class Viewer extends Thread {
    private final Pages pages;
    private final List<String> paths;
    private final long until;
    private final List<Double> millis = new ArrayList<>();
    private boolean bad;

    Viewer(Pages pages, List<String> paths, long until) {
      this.pages = pages;
      this.paths = paths;
      this.until = until;
    }

    @Override
    public void run() {
      try {
        for (int view = 0; System.nanoTime() < until; view++) {
          millis.add(pages.view(paths.get(view % paths.size())));
          Thread.sleep(500);
        }
      } catch (IOException | InterruptedException e) {
        bad = true;
      }
    }
  }

  /** Asks for pages and keeps how long that took. */
  private static final class Pages {
    private final ServedProcess server;
    private final String cookie;
    private final int views;
    private final PrintStream log;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    Pages(ServedProcess server, String cookie, int views, PrintStream log) {
      this.server = server;
      this.cookie = cookie;
      this.views = views;
      this.log = log;
    }

    double view(String path) throws IOException {
      long start = System.nanoTime();
      long unused = server.view(path, cookie);
      return (System.nanoTime() - start) / 1e6;
    }

    /** The first view, then those that follow once the hours behind it have been counted. */
    void measure(String name, String shown, String path) throws IOException, InterruptedException {
      double first = view(path);
      note(name + "_first_ms", first, shown + ", the first, ms");
      if (server.pageText(path, cookie).contains(TO_COME)) {
        long start = System.nanoTime();
        while (server.pageText(path, cookie).contains(TO_COME)) {
          Thread.sleep(500);
        }
        double whole = first + (System.nanoTime() - start) / 1e6;
        note(name + "_whole_ms", whole, "until all of it is there, ms");
      }
      double best = first;
      for (int calm = 0; calm < CALM_VIEWS; calm++) {
        Thread.sleep(500);
        double next = view(path);
        if (next < 0.8 * best) {
          best = next;
          calm = 0;
        }
      }
      double[] took = new double[views];
      for (int i = 0; i < views; i++) {
        took[i] = view(path);
      }
      note(name + "_median_ms", Probe.quantile(took, 0.5), "median ms");
      note(name + "_p99_ms", Probe.quantile(took, 0.99), "p99 ms");
      note(name + "_bytes", (double) server.view(path, cookie), "bytes, zipped");
      int plain = server.pageText(path, cookie).getBytes(StandardCharsets.UTF_8).length;
      note(name + "_plain_bytes", plain, "bytes, not zipped");
    }

    void note(String name, double value, String shown) {
      figures.put(name, value);
      log.printf(Locale.ROOT, "%-56s %,12.2f%n", shown, value);
    }
  }
}
