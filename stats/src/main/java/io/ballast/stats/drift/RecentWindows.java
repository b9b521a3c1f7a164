package io.ballast.stats.drift;

import java.util.Arrays;

/**
 * When a run of windows alerts: the newest has drifted, and at least {@code k} of the last {@code
 * n}; while the incident is open nothing new is sent. Asking for more windows can only lower the
 * number of false alarms, since the newest must have drifted anyway.
 *
 * @param k windows that must have drifted, from 1 to n
 * @param n windows looked at
 */
public record RecentWindows(int k, int n) {
  /** One window is enough. */
  public static final RecentWindows ONE = new RecentWindows(1, 1);

  public RecentWindows {
    if (k < 1 || k > n) {
      throw new IllegalArgumentException(k + " of " + n + " windows, give 1 to n of n");
    }
  }

  /**
   * Whether the rule holds at a window.
   *
   * @param drifted whether each window has drifted, in order of time
   * @param window index of the newest
   */
  public boolean holds(boolean[] drifted, int window) {
    if (!drifted[window]) {
      return false;
    }
    int count = 0;
    for (int i = Math.max(0, window - n + 1); i <= window; i++) {
      count += drifted[i] ? 1 : 0;
    }
    return count >= k;
  }

  /**
   * The windows at which an alert is sent: where the rule holds and did not hold just before.
   *
   * @param drifted whether each window has drifted, in order of time
   */
  public int[] alerts(boolean[] drifted) {
    int[] alerts = new int[drifted.length];
    int size = 0;
    boolean isOpen = false;
    for (int window = 0; window < drifted.length; window++) {
      boolean holds = holds(drifted, window);
      if (holds && !isOpen) {
        alerts[size++] = window;
      }
      isOpen = holds;
    }
    return Arrays.copyOf(alerts, size);
  }
}
