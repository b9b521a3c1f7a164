package io.ballast.server.ingest;

import io.ballast.eventstore.Receipt;
import io.ballast.server.web.MetricsText;
import java.util.concurrent.atomic.LongAdder;

/** How many events and late labels have come in since the start. Thread-safe. */
public final class EventCounts implements MetricsText {

  private final Counts events = new Counts();
  private final Counts labels = new Counts();

  private static final class Counts {
    private final LongAdder stored = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Receipt count(Receipt receipt) {
      if (!receipt.repeated()) {
        stored.add(receipt.stored());
        unchanged.add(receipt.unchanged());
        refused.add(receipt.refused());
      }
      return receipt;
    }
  }

  /** Counts what became of events. */
  Receipt events(Receipt receipt) {
    return events.count(receipt);
  }

  /** Counts what became of late labels and other updates. */
  Receipt labels(Receipt receipt) {
    return labels.count(receipt);
  }

  @Override
  public void append(StringBuilder text) {
    append(text, "ballast_events_total", "Events that came in, by what became of them.", events);
    append(text, "ballast_labels_total", "Late values that came in.", labels);
  }

  private static void append(StringBuilder text, String name, String help, Counts counts) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" counter\n");
    line(text, name, "stored", counts.stored);
    line(text, name, "unchanged", counts.unchanged);
    line(text, name, "refused", counts.refused);
  }

  private static void line(StringBuilder text, String name, String outcome, LongAdder count) {
    text.append(name).append("{outcome=\"").append(outcome).append("\"} ");
    text.append(count.sum()).append('\n');
  }
}
