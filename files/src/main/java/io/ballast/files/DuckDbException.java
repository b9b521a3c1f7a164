package io.ballast.files;

import java.sql.SQLException;

/**
 * What DuckDB refused, in its own words.
 *
 * <p>Never shown to a user as it is: who runs the statement knows what it was about and says so in
 * a {@link io.ballast.tables.ProblemException}.
 */
public final class DuckDbException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DuckDbException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
