package io.ballast.eventstore;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The other end of long work: shows how far it is and ends it. Thread-safe.
 *
 * <p>Cancelled work throws {@link CancellationException} and leaves the store as if it had not been
 * asked for, or, where it says so, further than before.
 */
public final class TaskControl {

  private volatile boolean cancelled;
  private volatile double progress;
  private @Nullable Runnable onCancel;

  /** Ends the work soon; has no effect when it has ended. */
  public void cancel() {
    Runnable action;
    synchronized (this) {
      cancelled = true;
      action = onCancel;
    }
    if (action != null) {
      action.run();
    }
  }

  /** Whether the work was asked to end. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** How far the work is, from 0 to 1. */
  public double progress() {
    return progress;
  }

  /** Sets how far the work is; called by the work. */
  public void report(double value) {
    progress = Math.min(1, Math.max(0, value));
  }

  /** Throws if the work was asked to end; called by the work. */
  public void check() {
    if (cancelled) {
      throw new CancellationException("the work was cancelled");
    }
  }

  /**
   * Runs a step that another action ends; called by the work.
   *
   * @param endStep called from another thread when the work is cancelled during the step
   * @param step what fails soon after {@code endStep} was called
   * @throws CancellationException if the step failed after the work was cancelled
   */
  public void run(Runnable endStep, Runnable step) {
    synchronized (this) {
      check();
      onCancel = endStep;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      check();
      throw e;
    } finally {
      synchronized (this) {
        onCancel = null;
      }
    }
  }
}
