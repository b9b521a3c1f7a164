package io.ballast.server.platform;

import io.ballast.eventstore.TaskControl;
import io.ballast.tables.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs jobs: those that were open at the start, then each that is added. Jobs run side by side, in
 * any order. Thread-safe.
 */
public final class Jobs implements AutoCloseable {

  private static final Logger logger = Logger.getLogger(Jobs.class.getName());
  private static final int THREADS = 2;
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final Database database;
  private final InstantSource clock;
  private final Map<String, JobHandler> handlers;
  private final ExecutorService workers;
  private final Map<UUID, TaskControl> running = new ConcurrentHashMap<>();
  private final Object endings = new Object();
  private volatile boolean ending;

  /** Jobs of those kinds; none runs before {@link #start}. */
  public Jobs(Database database, InstantSource clock, List<JobHandler> handlers) {
    this.database = database;
    this.clock = clock;
    this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, h -> h));
    this.workers = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "ballast-job"));
  }

  /** The jobs that have not ended, oldest first. */
  public List<Job> open() {
    return database.read(JobStore::open);
  }

  /** Takes up the jobs that an earlier process left open. */
  public void start() {
    open().forEach(this::submit);
  }

  /**
   * Notes a job in a transaction; {@link #submit} runs it once that is committed.
   *
   * @return the job, or an earlier one with the same once key
   */
  public Job add(JdbcClient transaction, Job job) {
    if (job.onceKey() != null) {
      Optional<Job> earlier = JobStore.findOnce(transaction, job.onceKey());
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    JobStore.insert(transaction, job);
    return job;
  }

  /** An open or successful job with that once key. */
  public Optional<Job> findOnce(String onceKey) {
    return database.read(sql -> JobStore.findOnce(sql, onceKey));
  }

  /** Lets a job run that was noted. */
  public void submit(Job job) {
    workers.execute(() -> run(job));
  }

  /** A job as far as it is now. */
  public Optional<Job> find(UUID id) {
    return database
        .read(sql -> JobStore.find(sql, id))
        .map(
            job -> {
              TaskControl control = running.get(id);
              return control == null || job.status().isEnd()
                  ? job
                  : job.at(Math.min(99, 100 * control.progress()));
            });
  }

  /** The newest jobs, newest first. */
  public List<Job> newest(int limit) {
    return database.read(sql -> JobStore.newest(sql, limit));
  }

  /**
   * Cancels a job that has not ended and does not write what cannot be taken back.
   *
   * @return whether it is cancelled
   */
  public boolean cancel(UUID id) {
    if (!stop(id)) {
      return false;
    }
    long now = Times.now(clock);
    boolean open =
        database.write(
            sql -> {
              boolean ended =
                  JobStore.end(
                      sql,
                      id,
                      JobStatus.REVOKED,
                      0,
                      "cancelled, a cancelled job has no effect, ask for it again if it is wanted",
                      "Revoked",
                      Json.object(),
                      now);
              if (ended) {
                Job job = JobStore.find(sql, id).orElseThrow();
                handler(job).failed(sql, job);
              }
              return ended;
            });
    // It may have begun meanwhile.
    boolean unused = stop(id);
    return open;
  }

  /** Whether the job does not run, or will end without effect. */
  private boolean stop(UUID id) {
    TaskControl control = running.get(id);
    if (control == null) {
      return true;
    }
    control.cancel();
    return control.isCancelled();
  }

  private JobHandler handler(Job job) {
    JobHandler handler = handlers.get(job.kind());
    if (handler == null) {
      throw new IllegalStateException("no handler for jobs of kind " + job.kind());
    }
    return handler;
  }

  void log(UUID job, String level, String message) {
    boolean unused =
        database.write(
            sql -> {
              JobStore.log(sql, job, Times.now(clock), level, message);
              return true;
            });
  }

  void succeed(JdbcClient transaction, UUID job, ObjectNode extras) {
    long now = Times.now(clock);
    if (!JobStore.end(transaction, job, JobStatus.SUCCESS, 100, null, null, extras, now)) {
      throw new CancellationException("the job was cancelled");
    }
  }

  private void run(Job job) {
    TaskControl control = new TaskControl();
    running.put(job.id(), control);
    if (ending || !database.write(sql -> JobStore.start(sql, job.id(), Times.now(clock)))) {
      running.remove(job.id());
      return;
    }
    JobRun run = new JobRun(job, control, this);
    try {
      handler(job).run(run);
      boolean unused =
          database.write(
              sql ->
                  JobStore.end(
                      sql,
                      job.id(),
                      JobStatus.SUCCESS,
                      100,
                      null,
                      null,
                      run.extras(),
                      Times.now(clock)));
    } catch (CancellationException e) {
      // Who has cancelled it has ended it; when the server ends, it goes on after the next start.
      logger.log(Level.FINE, "job {0} was cancelled", job.id());
    } catch (ProblemException e) {
      boolean input = e.kind() != ProblemException.Kind.ENVIRONMENT;
      fail(run, String.valueOf(e.getMessage()), input ? "BadInput" : "Environment", null);
    } catch (IOException | RuntimeException e) {
      if (!ending) {
        fail(
            run,
            "a fault of Ballast in job " + job.id() + ", it should end, report it",
            "Fault",
            e);
      }
    } finally {
      running.remove(job.id());
      synchronized (endings) {
        endings.notifyAll();
      }
    }
  }

  private void fail(JobRun run, String message, String reason, @Nullable Exception fault) {
    Job job = run.job();
    if (fault != null) {
      logger.log(Level.SEVERE, fault, () -> "job " + job.id() + " of kind " + job.kind());
    }
    long now = Times.now(clock);
    double reached = 100 * run.control().progress();
    boolean unused =
        database.write(
            sql -> {
              JobStore.log(sql, job.id(), now, "ERROR", message);
              boolean open =
                  JobStore.end(
                      sql,
                      job.id(),
                      JobStatus.FAILURE,
                      reached,
                      message,
                      reason,
                      run.extras(),
                      now);
              if (open) {
                handler(job).failed(sql, job);
              }
              return open;
            });
  }

  /** The lines of a job's log: time in microseconds since 1970, level, message. */
  public List<String> logLines(UUID job) {
    return database.read(sql -> JobStore.logLines(sql, job)).stream()
        .map(line -> Times.text(line.at()) + " " + line.level() + " " + line.message())
        .toList();
  }

  /** Waits until a job has ended, or this process ends. */
  public void await(UUID id) throws InterruptedException {
    synchronized (endings) {
      while (!ending && find(id).filter(job -> !job.status().isEnd()).isPresent()) {
        endings.wait();
      }
    }
  }

  /** Number of jobs that run. */
  public int runningCount() {
    return running.size();
  }

  /** Ends soon; what runs stays open in the database and goes on after the next start. */
  @Override
  public void close() {
    ending = true;
    workers.shutdownNow();
    running.values().forEach(TaskControl::cancel);
    try {
      boolean unused = workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
