package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventBatch;
import io.ballast.files.ColumnAppender;
import java.util.List;

/** Events that follow one another in their batch and go to the same part. */
final class EventRun {

  private final EventBatch batch;
  private final int first;
  private final long sequence;
  private int count = 1;

  private EventRun(EventIntake.Accepted event) {
    this.batch = event.rows().batch();
    this.first = event.row();
    this.sequence = event.sequence();
  }

  /** Adds an event to the last of some runs, or as a new one. */
  @SuppressWarnings("ReferenceEquality") // the same batch, not one with equal rows
  static void add(List<EventRun> runs, EventIntake.Accepted event) {
    EventRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null
        && last.batch == event.rows().batch()
        && last.first + last.count == event.row()
        && last.sequence + last.count == event.sequence()) {
      last.count++;
    } else {
      runs.add(new EventRun(event));
    }
  }

  void append(ColumnAppender target, PhysicalSchema schema) {
    EventRowsSql.append(
        target,
        schema,
        batch.rows(),
        first,
        count,
        new EventRowsSql.Origin(sequence, batch.batchId(), batch.source()));
  }
}
