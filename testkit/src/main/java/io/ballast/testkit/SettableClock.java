package io.ballast.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {
  private volatile Instant now;

  private SettableClock(Instant now) {
    this.now = now;
  }

  /** A clock that shows {@code now}. */
  public static SettableClock at(Instant now) {
    return new SettableClock(now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock; a negative duration moves it back. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Sets the clock. */
  public synchronized void set(Instant instant) {
    now = instant;
  }
}
