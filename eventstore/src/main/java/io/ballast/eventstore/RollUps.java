package io.ballast.eventstore;

import java.util.List;

/** The answer to a question for roll-ups. */
public sealed interface RollUps {

  /**
   * The counts; equal to what a scan would count.
   *
   * @param series one for each bin set that was asked for, in that order
   */
  record Ready(List<HourlyCounts> series) implements RollUps {
    public Ready {
      series = List.copyOf(series);
    }
  }

  /**
   * A bin set is not filled yet: scan, and let {@link EventStore#fill} run.
   *
   * @param missing the bin sets that are not filled
   */
  record MustScan(List<BinSetKey> missing) implements RollUps {
    public MustScan {
      missing = List.copyOf(missing);
    }
  }
}
