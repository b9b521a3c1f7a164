package io.ballast.tables.compare;

import io.ballast.tables.Batch;
import io.ballast.tables.ProblemException;
import io.ballast.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the roles of both tables hold: classes, segments, windows, and how many rows each has for
 * each pair of target and predicted class. Made by one scan of the role columns, before any column
 * is compared.
 *
 * <p>A cell is one window of one segment: {@code segment * windows + window}. The reference has a
 * cell for each segment.
 */
final class Survey {

  /** More classes than this make the target no label. */
  static final int MAX_CLASSES = 100;

  /** More segments than this are refused. */
  static final int MAX_SEGMENTS = 1_000;

  private final ComparisonRequest request;
  private final Labels labels = new Labels(MAX_CLASSES + 1);
  private final Labels segmentLabels = new Labels(MAX_SEGMENTS + 1);
  private final Windows windows;
  private final RowReader referenceReader;
  private final RowReader currentReader;
  private final Map<Key, long[]> referencePairs = new HashMap<>();
  private final Map<Key, long[]> currentPairs = new HashMap<>();
  private Key lastKey = new Key(0, 0, 0, 0);
  private long[] lastRows = new long[0];
  private long withoutInstant;
  private boolean tooManyClasses;

  private List<String> classes = List.of();
  private int[] classOfLabel = new int[0];
  private List<String> segments = List.of("");
  private int[] segmentOfLabel = new int[0];
  private int segmentOfMissing;

  private record Key(int segment, long window, int target, int predicted) {
    boolean is(int otherSegment, long otherWindow, int otherTarget, int otherPredicted) {
      return segment == otherSegment
          && window == otherWindow
          && target == otherTarget
          && predicted == otherPredicted;
    }
  }

  private Survey(Table reference, Table current, ComparisonRequest request, Windows windows) {
    this.request = request;
    this.windows = windows;
    this.referenceReader = new RowReader(reference, request, labels, segmentLabels, null);
    this.currentReader = new RowReader(current, request, labels, segmentLabels, windows);
  }

  static Survey of(Table reference, Table current, ComparisonRequest request, Windows windows) {
    Survey survey = new Survey(reference, current, request, windows);
    request.roles().classes().forEach(survey.labels::add);
    survey.scan(reference, survey.referenceReader, true);
    List<String> known = survey.labels.all();
    survey.scan(current, survey.currentReader, false);
    windows.fix();
    survey.fixClasses(known);
    survey.fixSegments();
    return survey;
  }

  private void scan(Table table, RowReader reader, boolean isReference) {
    reader.start(0);
    lastRows = new long[0];
    if (reader.columns().isEmpty() && (isReference || request.every() == null)) {
      count(isReference, 0, 0, Labels.MISSING, Labels.MISSING, table.rows());
      return;
    }
    table.scan(
        reader.columns(),
        batch -> {
          reader.read(batch);
          scan(batch, reader, isReference);
          return true;
        });
  }

  private void scan(Batch batch, RowReader reader, boolean isReference) {
    for (int row = 0; row < batch.rows(); row++) {
      reader.weight(row);
      int segment = reader.segment(row);
      if (segment == Labels.TOO_MANY) {
        throw ProblemException.input(
            "column " + request.by() + " has more than " + MAX_SEGMENTS + " values",
            "--by makes one result for each value and takes at most " + MAX_SEGMENTS,
            "choose a column with fewer values");
      }
      long window = isReference ? 0 : reader.window(row);
      if (window == Windows.NONE) {
        withoutInstant++;
        continue;
      }
      if (!isReference) {
        windows.note(window);
      }
      count(isReference, segment, window, reader.target(row), reader.predicted(row), 1);
    }
  }

  private void count(
      boolean isReference, int segment, long window, int target, int predicted, long rows) {
    tooManyClasses |= target == Labels.TOO_MANY || predicted == Labels.TOO_MANY;
    if (!lastKey.is(segment, window, target, predicted) || lastRows.length == 0) {
      lastKey = new Key(segment, window, target, predicted);
      lastRows =
          (isReference ? referencePairs : currentPairs)
              .computeIfAbsent(lastKey, key -> new long[1]);
    }
    lastRows[0] += rows;
  }

