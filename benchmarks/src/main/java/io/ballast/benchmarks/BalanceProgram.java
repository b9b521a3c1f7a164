package io.ballast.benchmarks;

import io.ballast.balance.BalanceRequest;
import io.ballast.balance.BalanceResult;
import io.ballast.balance.Balancer;
import io.ballast.balance.columns.Frame;
import io.ballast.balance.plan.BalanceColumns;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.synthesis.Model;
import io.ballast.balance.synthesis.ModelFile;
import io.ballast.balance.synthesis.Watcher;
import io.ballast.files.ReadOptions;
import io.ballast.files.TableFiles;
import io.ballast.report.balance.BalanceJson;
import io.ballast.stats.Workers;
import io.ballast.tables.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Balances a file with the library alone, as a process of its own: {@code INPUT -o OUTPUT} and the
 * options of {@code ballast balance}. {@code --seed} takes several, separated by commas: then
 * {@code %s} in the names of output and report stands for the seed.
 */
public final class BalanceProgram {

  private final Map<String, String> options;

  private BalanceProgram(Map<String, String> options) {
    this.options = options;
  }

  /** Runs; a problem ends it with a stack trace. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean isFlag = arguments[i].startsWith("--no-") || arguments[i].equals("--provenance");
      if (!arguments[i].startsWith("-")) {
        options.put("input", arguments[i]);
      } else if (isFlag) {
        options.put(arguments[i], "true");
      } else {
        options.put(arguments[i], arguments[++i]);
      }
    }
    new BalanceProgram(options).run();
  }

  private void run() throws IOException {
    Frame input = read(option("input").orElseThrow());
    Workers workers =
        Workers.of(
            option("--threads")
                .map(Integer::parseInt)
                .orElse(Runtime.getRuntime().availableProcessors()));
    for (String seed : option("--seed").orElse("1").split(",", -1)) {
      BalanceResult result =
          Balancer.balance(
              request(input, Long.parseLong(seed)), workers, Watcher.NONE, System::nanoTime);
      Optional<String> output = option("-o");
      if (output.isPresent()) {
        TableFiles.write(result.output(), Path.of(output.get().formatted(seed)), true);
      }
      Optional<String> model = option("--save-model");
      if (model.isPresent()) {
        try (OutputStream file = Files.newOutputStream(Path.of(model.get()))) {
          ModelFile.write(result.model(), file);
        }
      }
      Optional<String> report = option("--report");
      if (report.isPresent()) {
        try (Writer file = Files.newBufferedWriter(Path.of(report.get().formatted(seed)))) {
          BalanceJson.write(result.report(), "bench", file);
        }
      }
    }
  }

  private BalanceRequest request(Frame input, long seed) throws IOException {
    @Nullable Model model = null;
    Optional<String> saved = option("--model");
    if (saved.isPresent()) {
      try (InputStream file = Files.newInputStream(Path.of(saved.get()))) {
        model = ModelFile.read(file, saved.get());
      }
    }
    return new BalanceRequest(
        input,
        list("--columns"),
        bins(),
        plan(),
        shares().equals("FILE") ? read(option("--shares").orElseThrow()) : null,
        readOrNull("--seeds"),
        option("--privacy").orElse("default").equals("private"),
        seed,
        readOrNull("--holdout"),
        option("--target").orElse(""),
        option("--provenance").isPresent(),
        option("--no-report").isEmpty(),
        model);
  }

  private String shares() {
    String shares = option("--shares").orElse("equal").toUpperCase(Locale.ROOT);
    return shares.equals("EQUAL") || shares.equals("OBSERVED") ? shares : "FILE";
  }

  private PlanSettings plan() {
    String shares = shares();
    return new PlanSettings(
        Mode.valueOf(option("--mode").orElse("replace").toUpperCase(Locale.ROOT)),
        option("--rows").map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty()),
        option("--target-ratio").map(Double::parseDouble).orElse(1.0),
        option("--cells").orElse("observed").equals("all"),
        PlanSettings.Shares.valueOf(shares.equals("FILE") ? "EQUAL" : shares),
        null,
        option("--max-ratio")
            .map(Double::parseDouble)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty()),
        option("--missing").orElse("drop").equals("keep"));
  }

  private Map<String, BalanceColumns.Bins> bins() {
    Map<String, BalanceColumns.Bins> bins = new HashMap<>();
    for (String bin : list("--bins")) {
      int equals = bin.lastIndexOf('=');
      bins.put(
          bin.substring(0, equals),
          new BalanceColumns.Bins(Integer.parseInt(bin.substring(equals + 1)), List.of()));
    }
    return bins;
  }

  private List<String> list(String name) {
    Function<String, List<String>> split = text -> List.of(text.split(",", -1));
    return option(name).map(split).orElse(List.of());
  }

  private @Nullable Frame readOrNull(String name) {
    Optional<String> file = option(name);
    return file.isPresent() ? read(file.get()) : null;
  }

  private static Frame read(String file) {
    try (Table table = TableFiles.open(file, ReadOptions.sniffed())) {
      return Frame.of(table);
    }
  }

  private Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
