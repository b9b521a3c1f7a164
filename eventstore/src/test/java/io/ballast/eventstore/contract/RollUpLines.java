package io.ballast.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.BinSetKey;
import io.ballast.eventstore.BinSetStatus;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.EventStore;
import io.ballast.eventstore.HourlyCounts;
import io.ballast.eventstore.IntegritySeries;
import io.ballast.eventstore.ModelVersion;
import io.ballast.eventstore.PairCounts;
import io.ballast.eventstore.RollUps;
import io.ballast.eventstore.SlotSeries;
import io.ballast.eventstore.TimeWindow;
import io.ballast.tables.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The answers of a store about its roll-ups as lines, those of {@link Recount}. */
public final class RollUpLines {

  /** Added to hours, so that their texts are in their order. */
  static final long HOUR_ZERO = 500_000_000;

  private RollUpLines() {}

  /** All that is known of a model's roll-ups, equal to what is counted from its events. */
  public static void assertEqualRecount(EventStore store, ModelVersion model) {
    assertEqualRecount(store, model, TimeWindow.ALL);
  }

  /** The same of a window of whole hours, for a model whose older events have expired. */
  public static void assertEqualRecount(EventStore store, ModelVersion model, TimeWindow window) {
    EventSchema schema = store.schema(model).orElseThrow();
    Recount recount = Recount.of(store, model, schema, window);
    assertThat(all(store, model, window)).isEqualTo(all(recount, schema, filled(store, model)));
  }

  private static List<BinSet> filled(EventStore store, ModelVersion model) {
    return store.binSets(model).stream()
        .filter(BinSetStatus::filled)
        .map(BinSetStatus::binSet)
        .sorted(Comparator.comparing(binSet -> binSet.key().toString()))
        .toList();
  }

  private static List<String> all(Recount recount, EventSchema schema, List<BinSet> binSets) {
    List<String> lines = new ArrayList<>();
    for (BinSet binSet : binSets) {
      add(lines, binSet.key().toString(), recount.counts(binSet));
    }
    add(lines, "traffic", recount.traffic());
    add(lines, "integrity", recount.integrity());
    for (EventColumn column : schema.columns()) {
      if (hasSums(column)) {
        add(lines, "sums of " + column.name(), recount.sums(column.name()));
      }
      add(lines, "integrity of " + column.name(), recount.integrity(column.name()));
    }
    return lines;
  }

  /** All that a store answers about the roll-ups of a model. */
  public static List<String> all(EventStore store, ModelVersion model) {
    return all(store, model, TimeWindow.ALL);
  }

  private static List<String> all(EventStore store, ModelVersion model, TimeWindow window) {
    List<String> lines = new ArrayList<>();
    for (BinSet binSet : filled(store, model)) {
      add(lines, binSet.key().toString(), counts(store, model, binSet.key(), window));
    }
    add(lines, "traffic", traffic(store.traffic(model, window)));
    add(lines, "integrity", integrity(store.integrity(model, window)));
    for (EventColumn column : store.schema(model).orElseThrow().columns()) {
      if (hasSums(column)) {
        add(lines, "sums of " + column.name(), sums(store.sums(model, column.name(), window)));
      }
      add(
          lines,
          "integrity of " + column.name(),
          integrity(store.integrity(model, column.name(), window)));
    }
    return lines;
  }

  private static void add(List<String> lines, String title, List<String> more) {
    lines.add(title);
    lines.addAll(more);
  }

  private static boolean hasSums(EventColumn column) {
    return column.type() == ColumnType.INTEGER
        || column.type() == ColumnType.FLOATING
        || column.type() == ColumnType.BOOLEAN;
  }

  /** The counts of a bin set. */
  public static List<String> counts(
      EventStore store, ModelVersion model, BinSetKey key, TimeWindow window) {
    RollUps answer = store.rollUps(model, List.of(key), window);
    assertThat(answer).isInstanceOf(RollUps.Ready.class);
    HourlyCounts series = ((RollUps.Ready) answer).series().get(0);
    assertThat(series.key()).isEqualTo(key);
    assertThat(series.uncountedHours()).isEmpty();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < series.hours().size(); i++) {
      add(lines, series.hours().get(i), series.counts().get(i));
    }
    return lines;
  }

  private static void add(List<String> lines, int hour, PairCounts counts) {
    for (int pair : counts.pairs()) {
      int target = pair / (counts.classes() + 2);
      int predicted = pair % (counts.classes() + 2);
      long[] rows = counts.counts(target, predicted);
      double[] weights = counts.weights(target, predicted);
      double[] squares = counts.squares(target, predicted);
      for (int bin = 0; bin < rows.length; bin++) {
        if (rows[bin] > 0) {
          lines.add(
              "hour %d target %04d predicted %04d bin %03d rows %d"
                      .formatted(HOUR_ZERO + hour, target, predicted, bin, rows[bin])
                  + (counts.isWeighted()
                      ? " sum %s squares %s"
                          .formatted(
                              Double.toHexString(weights[bin]), Double.toHexString(squares[bin]))
                      : ""));
        }
      }
    }
  }

  /** Rows of each slot. */
  public static List<String> traffic(SlotSeries series) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < series.startMicros().length; i++) {
      lines.add(series.startMicros()[i] + " rows " + series.rows()[i]);
    }
    return lines;
  }

  /** Rows and sums of each slot. */
  public static List<String> sums(SlotSeries series) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < series.startMicros().length; i++) {
      lines.add(
          "%d rows %d sum %s squares %s"
              .formatted(
                  series.startMicros()[i],
                  series.rows()[i],
                  Double.toHexString(series.sums()[i]),
                  Double.toHexString(series.squares()[i])));
    }
    return lines;
  }

  /** Broken rules of each hour. */
  public static List<String> integrity(IntegritySeries series) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < series.hours().length; i++) {
      lines.add(
          "%d missing %d range %d type %d any %d"
              .formatted(
                  series.hours()[i],
                  series.missing()[i],
                  series.outOfRange()[i],
                  series.wrongType()[i],
                  series.any()[i]));
    }
    return lines;
  }
}