  private void fixClasses(List<String> known) {
    labels.freeze();
    List<String> given = request.roles().classes();
    if (!request.roles().hasClasses() || (tooManyClasses && given.isEmpty())) {
      classOfLabel = new int[labels.size()];
      return;
    }
    classes = given.isEmpty() ? Labels.sorted(known) : given;
    if (request.roles().score() != null && request.roles().prediction() == null) {
      classes = twoClasses(classes);
    }
    classOfLabel = new int[labels.size()];
    Arrays.setAll(
        classOfLabel,
        number -> {
          int index = classes.indexOf(labels.all().get(number));
          return index < 0 ? classes.size() : index;
        });
  }

  /** A score with a threshold tells two classes apart. */
  private List<String> twoClasses(List<String> found) {
    if (found.size() == 2) {
      return found;
    }
    if (found.isEmpty() || found.equals(List.of("0")) || found.equals(List.of("1"))) {
      return List.of("0", "1");
    }
    if (request.roles().target() == null || found.size() < 2) {
      throw ProblemException.usage(
          "classes " + found,
          "a score and a threshold tell two classes apart",
          "name both with --classes, positive last");
    }
    return found;
  }

  private void fixSegments() {
    if (!referenceReader.hasSegments() && !currentReader.hasSegments()) {
      return;
    }
    segmentLabels.freeze();
    List<String> sorted = new ArrayList<>(Labels.sorted(segmentLabels.all()));
    boolean missing =
        referencePairs.keySet().stream().anyMatch(key -> key.segment() == Labels.MISSING)
            || currentPairs.keySet().stream().anyMatch(key -> key.segment() == Labels.MISSING);
    if (missing && !sorted.contains("")) {
      sorted.add("");
    }
    segments = sorted.isEmpty() ? List.of("") : List.copyOf(sorted);
    segmentOfLabel = new int[segmentLabels.size()];
    Arrays.setAll(segmentOfLabel, number -> segments.indexOf(segmentLabels.all().get(number)));
    segmentOfMissing = segments.indexOf("");
  }

  /** The classes in order, positive last; empty when there are none. */
  List<String> classes() {
    return classes;
  }

  /** Whether a class column has more values than classes can have. */
  boolean hasTooManyClasses() {
    return tooManyClasses && classes.isEmpty();
  }

  /** The segments in order; one nameless when not asked for. */
  List<String> segments() {
    return segments;
  }

  Windows windows() {
    return windows;
  }

  RowReader reader(boolean isReference) {
    return isReference ? referenceReader : currentReader;
  }

  /** Rows of the current table that are in no window since they have no instant. */
  long withoutInstant() {
    return withoutInstant;
  }

  /** The class of a label number or scored side; {@code classes().size()} for none. */
  int classOf(int label) {
    if (label >= 0) {
      return classOfLabel[label];
    }
    if (classes.size() == 2
        && (label == RowReader.SCORED_POSITIVE || label == RowReader.SCORED_NEGATIVE)) {
      return label == RowReader.SCORED_POSITIVE ? 1 : 0;
    }
    return classes.size();
  }

  int segmentOf(int label) {
    if (segmentOfLabel.length == 0 && label >= 0) {
      return 0;
    }
    return label == Labels.MISSING ? segmentOfMissing : segmentOfLabel[label];
  }

  /** Rows [target][predicted] of a segment of the reference; the last index is "none". */
  long[][] referencePairs(int segment) {
    long[][] pairs = emptyPairs();
    referencePairs.forEach(
        (key, rows) -> {
          if (segmentOf(key.segment()) == segment) {
            pairs[pairIndex(key.target())][pairIndex(key.predicted())] += rows[0];
          }
        });
    return pairs;
  }

  /** Rows [target][predicted] of each cell of the current table. */
  long[][][] currentPairs() {
    long[][][] pairs = new long[segments.size() * windows.size()][][];
    Arrays.setAll(pairs, cell -> emptyPairs());
    currentPairs.forEach(
        (key, rows) -> {
          int cell = segmentOf(key.segment()) * windows.size() + windows.indexOf(key.window());
          pairs[cell][pairIndex(key.target())][pairIndex(key.predicted())] += rows[0];
        });
    return pairs;
  }

  /** Classes, then one index for labels that are no class of the reference, then one for none. */
  private long[][] emptyPairs() {
    return new long[classes.size() + 2][classes.size() + 2];
  }

  private int pairIndex(int label) {
    if (label == Labels.MISSING || classes.isEmpty()) {
      return classes.size() + 1;
    }
    return classOf(label);
  }

  /** The labels of the pair indexes but the last. */
  List<String> pairLabels() {
    List<String> names = new ArrayList<>(classes);
    names.add("another class");
    return names;
  }

  /** The column whose values split the tables; null without. */
  @Nullable String by() {
    return request.by();
  }
}
