package io.ballast.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ballast.e2e.Finished;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code ballast demo} as a user starts it: the jar as a process, its address and its token. */
final class DemoProcess implements AutoCloseable {

  private final Process process;
  private final JsonNode answer;

  private DemoProcess(Process process, JsonNode answer) {
    this.process = process;
    this.answer = answer;
  }

  static DemoProcess start(Path data, String... more) {
    java.util.List<String> arguments =
        new java.util.ArrayList<>(java.util.List.of("demo", "--format", "json", "--quiet"));
    arguments.addAll(java.util.List.of("--data", data.toString()));
    arguments.addAll(java.util.List.of(more));
    try {
      Process process =
          new ProcessBuilder(Finished.jar(arguments.toArray(String[]::new)))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      assertThat(line).as("the demo ended early").isNotNull();
      return new DemoProcess(process, new ObjectMapper().readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return answer.path("url").asText();
  }

  String token() {
    return answer.path("token").asText();
  }

  /** The column object of a model that the terminal shows. */
  JsonNode column(String model, String column) {
    for (JsonNode each : answer.path("models")) {
      if (each.path("name").asText().equals(model)) {
        for (JsonNode found : each.path("drift").path("results").path(0).path("columns")) {
          if (found.path("name").asText().equals(column)) {
            return found;
          }
        }
      }
    }
    throw new AssertionError("no " + column + " of " + model);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
