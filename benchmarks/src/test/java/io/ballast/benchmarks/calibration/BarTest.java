package io.ballast.benchmarks.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The thresholds that statistics.md 4.6 prints. */
class BarTest {

  @ParameterizedTest
  @CsvSource({"200,12", "400,19", "1000,36", "2000,62"})
  void atMostTwoPercent_failsFromTheThreshold(long windows, long threshold) {
    Bar bar = Bar.atMost("1", Event.DRIFT, 0.02);

    assertThat(bar.isMet(threshold - 1, windows)).isTrue();
    assertThat(bar.isMet(threshold, windows)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0.75,200,130", "0.75,400,273", "0.75,1000,707", "0.75,2000,1439",
    "0.90,200,166", "0.90,400,340", "0.90,1000,870", "0.90,2000,1757",
    "0.95,200,179", "0.95,400,365", "0.95,1000,927", "0.95,2000,1869",
    "0.98,200,189", "0.98,400,382", "0.98,1000,965", "0.98,2000,1939",
    "0.93,1000,904"
  })
  void atLeast_failsBelowTheThreshold(double rate, long windows, long threshold) {
    Bar bar = Bar.atLeast("3", Event.DRIFT, rate);

    assertThat(bar.isMet(threshold, windows)).isTrue();
    assertThat(bar.isMet(threshold - 1, windows)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,true", "1,false"})
  void atMostNothing_failsFromTheFirst(long count, boolean met) {
    assertThat(Bar.atMost("2", Event.NO_VERDICT, 0).isMet(count, 2_000)).isEqualTo(met);
  }

  @ParameterizedTest
  @CsvSource({"2000,true", "1999,false"})
  void atLeastAll_failsFromTheFirstOther(long count, boolean met) {
    assertThat(Bar.atLeast("3", Event.OUTLIER_HARMLESS, 1).isMet(count, 2_000)).isEqualTo(met);
  }
}
