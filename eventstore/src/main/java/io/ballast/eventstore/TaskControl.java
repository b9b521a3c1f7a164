package io.ballast.eventstore;

import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The other end of long work: shows how far it is and ends it. Thread-safe.
 *
 * <p>Cancelled work throws {@link CancellationException} and leaves the store as if it had not been
 * asked for, or, where it says so, further than before.
 */
public final class TaskControl {

  private volatile boolean cancelled;
  private boolean committing;
  private volatile double progress;
  private @Nullable Runnable onCancel;
  private @Nullable DoubleSupplier shareOfStep;
  private double stepBegan;
  private double stepEnds;

  /**
   * Ends the work soon; has no effect when it has ended or does what cannot be taken back, and then
   * {@link #isCancelled} stays false.
   */
  public void cancel() {
    Runnable action;
    synchronized (this) {
      if (committing) {
        return;
      }
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
    DoubleSupplier share;
    double began;
    double length;
    synchronized (this) {
      share = shareOfStep;
      began = stepBegan;
      length = stepEnds - stepBegan;
    }
    // The share is asked for without a lock: the work may be ending its step.
    return share == null
        ? progress
        : Math.max(progress, began + length * Math.min(1, share.getAsDouble()));
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
   * Begins what cannot be taken back; called by the work. Throws if the work was asked to end;
   * after this it no longer can be.
   */
  public synchronized void commit() {
    check();
    committing = true;
  }

  /**
   * Runs a step that another action ends; called by the work.
   *
   * @param endStep called from another thread when the work is cancelled during the step
   * @param step what fails soon after {@code endStep} was called
   * @throws CancellationException if the step failed after the work was cancelled
   */
  public void run(Runnable endStep, Runnable step) {
    run(endStep, () -> 0, progress, step);
  }

  /**
   * As {@link #run(Runnable, Runnable)}, for a step that can tell how far it is.
   *
   * @param share of the step that is done, from 0 to 1; called from other threads
   * @param until how far all of the work is when the step has ended, from 0 to 1
   */
  public void run(Runnable endStep, DoubleSupplier share, double until, Runnable step) {
    synchronized (this) {
      check();
      onCancel = endStep;
      shareOfStep = share;
      stepBegan = progress;
      stepEnds = until;
    }
    try {
      step.run();
      report(until);
    } catch (RuntimeException e) {
      check();
      throw e;
    } finally {
      synchronized (this) {
        onCancel = null;
        shareOfStep = null;
      }
    }
  }
}
