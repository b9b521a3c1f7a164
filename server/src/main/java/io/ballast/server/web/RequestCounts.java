package io.ballast.server.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were answered how, and how fast. Thread-safe. */
public final class RequestCounts implements MetricsText {

  /** Upper limits of the counted times, in seconds. */
  private static final double[] LIMITS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60};

  private static final double NANOS_PER_SECOND = 1e9;

  private record Key(String route, String method, int status) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byRoute = route.compareTo(other.route);
      int byMethod = byRoute == 0 ? method.compareTo(other.method) : byRoute;
      return byMethod == 0 ? Integer.compare(status, other.status) : byMethod;
    }
  }

  private static final class Times {
    private final LongAdder[] upTo = new LongAdder[LIMITS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Times() {
      Arrays.setAll(upTo, i -> new LongAdder());
    }
  }

  private final Map<Key, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, Times> times = new ConcurrentSkipListMap<>();

  /**
   * Counts a request.
   *
   * @param route path as in {@code openapi.yaml}; {@code none} for unknown ones
   * @param method HTTP method of a route
   * @param status HTTP status
   * @param nanos from its arrival to the end of its answer
   */
  public void count(String route, String method, int status, long nanos) {
    requests.computeIfAbsent(new Key(route, method, status), k -> new LongAdder()).increment();
    Times counted = times.computeIfAbsent(route, k -> new Times());
    int bucket = 0;
    while (bucket < LIMITS.length && nanos > LIMITS[bucket] * NANOS_PER_SECOND) {
      bucket++;
    }
    counted.upTo[bucket].increment();
    counted.nanos.add(nanos);
  }

  @Override
  public void append(StringBuilder text) {
    text.append("# HELP ballast_http_requests_total Requests that were answered.\n");
    text.append("# TYPE ballast_http_requests_total counter\n");
    requests.forEach(
        (key, count) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "ballast_http_requests_total{route=\"%s\",method=\"%s\",status=\"%d\"} %d\n",
                    key.route,
                    key.method,
                    key.status,
                    count.sum())));
    text.append("# HELP ballast_http_request_seconds From arrival to the end of the answer.\n");
    text.append("# TYPE ballast_http_request_seconds histogram\n");
    times.forEach((route, counted) -> append(text, route, counted));
  }

  private static void append(StringBuilder text, String route, Times counted) {
    long rows = 0;
    for (int i = 0; i <= LIMITS.length; i++) {
      rows += counted.upTo[i].sum();
      String limit = i == LIMITS.length ? "+Inf" : String.valueOf(LIMITS[i]);
      text.append("ballast_http_request_seconds_bucket{route=\"").append(route);
      text.append("\",le=\"").append(limit).append("\"} ").append(rows).append('\n');
    }
    text.append("ballast_http_request_seconds_sum{route=\"").append(route).append("\"} ");
    text.append(counted.nanos.sum() / NANOS_PER_SECOND).append('\n');
    text.append("ballast_http_request_seconds_count{route=\"").append(route).append("\"} ");
    text.append(rows).append('\n');
  }
}
