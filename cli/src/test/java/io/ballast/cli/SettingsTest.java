package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Precedence: flag, environment, file, default (interfaces.md section 2). */
class SettingsTest {
  private static final String JSON = "{\"version\"";
  private static final String TEXT = "ballast ";

  @TempDir private Path folder;

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("settings.toml"), content).toString();
  }

  @Test
  void default_holdsWithoutSettings() {
    Capture capture = Capture.files();
    assertThat(capture.run("version")).isZero();
    assertThat(capture.out()).startsWith(TEXT);
  }

  @Test
  void file_winsOverTheDefault() throws IOException {
    Capture capture = Capture.files();
    assertThat(capture.run("version", "--config", file("format = \"json\""))).isZero();
    assertThat(capture.out()).startsWith(JSON);
  }

  @Test
  void file_canBeNamedInTheEnvironment() throws IOException {
    Capture capture = Capture.files(Map.of("BALLAST_CONFIG", file("format = \"json\"")));
    assertThat(capture.run("version")).isZero();
    assertThat(capture.out()).startsWith(JSON);
  }

  @Test
  void table_winsOverTheTopOfTheFile() throws IOException {
    String file = file("format = \"text\"\n[version]\nformat = \"json\"\n[demo]\nseed = 5");
    Capture capture = Capture.files();
    assertThat(capture.run("version", "--config=" + file)).isZero();
    assertThat(capture.out()).startsWith(JSON);
  }

  @Test
  void environment_winsOverTheFile() throws IOException {
    Capture capture = Capture.files(Map.of("BALLAST_FORMAT", "text"));
    assertThat(capture.run("version", "--config", file("format = \"json\""))).isZero();
    assertThat(capture.out()).startsWith(TEXT);
  }

  @Test
  void flag_winsOverAll() throws IOException {
    Capture capture = Capture.files(Map.of("BALLAST_FORMAT", "text", "BALLAST_QUIET", "true"));
    String file = file("format = \"text\"");
    assertThat(capture.run("version", "--config", file, "--format", "json", "--quiet")).isZero();
    assertThat(capture.out()).startsWith(JSON);
  }

  @Test
  void origins_areThoseOfTheValuesThatHold() throws IOException {
    String file = file("[serve]\nport = 1\nmax-upload = \"1GiB\"\nhost = \"localhost\"");
    Map<String, String> environment = Map.of("BALLAST_HOST", "127.0.0.1", "BALLAST_PORT", "2");
    Console console = Capture.files(environment).console();
    Commands commands = Commands.of(console);
    CommandLine line = commands.command("serve");
    line.setDefaultValueProvider(Settings.load(console, commands, "serve", file));
    line.getParent().parseArgs("serve", "--port", "3", "--open-metrics");

    assertThat(Settings.origins(line))
        .isEqualTo(
            Map.of(
                "port",
                "flag",
                "open-metrics",
                "flag",
                "host",
                "variable BALLAST_HOST",
                "max-upload",
                "file " + file));
  }

  @Test
  void wrongSettings_areToldInOneList() throws IOException {
    String file = file("nope = 1\nseed = \"ten\"\n[version]\nseed = 1\n[unknown]\na = 1\n");
    Capture capture = Capture.files(Map.of("BALLAST_QUIET", "maybe", "BALLAST_FORMAT", "xml"));
    assertThat(capture.run("demo", "--config", file, "--port", "p")).isEqualTo(2);
    assertThat(capture.err().lines())
        .containsExactlyInAnyOrder(
            "ballast: nope in " + file + ", is not a flag of any command, see ballast help",
            "ballast: seed in " + file + ", is not a flag of version, see ballast help version",
            "ballast: [unknown] in " + file + ", is not a command, see ballast help",
            "ballast: seed = ten in " + file + ", must be a whole number, see ballast help demo",
            "ballast: BALLAST_QUIET=maybe, must be true or false, see ballast help demo",
            "ballast: BALLAST_FORMAT=xml, must be one of text|json, see ballast help demo",
            "ballast: --port p, must be a whole number, see ballast help demo");
  }

  @Test
  void brokenFile_isToldWithItsLine() throws IOException {
    String file = file("format = \"json\"\nseed =\n");
    Capture capture = Capture.files();
    assertThat(capture.run("version", "--config", file)).isEqualTo(2);
    assertThat(capture.err()).startsWith("ballast: " + file + " line 2, is not TOML (");
  }

  @Test
  void missingFile_isTold() {
    Capture capture = Capture.files();
    String missing = folder.resolve("none.toml").toString();
    assertThat(capture.run("version", "--config", missing)).isEqualTo(2);
    assertThat(capture.err())
        .isEqualTo(
            "ballast: "
                + missing
                + ", cannot be read as a settings file, name another with --config\n");
  }
}
