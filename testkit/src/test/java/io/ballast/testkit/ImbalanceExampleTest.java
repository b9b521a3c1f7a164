package io.ballast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, grid and spacing: fiddler-v3.md 1.1. Distances: issue "Drift that sees the minority". */
class ImbalanceExampleTest {
  private static final int BINS = 10;

  private static final GeneratedTable BASELINE = ImbalanceExample.spread(1).baseline();
  private static final GeneratedTable PRODUCTION = ImbalanceExample.spread(1).production();

  @Test
  void tables_haveThePublishedShape() {
    assertThat(BASELINE.columns())
        .hasSize(33)
        .startsWith("scaled_amount", "scaled_time", "V1", "V2")
        .endsWith("V27", "V28", "prediction_score", "Class", "timestamp");
    assertThat(PRODUCTION.columns()).isEqualTo(BASELINE.columns());
    assertThat(BASELINE.rows()).isEqualTo(22_784);
    assertThat(PRODUCTION.rows()).isEqualTo(57_158);
    assertThat(Arrays.stream(BASELINE.values("Class")).sum()).isEqualTo(35);
    assertThat(Arrays.stream(PRODUCTION.values("Class")).sum()).isEqualTo(294);
  }

  @Test
  void timestamps_areEvenlySpacedOverSevenDays() {
    assertThat(spacing(BASELINE)).isEqualTo(26_546);
    assertThat(spacing(PRODUCTION)).isEqualTo(10_581);
    double[] times = PRODUCTION.values("timestamp");
    assertThat(times[times.length - 1] - times[0]).isBetween(6.99 * 86_400_000, 7 * 86_400_000.0);
    assertThat(times[0]).isGreaterThan(BASELINE.values("timestamp")[BASELINE.rows() - 1]);
  }

  private static double spacing(GeneratedTable table) {
    double[] times = table.values("timestamp");
    double first = times[1] - times[0];
    for (int row = 1; row < times.length; row++) {
      assertThat(times[row] - times[row - 1]).isEqualTo(first);
    }
    return first;
  }

  @Test
  void scores_areHundredthsAndNearlyAllLow() {
    double[] scores = PRODUCTION.values("prediction_score");
    for (double score : scores) {
      assertThat(score).isBetween(0.0, 1.0);
      assertThat(Math.rint(score * 100) / 100).isEqualTo(score);
    }
    long low = Arrays.stream(scores).filter(score -> score <= 0.01).count();
    assertThat(low / (double) scores.length).isGreaterThan(0.9);
  }

  @Test
  void positives_whenSpread_areAsManyOnEachDay() {
    double[] classes = PRODUCTION.values("Class");
    double[] times = PRODUCTION.values("timestamp");
    int[] byDay = new int[8];
    for (int row = 0; row < classes.length; row++) {
      byDay[(int) ((times[row] - times[0]) / 86_400_000)] += (int) classes[row];
    }
    assertThat(byDay).containsExactly(42, 42, 42, 42, 42, 42, 42, 0);
  }

  @Test
  void positives_asPublished_comeFirst() {
    GeneratedTable published = ImbalanceExample.asPublished(1).production();
    double[] classes = published.values("Class");
    assertThat(IntStream.range(0, classes.length).filter(row -> classes[row] == 1).toArray())
        .isEqualTo(IntStream.range(0, 294).toArray());
    assertThat(published.rows()).isEqualTo(57_158);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, -1, Long.MAX_VALUE})
  void scoreDrift_showsOnlyWhenWeighted(long seed) {
    ImbalanceExample example = ImbalanceExample.spread(seed);
    GeneratedTable reference = example.baseline();
    GeneratedTable current = example.production();
    assertThat(fiddlerDistance(reference, current, new double[] {1, 1})).isLessThanOrEqualTo(0.05);
    double[] balanced = {22_784 / (2.0 * 22_749), 22_784 / (2.0 * 35)};
    assertThat(fiddlerDistance(reference, current, balanced)).isGreaterThanOrEqualTo(0.20);
  }

  @Test
  void bytes_areThoseOfTheSeed() throws IOException {
    assertThat(sha256(BASELINE))
        .isEqualTo("4dbbcf00998b58fd93dd180f59e1cedba94e7cd4c37250c9afea7ce9e81dd65d");
    assertThat(sha256(PRODUCTION))
        .isEqualTo("f47a7f0a367ee2db9cb4a72768fb9ab4bcf20dd14513f324a5228472470b39b7");
    assertThat(sha256(ImbalanceExample.spread(2).baseline())).isNotEqualTo(sha256(BASELINE));
  }

  private static String sha256(GeneratedTable table) throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      table.writeCsv(bytes);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JS distance, base 2, on 10 equal-width bins from the reference's minimum to its maximum. */
  private static double fiddlerDistance(
      GeneratedTable reference, GeneratedTable current, double[] weights) {
    double[] scores = reference.values("prediction_score");
    double min = Arrays.stream(scores).min().orElseThrow();
    double max = Arrays.stream(scores).max().orElseThrow();
    double[] p = shares(reference, weights, min, max);
    double[] q = shares(current, weights, min, max);
    double divergence = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double middle = (p[bin] + q[bin]) / 2;
      divergence += (term(p[bin], middle) + term(q[bin], middle)) / 2;
    }
    return Math.sqrt(divergence / Math.log(2));
  }

  private static double term(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }

  private static double[] shares(GeneratedTable table, double[] weights, double min, double max) {
    double[] scores = table.values("prediction_score");
    double[] classes = table.values("Class");
    double[] shares = new double[BINS];
    double total = 0;
    for (int row = 0; row < scores.length; row++) {
      int bin = (int) ((scores[row] - min) / (max - min) * BINS);
      double weight = weights[(int) classes[row]];
      shares[Math.min(BINS - 1, Math.max(0, bin))] += weight;
      total += weight;
    }
    for (int bin = 0; bin < BINS; bin++) {
      shares[bin] /= total;
    }
    return shares;
  }
}
