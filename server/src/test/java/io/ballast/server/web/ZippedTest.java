package io.ballast.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip is for those who take it. */
class ZippedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP ; q=0.5", "*", "gzip;q=0.001"})
  void whoNamesGzip_takesIt(String accepted) {
    assertThat(Zipped.takesGzip(accepted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "deflate, gzip; q=0.0", "*;q=0"})
  void whoDoesNotOrRefusesIt_doesNot(String accepted) {
    assertThat(Zipped.takesGzip(accepted)).isFalse();
  }

  @Test
  void withoutTheHeader_nobodyTakesIt() {
    assertThat(Zipped.takesGzip(null)).isFalse();
  }
}
