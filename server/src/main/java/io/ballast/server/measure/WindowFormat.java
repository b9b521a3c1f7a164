package io.ballast.server.measure;

import io.ballast.report.DriftJson;
import io.ballast.server.measure.WindowStatement.ColumnStatement;
import io.ballast.server.platform.Json;
import io.ballast.tables.compare.DriftReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kept form of a statement about a window: lines of UTF-8.
 *
 * <pre>
 * ballast-measurement/1
 * {"version":"0.1.0","computed_at":MICROS,"reference_rows":N,"rows":N,"verdict":"no drift","seed":1}
 * "name of a column"          and so on for each column:
 * [DISTANCE,INDEX]            Fiddler's figures, null for none
 * {...}                       the column object of the drift command
 * </pre>
 */
final class WindowFormat {

  private static final String HEADER = "ballast-measurement/1";
  private static final int OVERHEAD = 600;
  private static final int LINES = 3;

  private WindowFormat() {}

  /**
   * Where a statement comes from.
   *
   * @param version of Ballast
   * @param computedAtMicros when it was computed
   * @param seed of the random procedures
   */
  record Provenance(String version, long computedAtMicros, long seed) {}

  /** A result with Fiddler's figures, under the model's weights when {@code weighted}. */
  static WindowStatement statement(DriftReport.Result result, boolean weighted) {
    Map<String, ColumnStatement> columns = new LinkedHashMap<>();
    long bytes = OVERHEAD;
    for (DriftReport.ColumnResult column : result.columns()) {
      ByteArrayOutputStream details = new ByteArrayOutputStream();
      try (JsonGenerator json = Json.mapper().createGenerator(details)) {
        DriftJson.append(column, json);
      }
      DriftReport.Weighted weighting = column.weighted();
      DriftReport.Parity parity =
          weighted && weighting != null ? weighting.parity() : column.parity();
      columns.put(
          column.name(),
          new ColumnStatement(
              figure(parity, "js_distance"),
              figure(parity, "psi"),
              new RawJson(details.toByteArray())));
      bytes += details.size() + OVERHEAD;
    }
    return new WindowStatement(columns, bytes);
  }

  private static double figure(
      DriftReport.@org.jspecify.annotations.Nullable Parity parity, String name) {
    Double value = parity == null ? null : parity.metrics().get(name);
    return value == null ? Double.NaN : value;
  }

  static byte[] write(DriftReport.Result result, WindowStatement statement, Provenance provenance) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    line(out, HEADER.getBytes(StandardCharsets.UTF_8));
    ObjectNode head =
        Json.object()
            .put("version", provenance.version())
            .put("computed_at", provenance.computedAtMicros())
            .put("reference_rows", result.referenceRows())
            .put("rows", result.currentRows())
            .put("verdict", result.verdict().word())
            .put("seed", provenance.seed());
    line(out, Json.bytes(head));
    statement
        .columns()
        .forEach(
            (name, column) -> {
              line(out, Json.bytes(Json.object().stringNode(name)));
              var figures = Json.array();
              add(figures, column.distance());
              add(figures, column.index());
              line(out, Json.bytes(figures));
              line(out, column.details().utf8());
            });
    return out.toByteArray();
  }

  private static void add(tools.jackson.databind.node.ArrayNode list, double value) {
    if (Double.isFinite(value)) {
      list.add(value);
    } else {
      list.addNull();
    }
  }

  private static void line(ByteArrayOutputStream out, byte[] text) {
    out.writeBytes(text);
    out.write('\n');
  }

  /** A kept statement; empty when it is of another version of the format. */
  static Optional<WindowStatement> read(byte[] kept) {
    List<byte[]> lines = lines(kept);
    if (lines.size() < 2
        || (lines.size() - 2) % LINES != 0
        || !new String(lines.get(0), StandardCharsets.UTF_8).equals(HEADER)) {
      return Optional.empty();
    }
    Map<String, ColumnStatement> columns = new LinkedHashMap<>();
    for (int i = 2; i < lines.size(); i += LINES) {
      var figures = Json.parse(lines.get(i + 1));
      columns.put(
          Json.parse(lines.get(i)).asString(),
          new ColumnStatement(
              figures.path(0).asDouble(Double.NaN),
              figures.path(1).asDouble(Double.NaN),
              new RawJson(lines.get(i + 2))));
    }
    return Optional.of(
        new WindowStatement(columns, kept.length + (long) columns.size() * OVERHEAD));
  }

  private static List<byte[]> lines(byte[] kept) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i] == '\n') {
        lines.add(java.util.Arrays.copyOfRange(kept, from, i));
        from = i + 1;
      }
    }
    return lines;
  }
}
