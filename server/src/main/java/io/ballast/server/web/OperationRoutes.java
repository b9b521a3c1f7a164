package io.ballast.server.web;

import io.ballast.server.access.AuditRow;
import io.ballast.server.access.AuditTrail;
import io.ballast.server.access.Permission;
import io.ballast.server.platform.Jobs;
import io.ballast.server.platform.Json;
import io.ballast.server.platform.ServerConfig;
import io.ballast.server.platform.Setting;
import io.ballast.server.platform.Times;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator reads: the server's metrics and configuration, the audit trail, the contract.
 */
public final class OperationRoutes implements Routes {

  private static final int NEWEST = 10_000;
  private static final double MILLIS_PER_SECOND = 1000;

  private final List<MetricsText> counts;
  private final AuditTrail trail;
  private final Jobs jobs;
  private final ServerConfig config;
  private final ListView<AuditRow> view;

  /** Routes over those, of a server that runs so. */
  public OperationRoutes(
      List<MetricsText> counts, AuditTrail trail, Jobs jobs, ServerConfig config) {
    this.counts = List.copyOf(counts);
    this.trail = trail;
    this.jobs = jobs;
    this.config = config;
    this.view =
        new ListView<AuditRow>(OperationRoutes::toJson)
            .field("id", row -> row.id().toString())
            .field("at", AuditRow::at)
            .field("principal", row -> row.principal().toString())
            .field("action", AuditRow::action)
            .field("object_kind", AuditRow::objectKind)
            .field("object_id", AuditRow::objectId)
            .field("object_name", AuditRow::objectName);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/openapi.yaml", Permission.OPEN, call -> contract()),
        Route.get(
            "/metrics",
            config.openMetrics() ? Permission.OPEN : Permission.SERVER_READ,
            call -> metrics()),
        Route.get("/v3/configuration", Permission.SERVER_READ, call -> configuration()),
        Route.get(
            "/v3/audit",
            Permission.SERVER_READ,
            call -> Answer.page(view.page(call, trail.newest(NEWEST)))));
  }

  private static Answer contract() {
    try (InputStream in =
        Objects.requireNonNull(
            OperationRoutes.class.getResourceAsStream("/io/ballast/server/openapi.yaml"))) {
      return Answer.text(
          "application/yaml;charset=UTF-8", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer configuration() {
    ObjectNode data = Json.object();
    ArrayNode settings = data.putArray("settings");
    for (Setting setting : Setting.of(config, Runtime.getRuntime().maxMemory())) {
      settings
          .addObject()
          .put("name", setting.name())
          .put("value", setting.value())
          .put("origin", setting.origin());
    }
    return Answer.data(data);
  }

  private Answer metrics() {
    StringBuilder text = new StringBuilder();
    counts.forEach(one -> one.append(text));
    gauge(text, "ballast_jobs_running", "Jobs that run.", jobs.runningCount());
    gauge(text, "ballast_jobs_open", "Jobs that have not ended.", jobs.open().size());
    var memory = ManagementFactory.getMemoryMXBean();
    gauge(
        text,
        "ballast_jvm_heap_used_bytes",
        "Java heap in use.",
        memory.getHeapMemoryUsage().getUsed());
    gauge(
        text,
        "ballast_jvm_heap_max_bytes",
        "Java heap at most.",
        memory.getHeapMemoryUsage().getMax());
    gauge(
        text,
        "ballast_uptime_seconds",
        "Since the process started.",
        ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND);
    return Answer.text("text/plain;version=0.0.4;charset=UTF-8", text.toString());
  }

  private static void gauge(StringBuilder text, String name, String help, Number value) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
    text.append(name).append(' ').append(value).append('\n');
  }

  private static JsonNode toJson(AuditRow row) {
    var json =
        Json.object()
            .put("id", row.id().toString())
            .put("at", Times.text(row.at()))
            .put("principal", row.principal().toString())
            .put("action", row.action())
            .put("object_kind", row.objectKind())
            .put("object_id", row.objectId())
            .put("object_name", row.objectName());
    json.set("detail", Json.parse(row.detail()));
    return json;
  }
}
