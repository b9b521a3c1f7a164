package io.ballast.balance.synthesis;

/** Told how far long work has come, and asked whether it shall go on. Called by any thread. */
public interface Watcher {

  /** Sees nothing, stops nothing. */
  Watcher NONE =
      new Watcher() {
        @Override
        public void progress(String what, long done, long total) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /**
   * Work has come so far.
   *
   * @param what the work, in words
   * @param done units done
   * @param total units in all, at least 1
   */
  void progress(String what, long done, long total);

  /**
   * Whether the work shall stop; it then throws {@link java.util.concurrent.CancellationException}.
   */
  boolean isCancelled();
}
