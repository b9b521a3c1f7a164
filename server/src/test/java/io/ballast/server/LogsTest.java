package io.ballast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.server.platform.Json;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Log lines are JSON, also once Tomcat has started. */
class LogsTest {

  @TempDir private Path folder;

  @Test
  void line_isOneJsonObject() {
    try (TestServer server = TestServer.start(folder.resolve("data"))) {
      LogRecord record = new LogRecord(Level.SEVERE, "incident {0}");
      record.setParameters(new Object[] {7});
      record.setLoggerName("io.ballast.server");
      record.setThrown(new IllegalStateException("it \"should\" not"));
      Handler[] handlers = Logger.getLogger("").getHandlers();

      assertThat(handlers).hasSize(1);
      String line = handlers[0].getFormatter().format(record);
      JsonNode json = Json.parse(line);
      assertThat(line.strip()).hasLineCount(1);
      assertThat(json.path("level").asString()).isEqualTo("SEVERE");
      assertThat(json.path("message").asString()).isEqualTo("incident 7");
      assertThat(json.path("trace").asString()).contains("it \"should\" not");
      assertThat(server.url()).startsWith("http://127.0.0.1:");
    }
  }
}
