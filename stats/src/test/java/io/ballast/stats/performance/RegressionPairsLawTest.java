package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.StateLawTest;

class RegressionPairsLawTest extends StateLawTest<RegressionPairs> {
  @Override
  protected RegressionPairs empty() {
    return new RegressionPairs();
  }

  @Override
  protected int rows() {
    return 300;
  }

  @Override
  protected void add(RegressionPairs state, int row) {
    state.add(row * 29 % 83 / 7.0 - 3, row * 17 % 23 / 9.0, 1 + row % 3 / 7.0, row);
  }

  @Override
  protected void assertSame(RegressionPairs actual, RegressionPairs expected) {
    assertThat(actual.figures()).isEqualTo(expected.figures());
  }
}
