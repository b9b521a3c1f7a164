package io.ballast.server.web;

/** Numbers of the server itself, as Prometheus text. */
@FunctionalInterface
public interface MetricsText {
  /** Writes them. */
  void append(StringBuilder text);
}
