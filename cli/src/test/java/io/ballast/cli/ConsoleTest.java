package io.ballast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  @Test
  void results_thatCannotBeWritten_areExitCode3() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(full, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            UTF_8,
            false,
            false,
            Map.of(),
            SettableClock.at(Instant.EPOCH));
    console.out().println("result");
    assertThat(console.flushed(0)).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "ballast: standard output, cannot take the results, free some space or send them"
                + " elsewhere\n");
  }

  @Test
  void results_thatAreOut_keepTheExitCode() {
    assertThat(Capture.files().console().flushed(4)).isEqualTo(4);
  }

  @Test
  void colours_areForTerminalsAndCanBeSwitchedOff() {
    SharedOptions plain = new SharedOptions();
    SharedOptions noColor = new SharedOptions();
    noColor.noColor = true;
    assertThat(Palette.of(Capture.terminal(Map.of()).console(), plain).bold("x"))
        .isEqualTo("\033[1mx\033[0m");
    assertThat(Palette.of(Capture.terminal(Map.of()).console(), noColor).bold("x")).isEqualTo("x");
    assertThat(Palette.of(Capture.terminal(Map.of("NO_COLOR", "1")).console(), plain).bold("x"))
        .isEqualTo("x");
    assertThat(Palette.of(Capture.files().console(), plain).bold("x")).isEqualTo("x");
  }
}
