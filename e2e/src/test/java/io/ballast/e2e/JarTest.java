package io.ballast.e2e;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar as a process: streams, exit codes, signals. */
class JarTest {
  @TempDir private Path folder;

  @Test
  void version_isOneLineOnStandardOutput() {
    Finished finished = Finished.ballast(folder, "version");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.out()).matches("ballast \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\n");
    assertThat(finished.err()).isEmpty();
  }

  @Test
  void wrongUsage_isExitCode2() {
    Finished finished = Finished.ballast(folder, "drfit");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).startsWith("ballast: drfit, is not a command, ").hasLineCount(1);
  }

  @Test
  void cLocale_getsAsciiOnly() {
    Finished finished =
        Finished.ballast(
            folder, Map.of("LC_ALL", "C"), "demo", "--no-wait", "--quiet", "--data", "demo");
    assertThat(finished.exitCode()).isZero();
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(finished.out())).isTrue();
    assertThat(finished.out()).doesNotContain("?");
  }

  @Test
  void fullDisk_isExitCode3() {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" > /dev/full", "sh"));
    command.addAll(Finished.jar("help"));
    Finished finished = Finished.run(folder, Map.of(), command);
    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(finished.err())
        .isEqualTo(
            "ballast: standard output, cannot take the results, free some space or send them"
                + " elsewhere\n");
  }

  @Test
  void interrupt_isExitCode130AndLeavesNoTemporaryFile() throws Exception {
    Path data = Files.createDirectory(folder.resolve("demo"));
    List<String> command = new ArrayList<>();
    if (Finished.run(folder, Map.of(), List.of("env", "--default-signal=INT", "true")).exitCode()
        == 0) {
      command.addAll(List.of("env", "--default-signal=INT")); // a shell's background jobs ignore it
    }
    command.addAll(Finished.jar("demo", "--no-wait", "--data", data.toString()));
    try (WatchService created = FileSystems.getDefault().newWatchService()) {
      data.register(created, ENTRY_CREATE);
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(created.poll(1, TimeUnit.MINUTES)).isNotNull();
      Finished.run(folder, Map.of(), List.of("sh", "-c", "kill -INT " + process.pid()));
      assertThat(process.waitFor()).isEqualTo(130);
    }
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .isSubsetOf("baseline.csv", "production.csv");
    }
  }

  @Test
  void manifest_allowsNativeAccessAndNamesTheProgram() throws IOException {
    try (JarFile jar = new JarFile(Finished.ROOT.resolve("cli/target/ballast.jar").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.ballast.cli.Main");
      assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
      assertThat(jar.stream().filter(entry -> entry.getName().startsWith("libduckdb"))).isEmpty();
      assertThat(jar.getEntry("native/libduckdb_java.so_linux_amd64")).isNotNull();
    }
  }

  @Test
  void completion_isReadByBash() {
    String script = Finished.ballast(folder, "completion", "bash").out();
    Finished checked =
        Finished.run(
            folder,
            Map.of("SCRIPT", script),
            List.of("bash", "-c", "bash -n <(printf %s \"$SCRIPT\")"));
    assertThat(checked.exitCode()).as(checked.err()).isZero();
  }
}
