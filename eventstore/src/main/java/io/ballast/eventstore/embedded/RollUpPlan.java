package io.ballast.eventstore.embedded;

import io.ballast.eventstore.BinRule;
import io.ballast.eventstore.BinSet;
import io.ballast.eventstore.ClassRule;
import io.ballast.eventstore.ColumnRef;
import io.ballast.eventstore.EventColumn;
import io.ballast.eventstore.EventField;
import io.ballast.eventstore.EventSchema;
import io.ballast.eventstore.Prediction;
import io.ballast.tables.ColumnType;
import io.ballast.tables.Dictionary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be counted of each event, and which columns that takes.
 *
 * @param schema of the events
 * @param binSets by their numbers
 * @param sums positions of the columns of which sums are kept
 * @param integrity positions of the columns whose values are checked
 */
record RollUpPlan(
    EventSchema schema,
    SortedMap<Long, BinSet> binSets,
    List<Integer> sums,
    List<Integer> integrity) {

  /** Memory that the sums and counts of one scan may take, about. */
  private static final long PASS_BYTES = 96L << 20;

  private static final int SUM_BYTES = 560;
  private static final int MAX_HOURS = 24 * 8;

  /** Everything that is kept. */
  static RollUpPlan all(SetRecord record) {
    EventSchema schema = record.schema().schema();
    List<Integer> sums = new ArrayList<>();
    List<Integer> integrity = new ArrayList<>();
    for (int index = 0; index < schema.columns().size(); index++) {
      integrity.add(index);
      if (hasSums(schema.columns().get(index))) {
        sums.add(index);
      }
    }
    return new RollUpPlan(schema, record.binSets(), sums, integrity);
  }

  /** Some bin sets only. */
  static RollUpPlan bins(SetRecord record, Map<Long, BinSet> binSets) {
    return new RollUpPlan(record.schema().schema(), new TreeMap<>(binSets), List.of(), List.of());
  }

  /** The events only, or also the sums of a column. */
  static RollUpPlan sums(SetRecord record, List<Integer> columns) {
    return new RollUpPlan(record.schema().schema(), new TreeMap<>(), columns, List.of());
  }

  /** The checks of all columns. */
  static RollUpPlan integrity(SetRecord record) {
    RollUpPlan all = all(record);
    return new RollUpPlan(all.schema(), new TreeMap<>(), List.of(), all.integrity());
  }

  /** Whether sums are kept of a column. */
  static boolean hasSums(EventColumn column) {
    return column.type() == ColumnType.INTEGER
        || column.type() == ColumnType.FLOATING
        || column.type() == ColumnType.BOOLEAN;
  }

  /** Whether bins of that rule suit a column. */
  static boolean suits(EventColumn column, BinRule rule) {
    return switch (column.type()) {
      case INTEGER, FLOATING, TIMESTAMP -> rule instanceof BinRule.Numeric;
      case BOOLEAN -> true;
      case CATEGORY, TEXT -> rule instanceof BinRule.Categories;
      case NUMBERS, MISSING -> false;
    };
  }

  /** The first of some hours that one scan shall count: not too many and not too far apart. */
  NavigableSet<Integer> firstPass(NavigableSet<Integer> hours) {
    int most = hoursPerPass();
    NavigableSet<Integer> pass = new TreeSet<>();
    for (int hour : hours) {
      if (pass.size() == most || (!pass.isEmpty() && hour - pass.first() > MAX_HOURS)) {
        break;
      }
      pass.add(hour);
    }
    return pass;
  }

  private int hoursPerPass() {
    long bytes = 1L + sums.size() * (long) HourTotals.SLOTS * 2 * SUM_BYTES;
    long cellBytes = schema.weight() == null ? Long.BYTES : 2L * SUM_BYTES;
    for (BinSet binSet : binSets.values()) {
      bytes += binSet.rule().bins().size() * usualPairs() * cellBytes;
    }
    return (int) Math.max(1, Math.min(MAX_HOURS, PASS_BYTES / bytes));
  }

  /** Most predictions are right, near or missing: a few pairs for each class. */
  private long usualPairs() {
    return 3L * (schema.classes().classes().size() + 1);
  }

  /** The columns that a scan must give, each once: the event time first, then the others. */
  Map<ColumnRef, Integer> positions() {
    Map<ColumnRef, Integer> positions = new LinkedHashMap<>();
    add(positions, EventField.EVENT_TIME);
    if (!binSets.isEmpty()) {
      classColumns().forEach(name -> add(positions, ColumnRef.of(name)));
      binSets.values().forEach(binSet -> add(positions, ColumnRef.of(binSet.key().column())));
    }
    if (!integrity.isEmpty()) {
      add(positions, EventField.MISFITS);
    }
    sums.forEach(index -> add(positions, ColumnRef.of(schema.columns().get(index).name())));
    integrity.forEach(index -> add(positions, ColumnRef.of(schema.columns().get(index).name())));
    return positions;
  }

  private static void add(Map<ColumnRef, Integer> positions, ColumnRef column) {
    positions.putIfAbsent(column, positions.size());
  }

  private List<String> classColumns() {
    ClassRule rule = schema.classes();
    List<String> names = new ArrayList<>();
    if (rule.target() != null) {
      names.add(rule.target());
    }
    if (rule.prediction() instanceof Prediction.Column column) {
      names.add(column.column());
    } else if (rule.prediction() instanceof Prediction.Threshold threshold) {
      names.add(threshold.column());
    } else if (rule.prediction() instanceof Prediction.Largest largest) {
      names.addAll(largest.columns());
    }
    if (schema.weight() != null) {
      names.add(schema.weight());
    }
    return names;
  }

  /**
   * Dictionaries for the columns of strings whose values mean something here, with those values in
   * them from the start: whatever does not fit into a full dictionary is none of them.
   */
  Map<ColumnRef, Dictionary> dictionaries() {
    Map<ColumnRef, Dictionary> dictionaries = new HashMap<>();
    for (ColumnRef column : positions().keySet()) {
      EventColumn known = column(column);
      if (known != null && known.type().isString() && meansSomething(known)) {
        Dictionary dictionary = new Dictionary();
        schema.classes().classes().forEach(dictionary::add);
        known.limits().categories().forEach(dictionary::add);
        dictionaries.put(column, dictionary);
      }
    }
    for (BinSet binSet : binSets.values()) {
      if (binSet.rule() instanceof BinRule.Categories categories) {
        Dictionary dictionary = dictionaries.get(ColumnRef.of(binSet.key().column()));
        if (dictionary != null) {
          categories.frozen().forEach(dictionary::add);
          categories.others().forEach(dictionary::add);
        }
      }
    }
    return dictionaries;
  }

  private @Nullable EventColumn column(ColumnRef column) {
    return column instanceof io.ballast.eventstore.ColumnName name
        ? schema.find(name.name()).orElse(null)
        : null;
  }

  private boolean meansSomething(EventColumn column) {
    return column.type() == ColumnType.CATEGORY
        || !column.limits().categories().isEmpty()
        || classColumns().contains(column.name())
        || binSets.values().stream().anyMatch(set -> set.key().column().equals(column.name()));
  }
}
