package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What becomes of a batch, while it is being found out. */
final class Outcome {

  /** Of each kind the first ones, as kinds are found one after another. */
  private final Map<ProblemCode, List<RowProblem>> problems = new EnumMap<>(ProblemCode.class);

  private final Map<ProblemCode, Long> refusals = new EnumMap<>(ProblemCode.class);
  private long stored;
  private long unchanged;
  private long refused;
  private long lastSequence = -1;

  void store() {
    stored++;
  }

  void keep() {
    unchanged++;
  }

  void refuse(RowProblem problem) {
    refuse(problem.code(), 1);
    List<RowProblem> ofKind = problems.computeIfAbsent(problem.code(), c -> new ArrayList<>());
    if (ofKind.size() < Receipt.MAX_PROBLEMS) {
      ofKind.add(problem);
    }
  }

  /** Refuses rows without naming them. */
  void refuse(ProblemCode code, long rows) {
    refused += rows;
    refusals.merge(code, rows, Long::sum);
  }

  void add(long newlyStored, long unchangedRows) {
    stored += newlyStored;
    unchanged += unchangedRows;
  }

  void sequence(long value) {
    lastSequence = value;
  }

  Map<ProblemCode, Long> refusals() {
    return refusals;
  }

  Receipt receipt() {
    List<RowProblem> first =
        problems.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparingLong(RowProblem::row))
            .limit(Receipt.MAX_PROBLEMS)
            .toList();
    return new Receipt(stored, unchanged, refused, first, lastSequence, false);
  }

  /** What the sender of a file is told of which nothing was stored. */
  Receipt refusedFile() {
    return new Receipt(0, 0, refused, receipt().problems(), -1, false);
  }

  /** The same as a repeated batch is told. */
  Receipt repeated() {
    return new Receipt(stored, unchanged, refused, List.of(), lastSequence, true);
  }
}
