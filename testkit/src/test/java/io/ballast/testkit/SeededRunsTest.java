package io.ballast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededRunsTest {

  @Test
  void runs_haveDifferentInputs() throws Exception {
    Set<Long> seen = new HashSet<>();
    SeededRuns.forAll(100, random -> seen.add(random.nextLong()));
    assertThat(seen).hasSize(100);
  }

  @Test
  void failure_namesTheSeed() {
    assertThatThrownBy(
            () ->
                SeededRuns.forAll(
                    100, random -> assertThat(random.nextInt(10)).as("digit").isLessThan(9)))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)seed \\d+ \\(again with -Dballast.seed=\\d+\\): .*digit.*");
  }
}
