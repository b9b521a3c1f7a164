package io.ballast.server;

import io.ballast.server.platform.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import tools.jackson.databind.node.ObjectNode;

/** Logs: one JSON object a line on standard error; never with payload data. */
final class Logs {

  // Held here, as the log manager forgets loggers that nobody holds.
  private static final Logger PRODUCT = Logger.getLogger("io.ballast");
  private static final Logger SPRING = Logger.getLogger("org.springframework.boot");

  private Logs() {}

  /** Sends all logs of this process there. */
  static void toStandardError() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler handler = new StandardError();
    handler.setFormatter(new JsonLine());
    handler.setLevel(Level.INFO);
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    PRODUCT.setLevel(Level.INFO);
    // What goes wrong at the start is told in one line by who started the server.
    SPRING.setLevel(Level.OFF);
  }

  /** A ConsoleHandler would do, but Tomcat gives those its own format. */
  private static final class StandardError extends StreamHandler {
    StandardError() {
      super(System.err, new JsonLine());
    }

    @Override
    public synchronized void publish(LogRecord line) {
      super.publish(line);
      flush();
    }

    @Override
    public synchronized void close() {
      flush();
    }
  }

  private static final class JsonLine extends Formatter {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord line) {
      ObjectNode json =
          Json.object()
              .put("time", TIME.format(line.getInstant()))
              .put("level", line.getLevel().getName())
              .put("logger", String.valueOf(line.getLoggerName()))
              .put("message", formatMessage(line));
      if (line.getThrown() != null) {
        StringWriter trace = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(trace));
        json.put("trace", trace.toString());
      }
      return Json.text(json) + "\n";
    }
  }
}
