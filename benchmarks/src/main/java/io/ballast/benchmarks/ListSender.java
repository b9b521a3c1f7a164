package io.ballast.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Publishes lists one after another over a connection. */
final class ListSender extends Thread {

  /** Events of one call. */
  static final int CALL_EVENTS = 1000;

  private static final int VARIANTS = 16;

  private final ServedProcess server;
  private final String model;
  private final int number;
  private final long pace;
  private final List<Double> millis = new ArrayList<>();
  private volatile boolean measuring;
  private volatile boolean ended;
  private volatile boolean failed;

  /** One call after the other. */
  ListSender(ServedProcess server, String model, int number) {
    this(server, model, number, 0);
  }

  /**
   * As many events a second as said, if the server takes them.
   *
   * @param eventsPerSecond 0 for as many as it takes
   */
  ListSender(ServedProcess server, String model, int number, int eventsPerSecond) {
    super("sender-" + number);
    this.pace = eventsPerSecond == 0 ? 0 : 1_000_000_000L * CALL_EVENTS / eventsPerSecond;
    this.server = server;
    this.model = model;
    this.number = number;
  }

  void begin() {
    measuring = true;
  }

  void end() {
    measuring = false;
    ended = true;
  }

  /** How long each measured call took, once the thread has ended. */
  List<Double> millis() {
    return millis;
  }

  boolean hasFailed() {
    return failed;
  }

  @Override
  public void run() {
    Random random = new Random(number);
    List<String> values = IntStream.range(0, VARIANTS).mapToObj(i -> values(random)).toList();
    long began = System.nanoTime();
    for (long call = 0; !ended; call++) {
      waitUntil(began + call * pace);
      byte[] body = body(call, values).getBytes(UTF_8);
      boolean counts = measuring;
      long start = System.nanoTime();
      try {
        server.send("POST", "/v3/events", body);
      } catch (IOException | InterruptedException e) {
        failed = true;
        return;
      }
      if (counts && measuring) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
  }

  private void waitUntil(long nanos) {
    long wait = nanos - System.nanoTime();
    if (pace > 0 && wait > 0) {
      LockSupport.parkNanos(wait);
    }
  }

  private String body(long call, List<String> values) {
    StringBuilder text = new StringBuilder(800 * CALL_EVENTS);
    text.append("{\"model_id\":\"").append(model);
    text.append("\",\"env_type\":\"PRODUCTION\",\"source\":{\"type\":\"EVENTS\",\"events\":[");
    long at = EventFixture.START.toEpochMilli();
    for (int row = 0; row < CALL_EVENTS; row++) {
      text.append(row == 0 ? "{" : ",{").append("\"event_id\":\"l").append(number).append('-');
      text.append(call).append('-').append(row).append("\",\"event_time\":");
      text.append(at + call * CALL_EVENTS + row).append(values.get(row % VARIANTS)).append('}');
    }
    return text.append("]}}").toString();
  }

  private static String values(Random random) {
    StringBuilder text = new StringBuilder();
    for (String name : EventFixture.NUMBERS) {
      text.append(",\"").append(name).append("\":").append(random.nextGaussian());
    }
    text.append(",\"score\":").append(random.nextDouble());
    return text.append(",\"label\":").append(random.nextInt(500) == 0 ? 1 : 0).toString();
  }
}
