package io.ballast.stats.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.stats.StateLawTest;
import java.util.Optional;

class ClassScoresLawTest extends StateLawTest<ClassScores> {
  @Override
  protected ClassScores empty() {
    return new ClassScores(3, true);
  }

  @Override
  protected int rows() {
    return 200;
  }

  @Override
  protected void add(ClassScores state, int row) {
    double first = row * 37 % 101 / 101.0;
    double second = (1 - first) * (row * 7 % 13 / 13.0);
    state.add(row * 5 % 11 % 3, -1, new double[] {first, second, 1 - first - second}, 1, row);
  }

  @Override
  protected Optional<ClassScores> otherShape() {
    return Optional.of(new ClassScores(4, true));
  }

  @Override
  protected void assertSame(ClassScores actual, ClassScores expected) {
    assertThat(actual.figures(2)).isEqualTo(expected.figures(2));
    assertThat(actual.figuresOfClass(1)).isEqualTo(expected.figuresOfClass(1));
    assertThat(actual.confusion()).isDeepEqualTo(expected.confusion());
  }
}
