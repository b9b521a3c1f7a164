package io.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import io.ballast.stats.bins.BinnedCounts;
import io.ballast.stats.drift.AlarmBudget;
import io.ballast.stats.drift.ClassPart;
import io.ballast.stats.drift.ClassShare;
import io.ballast.stats.drift.DriftMetric;
import io.ballast.stats.drift.Evidence;
import io.ballast.stats.drift.Fugacity;
import io.ballast.stats.drift.Interval;
import io.ballast.stats.drift.Measure;
import io.ballast.stats.drift.RecentWindows;
import io.ballast.stats.drift.Severity;
import io.ballast.stats.drift.Statement;
import io.ballast.stats.drift.Verdict;
import io.ballast.tables.ColumnType;
import io.ballast.tables.compare.Alarms;
import io.ballast.tables.compare.Binning;
import io.ballast.tables.compare.DriftReport;
import io.ballast.tables.compare.DriftReport.Classes;
import io.ballast.tables.compare.DriftReport.ColumnResult;
import io.ballast.tables.compare.DriftReport.LeftOut;
import io.ballast.tables.compare.DriftReport.Parity;
import io.ballast.tables.compare.DriftReport.Result;
import io.ballast.tables.compare.DriftReport.Segment;
import io.ballast.tables.compare.DriftReport.Settings;
import io.ballast.tables.compare.DriftReport.Weighted;
import io.ballast.tables.compare.DriftReport.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class DriftJsonTest {
  @Test
  void everyShapeOfStatement_equalsTheGoldenFile() throws IOException {
    assertThat(json(golden())).isEqualTo(resource("ballast-drift-1.json"));
  }

  @Test
  void comparisonOfAList_beginsWithItsId() throws IOException {
    StringWriter out = new StringWriter();
    DriftJson.write(Fixtures.named("not-enough"), "0.1.0", "pair \"7\"", out);
    assertThat(out.toString())
        .startsWith("{\"id\":\"pair \\\"7\\\"\",\"format\":\"ballast-drift/1\"");
  }

  @ParameterizedTest
  @MethodSource("io.ballast.report.Fixtures#all")
  void everyReport_isOneLineWithoutNonNumbers(String name, DriftReport report) throws IOException {
    String json = json(report);
    assertThat(json.indexOf('\n')).isEqualTo(json.length() - 1);
    int numbers = 0;
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric()) {
          numbers++;
          assertThat(parser.getDoubleValue()).isFinite();
        }
      }
    }
    assertThat(numbers).isGreaterThan(20);
  }

  @Test
  void writerThatFails_givesItsOwnException() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> DriftJson.write(Fixtures.named("plain"), "0.1.0", full))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  private static String json(DriftReport report) throws IOException {
    StringWriter out = new StringWriter();
    DriftJson.write(report, "0.1.0", out);
    return out.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(DriftJsonTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One column of each kind: weighted, with an open end; plain; without a verdict; undefined. */
  private static DriftReport golden() {
    ClassShare share =
        new ClassShare(List.of("0", "1"), List.of(9980L, 20L), List.of(4970L, 30L), "fisher", 0.25);
    Result first =
        new Result(
            new Window(
                Instant.parse("2026-11-15T00:00:00Z"), Instant.parse("2026-11-16T00:00:00Z"), 0),
            new Segment("sex", "F"),
            10_000,
            5_000,
            Verdict.DRIFT,
            new Classes("target", share, 1, 0),
            Fugacity.of(List.of("0", "1"), new long[] {9900, 100}, new long[] {4900, 100}),
            List.of(score(), amount()));
    ClassShare empty =
        new ClassShare(
            List.of("0", "1"), List.of(9980L, 20L), List.of(0L, 0L), "fisher", Double.NaN);
    Result second =
        new Result(
            new Window(null, null, 1),
            null,
            10_000,
            0,
            Verdict.NOT_ENOUGH_DATA,
            new Classes("prediction", empty, 1, 0),
            Fugacity.of(List.of("0", "1"), new long[] {9900, 100}, new long[2]),
            List.of(nothing()));
    Window newest = first.window();
    Alarms alarms =
        new Alarms(
            new AlarmBudget(1, 0.01, 4, 30),
            new RecentWindows(1, 2),
            2,
            List.of(
                new Alarms.Alarm(
                    newest,
                    true,
                    List.of(
                        new Alarms.Drifted("score", new Segment("sex", "F")),
                        new Alarms.Drifted("amount", null)))),
            "all hours alike");
    return new DriftReport(
            "a.csv",
            "b.csv",
            1,
            0.01,
            DriftMetric.PSI,
            new Settings(Binning.quantiles(10), "balanced", "day", "Class", List.of("score")),
            List.of(new LeftOut("id", "every value is different")),
            List.of("3 rows have no class"),
            List.of(first, second))
        .withAlarms(alarms);
  }

  private static ColumnResult score() {
    Map<DriftMetric, Measure> measures =
        Map.of(
            DriftMetric.PSI,
            new Measure(4.5, 4.25, 0.25, 0.5, new Interval(0.42, Double.POSITIVE_INFINITY)),
            DriftMetric.JS_DISTANCE,
            new Measure(0.3, 0.1, 0.05, 0.1, new Interval(0, 0.30000000000000004)),
            DriftMetric.KS,
            new Measure(1e-9, Double.NaN, Double.NaN, Double.NaN, null));
    Statement heavy =
        new Statement(
            Verdict.DRIFT,
            Severity.CRITICAL,
            null,
            DriftMetric.PSI,
            measures,
            new Evidence("weighted_chi_square", 1e-300, 3e-300, 10_000, 5_000, 79.84, 118.5));
    Map<String, Double> fiddler = new LinkedHashMap<>();
    fiddler.put("psi", 0.31);
    fiddler.put("js_distance", Double.NaN);
    Weighted weighted =
        new Weighted(
            "target",
            List.of(0.5010020040080161, 250.0),
            heavy,
            null,
            new double[0],
            new double[0],
            List.of(
                new ClassPart(
                    "0",
                    9_980,
                    4_970,
                    new Measure(0.002, -0.001, 0.003, 0.005, new Interval(0, 0.004)),
                    new Evidence("chi_square", 0.7, 0.7, 9_980, 4_970, 9_980, 4_970),
                    false),
                new ClassPart("1", 20, 30, null, null, null)),
            new Parity("fiddler", fiddler));
    return new ColumnResult(
        "score",
        ColumnType.FLOATING,
        statement(Verdict.NO_DRIFT, null),
        bins(),
        weighted,
        new Parity("fiddler", Map.of("psi", 0.004)),
        0,
        2,
        0);
  }

  private static ColumnResult amount() {
    Weighted event =
        new Weighted(
            "column:w",
            List.of(),
            new Statement(
                Verdict.NOT_ENOUGH_DATA,
                null,
                "95 of 100 rows of equal worth in the window",
                DriftMetric.PSI,
                Map.of(),
                null),
            null,
            new double[0],
            new double[0],
            List.of(),
            null);
    return new ColumnResult(
        "am\u00f6unt \"x\"",
        ColumnType.CATEGORY,
        statement(Verdict.NO_DRIFT, null),
        bins(),
        event,
        null,
        5,
        0,
        17);
  }

  private static ColumnResult nothing() {
    Statement none =
        new Statement(
            Verdict.NOT_ENOUGH_DATA,
            null,
            "0 of 100 rows in the window",
            DriftMetric.PSI,
            Map.of(),
            null);
    return new ColumnResult("when", ColumnType.TIMESTAMP, none, bins(), null, null, 0, 0, 0);
  }

  private static Statement statement(Verdict verdict, @Nullable String reason) {
    return new Statement(
        verdict,
        null,
        reason,
        DriftMetric.PSI,
        Map.of(DriftMetric.PSI, new Measure(0.004, 0.0027, 0.0013, 0.0025, new Interval(0, 0.01))),
        new Evidence("chi_square", 0.02, 0.04, 10_000, 5_000, 10_000, 5_000));
  }

  private static BinnedCounts bins() {
    return new BinnedCounts(
        List.of(Bin.of(BinKind.VALUE, "a")), new long[][] {{1}}, new long[][] {{1}});
  }
}
