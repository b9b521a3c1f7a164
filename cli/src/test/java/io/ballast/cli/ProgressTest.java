package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void file_getsALineAtMostEveryFiveSeconds() {
    Capture capture = Capture.files();
    Progress progress = new Progress(capture.console(), false);
    for (int second = 0; second < 12; second++) {
      progress.update("comparing", second, 20);
      capture.clock().advance(Duration.ofSeconds(1));
    }
    progress.end();
    assertThat(capture.err()).isEqualTo("comparing: 25%\ncomparing: 50%\n");
  }

  @Test
  void shortWork_getsNoLine() {
    Capture capture = Capture.files();
    Progress progress = new Progress(capture.console(), false);
    progress.update("comparing", 1, 1);
    progress.end();
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void quiet_printsNothing() {
    Capture capture = Capture.terminal(Map.of());
    Progress progress = new Progress(capture.console(), true);
    capture.clock().advance(Duration.ofSeconds(9));
    progress.update("comparing", 1, 2);
    progress.end();
    assertThat(capture.err()).isEmpty();
  }

  @Test
  void terminal_getsABarThatGoesAway() {
    Capture capture = Capture.terminal(Map.of());
    Progress progress = new Progress(capture.console(), false);
    capture.clock().advance(Duration.ofSeconds(1));
    progress.update("comparing", 1, 2);
    progress.end();
    assertThat(capture.err())
        .isEqualTo("\r\033[K" + "█".repeat(15) + "░".repeat(15) + "  50% comparing" + "\r\033[K");
  }

  @Test
  void terminal_withoutUnicode_getsAnAsciiBar() {
    Capture capture = Capture.ascii();
    Progress progress = new Progress(capture.console(), false);
    capture.clock().advance(Duration.ofSeconds(1));
    progress.update("reading", 7, 0);
    capture.clock().advance(Duration.ofSeconds(1));
    progress.update("reading", 3, 4);
    assertThat(capture.err())
        .isEqualTo("\r\033[Kreading\r\033[K" + "#".repeat(22) + "-".repeat(8) + "  75% reading");
  }
}
