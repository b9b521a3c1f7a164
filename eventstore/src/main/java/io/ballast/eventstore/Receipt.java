package io.ballast.eventstore;

import java.util.List;

/**
 * What became of a batch or file. When it is there, what it counts as stored is on disk and
 * visible.
 *
 * @param stored rows that are new
 * @param unchanged events that were there already with equal values
 * @param refused rows that were not stored; counted for good, see {@link EventStore#refusals}
 * @param problems the first {@link #MAX_PROBLEMS} of the refused rows, in the order of the rows;
 *     empty when {@code repeated}
 * @param lastSequence the largest {@link EventField#RECEIVED_SEQUENCE} given, -1 for none
 * @param repeated whether the batch id was known: nothing was done, the counts are those of the
 *     first time
 */
public record Receipt(
    long stored,
    long unchanged,
    long refused,
    List<RowProblem> problems,
    long lastSequence,
    boolean repeated) {

  /** Refused rows that a receipt names. */
  public static final int MAX_PROBLEMS = 1000;

  public Receipt {
    problems = List.copyOf(problems);
  }
}
