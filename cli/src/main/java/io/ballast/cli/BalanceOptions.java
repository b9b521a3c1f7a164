package io.ballast.cli;

import io.ballast.balance.plan.BalanceColumns.Bins;
import io.ballast.balance.plan.Mode;
import io.ballast.balance.plan.PlanSettings;
import io.ballast.balance.plan.PlanSettings.Shares;
import io.ballast.tables.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code ballast balance} makes of a table: columns, cells, shares, closeness. */
final class BalanceOptions {

  private static final int MAX_BINS = 1_000;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  /** How closely generated rows follow the input. */
  enum PrivacyMode {
    /** As close as the data proves. */
    DEFAULT,
    /** Further away, at a small cost in likeness. */
    PRIVATE
  }

  /** What a row without a value in a balance column is. */
  enum MissingMode {
    /** In no cell: it is neither balanced nor generated. */
    LEAVE,
    /** A row of a value of its own. */
    KEEP
  }

  /** Which combinations are cells. */
  enum CellMode {
    /** Those that a row has. */
    OBSERVED,
    /** All that break no dependency. */
    ALL
  }

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "A,B",
      description = "Balance these columns: their combinations are the cells.")
  List<String> columns = List.of();

  @Option(
      names = "--mode",
      paramLabel = "replace|augment|marginal",
      description = {
        "replace (default): all rows are new. augment: rows are added until the cells are equal.",
        "marginal: the fewest rows are added that make each column flat by itself."
      })
  Mode mode = Mode.REPLACE;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows of the output in replace mode; default as the input.")
  @Nullable Integer rows;

  @Option(
      names = "--target-ratio",
      paramLabel = "R",
      description = "Augment: bring each cell to this part of the largest; default 1.")
  @Nullable Double targetRatio;

  @Option(
      names = "--cells",
      paramLabel = "observed|all",
      description = "Cells are the combinations that a row has (default), or all.")
  CellMode cells = CellMode.OBSERVED;

  @Option(
      names = "--shares",
      paramLabel = "equal|observed|FILE",
      description = {
        "What the cells are brought to: equal (default), observed (a plain copy of the shares), or a",
        "CSV of the balance columns and share or count."
      })
  String shares = "equal";

  @Option(
      names = "--seeds",
      paramLabel = "FILE",
      description = "CSV of balance columns: one output row for each of its rows, in its order.")
  @Nullable String seeds;

  @Option(
      names = "--bins",
      paramLabel = "COLUMN=N",
      description = {
        "Balance a number or date by N bins of equal width, or by edges: age=30:50:65 or",
        "START=2010-01-01:2020-01-01."
      })
  List<String> bins = List.of();

  @Option(
      names = "--max-ratio",
      paramLabel = "R",
      description = "Most generated rows for each real one of a cell; above 20 a warning.")
  @Nullable Double maxRatio;

  @Option(
      names = "--missing",
      paramLabel = "leave|keep",
      description =
          "Rows without a value in a balance column: in no cell (default), or a value of its own.")
  MissingMode missing = MissingMode.LEAVE;

  @Option(
      names = "--privacy",
      paramLabel = "default|private",
      description = "private keeps rows further from the input's; no differential privacy.")
  PrivacyMode privacy = PrivacyMode.DEFAULT;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The class that models will predict: it is measured how well they can.")
  String target = "";

  @Option(
      names = "--provenance",
      description = "Augment and marginal: add a column that tells real from synthetic rows.")
  boolean provenance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random procedure; default 1.")
  long seed = 1;

  /**
   * The settings of the plan that the flags spell.
   *
   * @throws ProblemException for values that do not go together
   */
  PlanSettings plan() {
    boolean replaces = mode == Mode.REPLACE;
    if (rows != null && !replaces) {
      throw without("--rows " + rows, "is for --mode replace", "leave it out");
    }
    if (rows != null && rows < 1) {
      throw without("--rows " + rows, "is at least 1", "write for example --rows 10000");
    }
    if (targetRatio != null && mode != Mode.AUGMENT) {
      throw without("--target-ratio " + targetRatio, "is for --mode augment", "leave it out");
    }
    if (targetRatio != null && !(targetRatio > 0 && targetRatio <= 1)) {
      throw without(
          "--target-ratio " + targetRatio,
          "is above 0 and at most 1",
          "write for example --target-ratio 0.5");
    }
    if (maxRatio != null && !(maxRatio > 0 && maxRatio < Double.POSITIVE_INFINITY)) {
      throw without("--max-ratio " + maxRatio, "is above 0", "write for example --max-ratio 20");
    }
    if (provenance && replaces) {
      throw without(
          "--provenance with --mode replace",
          "all rows of the output are synthetic",
          "leave it out or use --mode augment");
    }
    if (mode == Mode.MARGINAL && shares() != Shares.EQUAL) {
      throw without(
          "--shares " + shares + " with --mode marginal",
          "marginal makes each column flat",
          "leave it out or use --mode augment");
    }
    if (seeds != null) {
      seeded();
    }
    return new PlanSettings(
        mode,
        rows == null ? OptionalInt.empty() : OptionalInt.of(rows),
        targetRatio == null ? 1 : targetRatio,
        cells == CellMode.ALL,
        shares(),
        null,
        maxRatio == null ? OptionalDouble.empty() : OptionalDouble.of(maxRatio),
        missing == MissingMode.KEEP);
  }

  /** Seeds say everything: what else would say how many rows of which kind is refused. */
  private void seeded() {
    List<String> others = new ArrayList<>();
    if (!columns.isEmpty()) {
      others.add("--columns");
    }
    if (rows != null) {
      others.add("--rows");
    }
    if (mode != Mode.REPLACE) {
      others.add("--mode " + mode.name().toLowerCase(Locale.ROOT));
    }
    if (shares() != Shares.EQUAL) {
      others.add("--shares");
    }
    if (maxRatio != null) {
      others.add("--max-ratio");
    }
    if (cells == CellMode.ALL) {
      others.add("--cells all");
    }
    if (!others.isEmpty()) {
      throw without(
          "--seeds with " + String.join(" and ", others),
          "the seeds say which rows are made, one for each",
          "leave one of the two out");
    }
  }

  private static ProblemException without(String value, String rule, String remedy) {
    return ProblemException.usage(value, rule, remedy);
  }

  /** The kind of shares. */
  Shares shares() {
    return switch (shares) {
      case "equal" -> Shares.EQUAL;
      case "observed" -> Shares.OBSERVED;
      default -> Shares.FILE;
    };
  }

  /**
   * The bins by column.
   *
   * @throws ProblemException for what is neither a number of bins nor ascending edges
   */
  Map<String, Bins> binsByColumn() {
    Map<String, Bins> byColumn = new LinkedHashMap<>();
    for (String text : bins) {
      int equals = text.lastIndexOf('=');
      if (equals < 1) {
        throw wrongBins(text);
      }
      String column = text.substring(0, equals);
      if (byColumn.put(column, bins(text, text.substring(equals + 1))) != null) {
        throw without("--bins " + column, "is given twice", "give it once");
      }
    }
    return byColumn;
  }

  private static Bins bins(String text, String value) {
    try {
      if (!value.contains(":") && !DATE.matcher(value).matches()) {
        int count = Integer.parseInt(value);
        if (count < 2 || count > MAX_BINS) {
          throw wrongBins(text);
        }
        return Bins.of(count);
      }
      String[] texts = value.split(":", -1);
      boolean areDates = DATE.matcher(texts[0]).matches();
      List<Double> edges =
          Arrays.stream(texts)
              .map(edge -> areDates ? microseconds(edge) : Double.parseDouble(edge))
              .toList();
      for (int i = 0; i < edges.size(); i++) {
        boolean ascends = i == 0 || edges.get(i) > edges.get(i - 1);
        if (!Double.isFinite(edges.get(i)) || !ascends) {
          throw wrongBins(text);
        }
      }
      return new Bins(0, edges, areDates);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw wrongBins(text);
    }
  }

  private static double microseconds(String date) {
    return LocalDate.parse(date).toEpochDay() * 86_400e6;
  }

  private static ProblemException wrongBins(String text) {
    return without(
        "--bins " + text,
        "names a column and a number of bins from 2 to " + MAX_BINS + ", or ascending edges",
        "write for example --bins age=5 or --bins age=30:50:65");
  }
}
