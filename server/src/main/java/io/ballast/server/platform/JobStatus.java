package io.ballast.server.platform;

/** Where a job is; the words are those of the wire. */
public enum JobStatus {
  /** Waits for its turn. */
  PENDING,
  /** Runs; after a restart it waits again. */
  STARTED,
  /** Has done what was asked for. */
  SUCCESS,
  /** Has ended without effect; says why. */
  FAILURE,
  /** Was cancelled. */
  REVOKED;

  /** Whether it will not change any more. */
  public boolean isEnd() {
    return this == SUCCESS || this == FAILURE || this == REVOKED;
  }
}
