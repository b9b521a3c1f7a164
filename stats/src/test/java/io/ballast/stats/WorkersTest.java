package io.ballast.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eachPiece_isDoneOnce(int threads) {
    AtomicInteger[] done = new AtomicInteger[100];
    Arrays.setAll(done, i -> new AtomicInteger());
    Workers.of(threads).each(done.length, piece -> done[piece].incrementAndGet());
    assertThat(done).allMatch(count -> count.get() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void failingPiece_isThrownToTheCaller(int threads) {
    Workers workers = Workers.of(threads);
    assertThatThrownBy(
            () ->
                workers.each(
                    10,
                    piece -> {
                      if (piece == 4) {
                        throw new IllegalStateException("piece 4");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("piece 4");
  }

  @Test
  void noThread_isRefused() {
    assertThatThrownBy(() -> Workers.of(0)).hasMessage("0 threads, at least 1 is needed");
  }
}
