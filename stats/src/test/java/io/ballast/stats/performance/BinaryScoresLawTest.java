package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.StateLawTest;

class BinaryScoresLawTest extends StateLawTest<BinaryScores> {
  @Override
  protected BinaryScores empty() {
    return new BinaryScores();
  }

  @Override
  protected int rows() {
    return 300;
  }

  @Override
  protected void add(BinaryScores state, int row) {
    state.add(row * 37 % 101 / 100.0, row * 53 % 97 < row * 37 % 101, 1 + row % 3 / 7.0, row);
  }

  @Override
  protected void assertSame(BinaryScores actual, BinaryScores expected) {
    assertThat(actual.figures(0.4)).isEqualTo(expected.figures(0.4));
  }
}
