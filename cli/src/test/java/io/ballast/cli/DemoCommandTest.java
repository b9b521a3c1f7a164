package io.ballast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void text_endsWithTableAddressAndWhatToLookAt() throws IOException {
    Capture capture = Capture.files();
    String data = folder.resolve("with blank").toString();
    assertThat(capture.run("demo", "--no-wait", "--data", data)).isZero();
    assertThat(capture.err()).isEmpty();
    Path report = Path.of(data, "report.html");
    List<String> lines = capture.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("The data is generated (seed 1): no real payment is in it.");
    assertThat(lines).anyMatch(line -> line.startsWith("no drift: 0 of 32 columns drifted; "));
    assertThat(lines).anyMatch(line -> line.matches("prediction_score +\\S+ drift .*"));
    int open = lines.indexOf("Open " + report);
    assertThat(lines.get(open + 2)).isEqualTo("What to look at:");
    assertThat(lines).hasSize(open + 6);
    assertThat(Files.readString(report)).contains("generated data");
    try (var rows = Files.lines(Path.of(data, "baseline.csv"))) {
      assertThat(rows).hasSize(1 + 22_784);
    }
    try (var rows = Files.lines(Path.of(data, "production.csv"))) {
      assertThat(rows).hasSize(1 + 57_158);
    }
  }

  @Test
  void json_asPublished_isOneObjectOfBothModels() throws IOException {
    Capture capture = Capture.files();
    String data = folder.toString();
    assertThat(
            capture.run("demo", "--no-wait", "--as-published", "--format", "json", "--data", data))
        .isZero();
    assertThat(capture.err()).isEmpty();
    assertThat(capture.out())
        .matches(
            "(?s)\\{\"url\":\"http://127\\.0\\.0\\.1:\\d+\",\"token\":\"demo-[0-9a-f]{48}\",.*")
        .contains("\"report\":\"" + folder.resolve("report.html"))
        .contains(
            "{\"name\":\"fraud\",\"weighted\":false,\"n_reference\":22784,\"n_current\":57158,"
                + "\"drift\":{\"format\":\"ballast-drift/1\"")
        .contains("{\"name\":\"fraud_weighted\",\"weighted\":true,\"n_reference\":22784,")
        .contains("\"weights\":[0.5007692645830586,325.48571428571427]")
        .endsWith("}\n");
    assertThat(capture.out().lines()).hasSize(1);
    List<String> rows = Files.readAllLines(folder.resolve("production.csv"));
    assertThat(rows.get(294)).matches(".*,1,\\d{13}");
    assertThat(rows.get(295)).matches(".*,0,\\d{13}");
  }

  @Test
  void existingFiles_areKeptWithoutForce() throws IOException {
    Path file = Files.writeString(folder.resolve("baseline.csv"), "mine");
    Capture capture = Capture.files();
    assertThat(capture.run("demo", "--no-wait", "--data", folder.toString())).isEqualTo(1);
    assertThat(capture.err()).startsWith("ballast: " + file + ", already exists, ");
    assertThat(file).hasContent("mine");
  }

  @Test
  void asciiTerminal_underForce_getsAsciiOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("baseline.csv"), "old");
    Capture capture = Capture.ascii();
    assertThat(
            capture.run("demo", "--no-wait", "--force", "--no-color", "--data", folder.toString()))
        .isZero();
    assertThat(Files.size(file)).isGreaterThan(1_000_000);
    assertThat(capture.out()).contains("prediction_score").doesNotContain("?");
  }

  @Test
  void dataThatIsAFile_isTold() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Capture capture = Capture.files();
    assertThat(capture.run("demo", "--no-wait", "--data", file.toString())).isEqualTo(3);
    assertThat(capture.err())
        .isEqualTo(
            "ballast: "
                + file
                + ", must be a folder that can be written, name another with --data\n");
  }
}
