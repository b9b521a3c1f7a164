package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

/**
 * Why one row was not stored.
 *
 * @param row of the batch or file, from 0
 * @param eventId the row's, empty when it has none
 * @param code the kind
 * @param message value, rule, remedy on one line
 */
public record RowProblem(long row, String eventId, ProblemCode code, String message) {
  public RowProblem {
    requireNonNull(eventId, "eventId");
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }
}
