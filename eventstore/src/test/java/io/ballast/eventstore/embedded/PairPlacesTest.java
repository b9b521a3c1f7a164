package io.ballast.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.testkit.SeededRuns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairPlacesTest {

  @Test
  void places_areInTheOrderOfTheFirstTime() {
    SeededRuns.forAll(
        20,
        random -> {
          PairPlaces places = new PairPlaces();
          List<Integer> known = new ArrayList<>();
          int pairs = 1 + random.nextInt(1_004_004);
          for (int i = 0; i < 3000; i++) {
            int pair = random.nextInt(pairs);
            if (!known.contains(pair)) {
              known.add(pair);
            }
            assertThat(places.place(pair)).isEqualTo(known.indexOf(pair));
          }
          assertThat(places.sortedPairs())
              .containsExactly(known.stream().sorted().toArray(Integer[]::new));
        });
  }
}
