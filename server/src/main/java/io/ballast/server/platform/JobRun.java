package io.ballast.server.platform;

import io.ballast.eventstore.TaskControl;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** One run of a job, from the inside. */
public final class JobRun {

  private final Job job;
  private final TaskControl control;
  private final Jobs jobs;
  private final ObjectNode extras = Json.object();

  JobRun(Job job, TaskControl control, Jobs jobs) {
    this.job = job;
    this.control = control;
    this.jobs = jobs;
  }

  /** What is to be done. */
  public Job job() {
    return job;
  }

  /** Takes the progress and tells of a cancellation. */
  public TaskControl control() {
    return control;
  }

  /** Counts that clients are shown when the job has ended. */
  public ObjectNode extras() {
    return extras;
  }

  /** Adds a line to the job's log. */
  public void log(String message) {
    jobs.log(job.id(), "INFO", message);
  }

  /** Adds a warning to the job's log and extras. */
  public void warn(String message) {
    jobs.log(job.id(), "WARNING", message);
    extras.withArrayProperty("warnings").add(message);
  }

  /** Ends the job with success, in the transaction of its effect. */
  public void succeed(JdbcClient transaction) {
    jobs.succeed(transaction, job.id(), extras);
  }
}
