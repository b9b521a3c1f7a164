package io.ballast.eventstore.embedded;

import io.ballast.eventstore.ProblemCode;
import io.ballast.eventstore.Receipt;
import io.ballast.eventstore.RowProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What becomes of a batch, while it is being found out. */
final class Outcome {

  private final List<RowProblem> problems = new ArrayList<>();
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
    if (problems.size() < Receipt.MAX_PROBLEMS) {
      problems.add(problem);
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
    return new Receipt(stored, unchanged, refused, problems, lastSequence, false);
  }

  /** The same as a repeated batch is told. */
  Receipt repeated() {
    return new Receipt(stored, unchanged, refused, List.of(), lastSequence, true);
  }
}
