package io.ballast.server.measure;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.TimeWindow;
import io.ballast.server.access.Permission;
import io.ballast.server.catalog.Baseline;
import io.ballast.server.catalog.Catalog;
import io.ballast.server.catalog.Model;
import io.ballast.server.catalog.ModelColumn;
import io.ballast.server.platform.Json;
import io.ballast.server.web.Answer;
import io.ballast.server.web.Call;
import io.ballast.server.web.Members;
import io.ballast.server.web.Route;
import io.ballast.server.web.Routes;
import io.ballast.stats.bins.Bin;
import io.ballast.stats.bins.BinKind;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/histograms}: a column of one window beside its baseline, in the schema's bins. */
public final class HistogramRoutes implements Routes {

  private static final int DEFAULT_MAX_BINS = 50;

  private final Catalog catalog;
  private final EventStore events;
  private final BaselineRows baselines;

  /** Routes over those stores. */
  public HistogramRoutes(Catalog catalog, EventStore events) {
    this.catalog = catalog;
    this.events = events;
    this.baselines = new BaselineRows(catalog, events);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v3/histograms", Permission.METRIC_READ, this::histogram));
  }

  private Answer histogram(Call call) {
    Members body = Members.of(call.json());
    Baseline baseline = catalog.baseline(body.uuid("baseline_id"));
    Model model = catalog.model(baseline.modelId());
    ModelColumn column =
        model
            .shape()
            .find(body.text("column_id"))
            .orElseThrow(
                () -> body.refused("column_id", "the model of the baseline has no such column"));
    BinSet bins =
        model.schemaBins().stream()
            .filter(set -> set.key().column().equals(column.name()))
            .findFirst()
            .orElseThrow(() -> body.refused("column_id", "a column of its type has no bins"));
    BinSize size =
        BinSize.of(body.text("bin_size"))
            .filter(found -> found != BinSize.RANGE)
            .orElseThrow(() -> body.refused("bin_size", "Hour, Day, Week, Month are known"));
    ZoneId zone = Question.zone(body);
    ZonedDateTime start = size.startOf(Question.time(body, "start_time").atZone(zone));
    EventSchema schema = events.schema(model.events()).orElseThrow();
    StoredTable production =
        new StoredTable(
            events,
            model.events(),
            model.name(),
            schema,
            TimeWindow.of(start.toInstant(), size.next(start).toInstant()),
            null);
    StoredTable reference = baselines.of(model, baseline, start.toInstant(), zone, null);
    int maxBins =
        body.optionalWhole("max_bins", 1, 1000).orElse((long) DEFAULT_MAX_BINS).intValue();
    return Answer.data(
        json(
            bins.rule(),
            BinCounter.count(reference, column.name(), bins.rule()),
            BinCounter.count(production, column.name(), bins.rule()),
            maxBins,
            body.optionalBoolean("normalize").orElse(false)));
  }

  /** The bins with the most rows of the baseline, in the schema's order; the rest is one more. */
  private static ObjectNode json(
      BinRule rule, long[] reference, long[] production, int maxBins, boolean normalize) {
    List<Bin> bins = rule.bins();
    List<Integer> shown =
        IntStream.range(0, bins.size())
            .filter(bin -> bins.get(bin).kind() != BinKind.MISSING)
            .filter(bin -> isShown(bins.get(bin), reference[bin] + production[bin]))
            .boxed()
            .toList();
    List<Integer> kept =
        shown.stream()
            .sorted(Comparator.comparingLong((Integer bin) -> reference[bin]).reversed())
            .limit(maxBins)
            .sorted()
            .toList();
    List<Integer> rest = new ArrayList<>(shown);
    rest.removeAll(kept);
    ObjectNode data = Json.object();
    ArrayNode labels = data.putArray("bins");
    kept.forEach(bin -> labels.add(bins.get(bin).label()));
    if (!rest.isEmpty()) {
      labels.add("Other");
    }
    add(data.putArray("baseline_histogram"), reference, kept, rest, normalize);
    add(data.putArray("production_histogram"), production, kept, rest, normalize);
    return data.put("num_actual_bins", labels.size());
  }

  private static boolean isShown(Bin bin, long rows) {
    return rows > 0 || (bin.kind() != BinKind.UNSEEN && bin.kind() != BinKind.OTHER);
  }

  private static void add(
      ArrayNode target, long[] counts, List<Integer> kept, List<Integer> rest, boolean normalize) {
    LongStream values = kept.stream().mapToLong(bin -> counts[bin]);
    if (!rest.isEmpty()) {
      values =
          LongStream.concat(
              values, LongStream.of(rest.stream().mapToLong(bin -> counts[bin]).sum()));
    }
    long[] shown = values.toArray();
    long total = LongStream.of(shown).sum();
    for (long count : shown) {
      if (normalize) {
        target.add(total == 0 ? 0.0 : (double) count / total);
      } else {
        target.add(count);
      }
    }
  }
}
