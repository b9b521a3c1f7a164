package io.ballast.cli;

import io.ballast.tables.ProblemException;
import java.io.IOException;

/** The body of a command; its fields are the options and arguments that picocli fills. */
interface Command {
  /** The exit code of a command that did what it was asked to do. */
  int DONE = 0;

  /** The exit code when a check that was asked for is not met. */
  int CHECK_NOT_MET = 4;

  /**
   * Does the work.
   *
   * @return the exit code
   * @throws ProblemException with the words for what a person must mend
   * @throws IOException when a file that the command writes cannot be written
   */
  int run() throws IOException;
}
