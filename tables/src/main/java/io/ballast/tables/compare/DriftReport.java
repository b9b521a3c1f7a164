package io.ballast.tables.compare;

import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.Control;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a current table with a reference: what JSON, HTML and text are made of.
 *
 * @param referenceName the reference's file name
 * @param currentName the current table's file name
 * @param seed the seed of every random procedure
 * @param alpha level of the evidence after control of false discoveries
 * @param metric the leading metric
 * @param settings what was asked for
 * @param leftOut columns that were not compared, in table order
 * @param warnings things that the reader should know, in words
 * @param results one for each window and segment, in order of segment, then time
 * @param control of false discoveries within a family
 * @param alarms which windows alarm on a budget; null when that was not asked
 */
public record DriftReport(
    String referenceName,
    String currentName,
    long seed,
    double alpha,
    DriftMetric metric,
    Settings settings,
    List<LeftOut> leftOut,
    List<String> warnings,
    List<Result> results,
    Control control,
    @Nullable Alarms alarms) {
  public DriftReport {
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
    results = List.copyOf(results);
  }

  /** A report whose false discoveries are controlled after Benjamini and Hochberg. */
  public DriftReport(
      String referenceName,
      String currentName,
      long seed,
      double alpha,
      DriftMetric metric,
      Settings settings,
      List<LeftOut> leftOut,
      List<String> warnings,
      List<Result> results) {
    this(
        referenceName,
        currentName,
        seed,
        alpha,
        metric,
        settings,
        leftOut,
        warnings,
        results,
        Control.BH,
        null);
  }

  /** The same with other results. */
  DriftReport withResults(List<Result> newResults) {
    return with(newResults, alarms);
  }

  /** The same with the windows that alarm. */
  public DriftReport withAlarms(Alarms newAlarms) {
    return with(results, newAlarms);
  }

  /** What it says when every row counts alike. */
  public DriftReport plain() {
    return new DriftReport(
        referenceName,
        currentName,
        seed,
        alpha,
        metric,
        new Settings(
            settings.binning(), "none", settings.every(), settings.target(), settings.outputs()),
        leftOut,
        warnings,
        results.stream().map(Result::plain).toList(),
        control,
        null);
  }

  private DriftReport with(List<Result> newResults, @Nullable Alarms newAlarms) {
    return new DriftReport(
        referenceName,
        currentName,
        seed,
        alpha,
        metric,
        settings,
        leftOut,
        warnings,
        newResults,
        control,
        newAlarms);
  }

  /**
   * What was asked for, as far as a reader needs it to follow the figures.
   *
   * @param binning how the bins of numeric columns were found
   * @param weights {@code none}, {@code balanced}, a list or {@code column:NAME}
   * @param every length of a window ({@code day}, {@code 1000rows}); null for one window
   * @param target the target column; null without that role
   * @param outputs columns that the model made (score, prediction): shown before its inputs
   */
  public record Settings(
      Binning binning,
      String weights,
      @Nullable String every,
      @Nullable String target,
      List<String> outputs) {
    public Settings {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A column that was not compared.
   *
   * @param name the column
   * @param reason why, in words
   */
  public record LeftOut(String name, String reason) {}

  /**
   * One window of one segment.
   *
   * @param window which rows of the current table
   * @param segment null when not asked for
   * @param referenceRows rows of the reference (of the segment)
   * @param currentRows rows of the window (of the segment)
   * @param verdict drift when a column drifted, else no drift when a column has a verdict, else not
   *     enough data
   * @param classes null without classes
   * @param predicted how often each class was predicted; null where no column tells it
   * @param columns sorted by evidence: drift first, then adjusted p, then effect
   */
  public record Result(
      Window window,
      @Nullable Segment segment,
      long referenceRows,
      long currentRows,
      Verdict verdict,
      @Nullable Classes classes,
      @Nullable Fugacity predicted,
      List<ColumnResult> columns) {
    public Result {
      columns = List.copyOf(columns);
    }

    private Result plain() {
      List<ColumnResult> alike = columns.stream().map(ColumnResult::alike).toList();
      Verdict found =
          alike.stream()
              .map(ColumnResult::verdict)
              .min(Comparator.naturalOrder())
              .orElse(Verdict.NOT_ENOUGH_DATA);
      return new Result(
          window, segment, referenceRows, currentRows, found, classes, predicted, alike);
    }

    /** Names of the drifted columns in the order of {@code columns}. */
    public List<String> drifted() {
      return columns.stream()
          .filter(column -> column.verdict() == Verdict.DRIFT)
          .map(ColumnResult::name)
          .toList();
    }
  }

  /**
   * The rows of a window.
   *
   * @param start first instant, included; null when the whole table or a number of rows
   * @param end last instant, excluded; null likewise
   * @param index 0 for the first window
   */
  public record Window(@Nullable Instant start, @Nullable Instant end, int index) {}

  /**
   * The rows with one value of the {@code --by} column, on both sides.
   *
   * @param column the column
   * @param value its value, "" for missing
   */
  public record Segment(String column, String value) {}

  /**
   * The classes of a comparison and how rows are weighted by them.
   *
   * @param rule which column gives the class: {@code target} or {@code prediction}
   * @param share the class shares and their test
   * @param minority index of the least frequent class of the reference
   * @param majority index of the most frequent class of the reference
   */
  public record Classes(String rule, ClassShare share, int minority, int majority) {}

  /**
   * One column of one window.
   *
   * @param name the column
   * @param type as compared
   * @param plain every row counts alike
   * @param plainBins the bins of the plain statement, after joining
   * @param weighted null when no weighting was asked for
   * @param parity figures of another tool; null when not asked for
   * @param referenceMissing rows of the reference without a value
   * @param currentMissing rows of the window without a value
   * @param unseen rows of the window with a value that the reference lacks
   */
  public record ColumnResult(
      String name,
      ColumnType type,
      Statement plain,
      BinnedCounts plainBins,
      @Nullable Weighted weighted,
      @Nullable Parity parity,
      long referenceMissing,
      long currentMissing,
      long unseen) {

    private ColumnResult alike() {
      return new ColumnResult(
          name, type, plain, plainBins, null, parity, referenceMissing, currentMissing, unseen);
    }

    /**
     * The statement that speaks for the column: the weighted one when it has a verdict, else the
     * plain one.
     */
    public Statement leading() {
      return weighted != null && weighted.statement().verdict() != Verdict.NOT_ENOUGH_DATA
          ? weighted.statement()
          : plain;
    }

    /** The column's verdict. */
    public Verdict verdict() {
      return leading().verdict();
    }

    /** The column's severity; null without drift. */
    public @Nullable Severity severity() {
      return leading().severity();
    }
  }

  /**
   * The weighted side of a column.
   *
   * @param by {@code target}, {@code prediction} or {@code column:NAME}
   * @param weights weight of each class; empty for an event column
   * @param statement what it says
   * @param bins its bins after joining, null when it could not be counted
   * @param referenceWeight weighted share of each of its bins in the reference; owned by this
   *     record
   * @param currentWeight weighted share of each of its bins in the window; owned by this record
   * @param perClass the parts, one for each class in order; empty for an event column
   * @param parity figures of another tool under the same weights; null when not asked for
   */
  public record Weighted(
      String by,
      List<Double> weights,
      Statement statement,
      @Nullable BinnedCounts bins,
      double[] referenceWeight,
      double[] currentWeight,
      List<ClassPart> perClass,
      @Nullable Parity parity) {
    public Weighted {
      weights = List.copyOf(weights);
      perClass = List.copyOf(perClass);
    }
  }

  /**
   * The figures that another tool prints.
   *
   * @param mode {@code fiddler}
   * @param metrics by that tool's metric name, in order of output; NaN when undefined
   */
  public record Parity(String mode, Map<String, Double> metrics) {
    public Parity {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }
}
