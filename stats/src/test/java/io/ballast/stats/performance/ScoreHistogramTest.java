package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.StateLawTest;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreHistogramTest extends StateLawTest<ScoreHistogram> {
  @Override
  protected ScoreHistogram empty() {
    return new ScoreHistogram(20);
  }

  @Override
  protected int rows() {
    return 200;
  }

  @Override
  protected void add(ScoreHistogram state, int row) {
    state.add(row * 37 % 101 / 100.0, row % 3 == 0, 1);
  }

  @Override
  protected Optional<ScoreHistogram> otherShape() {
    return Optional.of(new ScoreHistogram(21));
  }

  @Override
  protected void assertSame(ScoreHistogram actual, ScoreHistogram expected) {
    assertThat(actual.auc()).isEqualTo(expected.auc());
  }

  @Test
  void ends_holdTheAreaOfTheRows() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      BinaryScores rows = new BinaryScores();
      ScoreHistogram histogram = new ScoreHistogram(1 + random.nextInt(50));
      for (int i = 0; i < 100; i++) {
        boolean positive = random.nextInt(4) == 0;
        double score = Math.min(1, random.nextDouble() + (positive ? 0.2 : 0));
        double weight = 1 + random.nextInt(3);
        rows.add(score, positive, weight, i);
        histogram.add(score, positive, weight);
      }
      double exact = rows.auc().value();
      assertThat(exact).isBetween(histogram.auc().lower() - 1e-12, histogram.auc().upper() + 1e-12);
    }
  }

  @Test
  void area_withoutAClassIsUndefined() {
    ScoreHistogram histogram = new ScoreHistogram(4);
    histogram.add(0.3, true, 1);

    assertThat(histogram.auc().reason()).isEqualTo("an area needs rows of both classes");
  }
}
