package io.ballast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) throws Exception {
    return Main.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void list_namesEachBenchmark() throws Exception {
    assertThat(run("list")).isZero();
    assertThat(out().lines().map(line -> line.split(" ", 2)[0]))
        .contains("calibration", "false-alarms", "drift", "ingest", "metrics", "scan");
  }

  @Test
  void help_namesEachOptionAndItsUsualValue() throws Exception {
    assertThat(run("calibration", "--help")).isZero();
    assertThat(out())
        .startsWith("Usage: ballast bench calibration [OPTIONS]\n")
        .contains("--windows N", "windows of each cell (2000)", "--format text|json");
  }

  @Test
  void json_isOneObjectWithTheMembersOfTheContract() throws Exception {
    assertThat(run("calibration", "--windows", "2", "--rows", "5", "--format", "json")).isZero();
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .startsWith("{\"name\":\"calibration\",\"machine\":\"")
        .contains(
            "\"runs\":1,\"median\":",
            "\"unit\":\"share of null windows called drift, class-weighted\"",
            "\"rival\":\"bare weighted PSI +1 above 0.1\",\"ratio\":",
            "\"peak_rss_bytes\":null,",
            "\"seed\":1,\"windows\":2,");
  }

  @Test
  void falseAlarms_areOneObjectToo() throws Exception {
    assertThat(
            run(
                "false-alarms",
                "--trials",
                "2",
                "--rows",
                "N",
                "--threads",
                "1",
                "--format",
                "json"))
        .isZero();
    assertThat(out().lines()).hasSize(1);
    assertThat(out())
        .startsWith("{\"name\":\"false-alarms\",")
        .contains("\"rival\":null", "\"cell\":\"N, normal, 5,000/500\",\"trials\":2,");
    assertThat(err()).contains("evidently: not run, name its Python with --evidently");
  }

  @Test
  void metrics_areEachMeasuredWithWhatTheyAllocate() throws Exception {
    assertThat(run("metrics", "--rows", "200", "--runs", "1", "--format", "json")).isZero();
    assertThat(out()).contains("\"ks_cpu_s\":", "\"auc_cpu_s\":", "\"rival\":null");
  }

  @Test
  void sketches_areEachMeasuredBesideTheirRival() throws Exception {
    assertThat(run("sketches", "--rows", "3000", "--runs", "1", "--format", "json")).isZero();
    assertThat(out())
        .contains("\"rival\":\"Apache DataSketches; least ratio\"")
        .contains("\"quantiles_ns\":", "\"distinct_ratio\":", "\"frequent_items_ns\":");
  }

  @Test
  void wrongUsage_isNamedWithItsRemedy() throws Exception {
    assertThat(run("calibration", "--window", "2")).isEqualTo(2);
    assertThat(run("calibration", "--windows", "none")).isEqualTo(2);
    assertThat(run("calibration", "--rows", "5,13")).isEqualTo(2);
    assertThat(run("drift", "--rows")).isEqualTo(2);
    assertThat(run("false-alarms", "--rows", "13,16")).isEqualTo(2);
    assertThat(run("drfit")).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "ballast: bench calibration --window, is no option of this benchmark,"
                + " use --windows, --seed, --rows, --threads, --cells",
            "ballast: bench calibration --windows none, is no whole number of at least 1, give one",
            "ballast: bench calibration --rows 13, is no row,"
                + " use some of 1,2,3,4,5,6,7,8,9,10,11,12,A,B,C,D,E,F,G,H",
            "ballast: bench drift --rows, lacks its value, give --rows N",
            "ballast: bench false-alarms --rows 16, is no row, use some of E,N,W,13,M,C,D,14,15",
            "ballast: bench drfit, is no benchmark, see ballast bench list");
  }
}
