package io.ballast.eventstore.embedded;

import io.ballast.files.DuckDbException;
import io.ballast.tables.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The first of the problems of a task of many parts. One part that fails, for example as its file
 * is damaged, does not hold up the others; at the end the task fails with what was wrong.
 */
final class FirstProblem {

  private @Nullable ProblemException first;

  /** Does a part of the task. */
  void trying(Runnable part) {
    try {
      part.run();
    } catch (DuckDbException e) {
      add(StoreProblems.of(e));
    } catch (ProblemException e) {
      add(e);
    }
  }

  void add(ProblemException problem) {
    if (first == null) {
      first = problem;
    }
  }

  /** Ends the task: throws the problem if there is one. */
  void end() {
    if (first != null) {
      throw first;
    }
  }
}
