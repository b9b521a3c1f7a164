package io.ballast.cli;

import io.ballast.balance.synthesis.Watcher;

/**
 * Shows the work of all threads in one bar; nothing is cancelled, an interrupt ends the process.
 */
final class BalanceProgress implements Watcher {
  private final Progress progress;

  BalanceProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void progress(String what, long done, long total) {
    update(what, done, total);
  }

  synchronized void update(String what, long done, long total) {
    progress.update(what, done, total);
  }

  synchronized void end() {
    progress.end();
  }

  @Override
  public boolean isCancelled() {
    return false;
  }
}
