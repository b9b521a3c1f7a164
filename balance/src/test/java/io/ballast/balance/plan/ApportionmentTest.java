package io.ballast.balance.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.testkit.SeededRuns;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ApportionmentTest {

  @Test
  void parts_areThoseOfTheLargestRemainders() {
    // 10 seats for 6, 6 and 2 of 14: quotas 4.29, 4.29, 1.43
    assertThat(Apportionment.of(new double[] {6, 6, 2}, 10)).containsExactly(4, 4, 2);
    // the Wikipedia example of the Hare quota: 100 seats for 47000, 16000, 15900, 12000, 6000, 3100
    assertThat(Apportionment.of(new double[] {47_000, 16_000, 15_900, 12_000, 6_000, 3_100}, 10))
        .containsExactly(5, 2, 1, 1, 1, 0);
  }

  @Test
  void equalWeights_giveTheRestToTheFirst() {
    assertThat(Apportionment.of(new double[] {1, 1, 1, 1, 1, 1, 1}, 16))
        .containsExactly(3, 3, 2, 2, 2, 2, 2);
  }

  @Test
  void parts_addUpAndLieWithinOneOfTheExactShare() {
    SeededRuns.forAll(
        500,
        random -> {
          double[] weights = new double[1 + random.nextInt(60)];
          for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 1000);
          }
          weights[random.nextInt(weights.length)] = 3;
          int total = random.nextInt(100_000);
          double sum = Arrays.stream(weights).sum();
          int[] parts = Apportionment.of(weights, total);
          assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
          for (int i = 0; i < parts.length; i++) {
            assertThat(Math.abs(parts[i] - weights[i] / sum * total)).isLessThan(1);
            assertThat(weights[i] > 0 || parts[i] == 0).isTrue();
          }
        });
  }
}
