package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceCommandTest {
  /** Vector 5 of the statistics policy, two rows without a truth, and columns for other tasks. */
  private static final String ROWS =
      """
      day,fraud,score,kind,guess,amount,paid,rows
      2026-11-01,0,.1,a,a,1.5,1.0,1
      2026-11-01,0,.3,a,a,2.5,2.5,3
      2026-11-01,1,.35,b,a,3.5,4.0,2
      2026-11-01,1,.8,b,b,0.5,1.0,1
      2026-11-02,0,.4,c,c,7.5,7.0,1
      2026-11-02,1,.9,c,b,8.5,8.5,1
      2026-11-02,1,.65,a,a,9.5,9.0,1
      2026-11-02,0,.2,b,b,1.5,2.0,1
      2026-11-03,1,.55,c,c,2.5,2.0,1
      2026-11-03,1,.7,a,a,3.5,3.0,1
      2026-11-03,,.7,a,a,,3.0,1
      2026-11-03,,.1,,a,,3.0,1
      """;

  @TempDir private Path folder;
  private String file = "";
  private final Capture capture = Capture.files();

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("rows.csv"), ROWS).toString();
  }

  private String json(String... flags) {
    String[] arguments = new String[flags.length + 4];
    arguments[0] = "performance";
    arguments[1] = file;
    arguments[2] = "--format";
    arguments[3] = "json";
    System.arraycopy(flags, 0, arguments, 4, flags.length);
    assertThat(capture.run(arguments)).as(capture.err()).isZero();
    return capture.out();
  }

  @Test
  void twoClasses_giveTheFiguresOfTheirVector() {
    assertThat(json("--target", "fraud", "--score", "score"))
        .startsWith("{\"format\":\"ballast-performance/1\",")
        .contains(
            "\"task\":\"binary\"",
            "\"rows\":12,\"labelled\":10,",
            "\"auc\":{\"value\":0.9583333333333334,",
            "\"brier\":{\"value\":0.11875,",
            "\"f1\":{\"value\":0.9090909090909091,",
            "\"confusion\":[[4.0,0.0],[1.0,5.0]]",
            "\"weighted\":null")
        .doesNotContain("NaN", "Infinity")
        .containsOnlyOnce("\n");
  }

  @Test
  void windowsAndWeights_haveAResultEach() {
    String json =
        json(
            "--target",
            "fraud",
            "--score",
            "score",
            "--every",
            "day",
            "--timestamp",
            "day",
            "--weights",
            "balanced",
            "--costs",
            "0,-1,-20,5");
    assertThat(json.split("\"window\":", -1)).hasSize(4);
    assertThat(json)
        .contains(
            "\"start\":\"2026-11-02T00:00:00Z\",\"end\":\"2026-11-03T00:00:00Z\",\"index\":1",
            "\"class_weights\":[1.25,0.8333333333333334]",
            "\"worth\":{\"value\":10.0,",
            "\"reason\":\"all rows with a target are of one class\"");
  }

  @Test
  void severalClassesNumbersAndRankings_areMeasured() {
    assertThat(json("--target", "kind", "--prediction", "guess"))
        .contains(
            "\"task\":\"multiclass\"",
            "\"accuracy\":{\"value\":0.8181818181818182,",
            "\"class\":\"c\"");
    assertThat(json("--target", "amount", "--prediction", "paid", "--weights", "column:rows"))
        .contains("\"task\":\"regression\"", "\"mae\":{\"value\":0.4,");
    assertThat(json("--target", "fraud", "--score", "score", "--query", "day"))
        .contains("\"task\":\"ranking\"", "\"query_count\":{\"value\":3.0,");
  }

  @Test
  void text_namesTheMainFigureAndEachMetric() {
    assertThat(capture.run("performance", file, "--target", "fraud", "--score", "score")).isZero();
    assertThat(capture.out())
        .contains(
            "rows.csv: fraud is 1 or 0; decided from a score of 0.5 on.",
            "10 of 12 rows have a truth and a prediction; auc is 0.958")
        .endsWith("Write a report with --report performance.html\n");
    assertThat(capture.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void page_isWrittenWithItsCurves() throws IOException {
    Path report = folder.resolve("r.html");
    String target = report.toString();
    assertThat(
            capture.run(
                "performance", file, "--target", "fraud", "--score", "score", "--report", target))
        .isZero();
    assertThat(Files.readString(report))
        .contains("<figcaption>ROC</figcaption>", "<figcaption>Lift</figcaption>", "f1")
        .contains("<figcaption>Gain</figcaption>", "<figcaption>Calibration</figcaption>")
        .doesNotContain(">NaN<", "Infinity");
  }

  @Test
  void pageOfWindows_drawsTheLeadingMetricsOverTime() throws IOException {
    Path report = folder.resolve("windows.html");
    assertThat(
            capture.run(
                "performance",
                file,
                "--target=fraud",
                "--score=score",
                "--every=4rows",
                "--report=" + report))
        .isZero();
    String page = Files.readString(report);
    assertThat(page)
        .contains(
            "<h2>Over time</h2>",
            "<figcaption><b>recall</b></figcaption>",
            "aria-label=\"recall by window, 3 windows, with 95% intervals\"",
            "class=\"band\"")
        .doesNotContain(">NaN<", " NaN", "Infinity");
  }

  @Test
  void mistakes_areExplained() {
    assertThat(capture.run("performance", file)).isEqualTo(2);
    assertThat(capture.run("performance", file, "--target", "fraud")).isEqualTo(2);
    assertThat(capture.run("performance", file, "--target", "kind", "--score", "score"))
        .isEqualTo(2);
    assertThat(capture.run("performance", file, "--target", "fraud", "--score", "nope"))
        .isEqualTo(2);
    assertThat(
            capture.run(
                "performance", file, "--target", "fraud", "--score", "score", "--costs", "1,2"))
        .isEqualTo(2);
    assertThat(capture.run("performance", file, "--target", "fraud", "--score", "kind"))
        .isEqualTo(1);
    assertThat(capture.err())
        .contains(
            "ballast: no --target, performance needs the truth, name its column with --target\n",
            "ballast: neither --score nor --prediction, a class is predicted by a score, a"
                + " decision or both, name a column\n",
            "rows.csv, it has day, fraud, score, kind, guess, amount, paid, rows\n",
            "ballast: --costs 1,2, it is what a TN, FP, FN and TP are worth, write four numbers",
            "rows.csv holds text, --score is a number, name a numeric column\n");
  }
}
