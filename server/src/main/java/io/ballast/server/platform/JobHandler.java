package io.ballast.server.platform;

import java.io.IOException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does the jobs of one kind. */
public interface JobHandler {

  /** The kind; kept in the database, never renamed. */
  String kind();

  /**
   * Does a job, from the start or where an earlier run was killed: a second run has no effect that
   * the first one had.
   *
   * @throws io.ballast.tables.ProblemException if it cannot be done: the job fails with its words
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  void run(JobRun run) throws IOException;

  /**
   * Undoes what asking for the job has reserved, as it ends without success.
   *
   * @param transaction in which the job ends
   */
  default void failed(JdbcClient transaction, Job job) {}
}
