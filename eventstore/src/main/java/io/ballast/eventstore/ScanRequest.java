package io.ballast.eventstore;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to read.
 *
 * @param set of which rows
 * @param columns in the order in which each batch shall have them; may be empty
 * @param window of event time; rows of a data set without times have none and are read with {@link
 *     TimeWindow#ALL} only
 * @param filter which rows, null for all
 * @param sample null for all rows that the filter leaves
 * @param order of the rows
 */
public record ScanRequest(
    EventSet set,
    List<ColumnRef> columns,
    TimeWindow window,
    @Nullable Filter filter,
    @Nullable Sample sample,
    ScanOrder order) {

  public ScanRequest {
    requireNonNull(set, "set");
    columns = List.copyOf(columns);
    requireNonNull(window, "window");
    requireNonNull(order, "order");
  }

  /** All rows of a set, some columns, in any order. */
  public static ScanRequest of(EventSet set, List<? extends ColumnRef> columns) {
    return new ScanRequest(set, List.copyOf(columns), TimeWindow.ALL, null, null, ScanOrder.ANY);
  }

  /** The same within a window. */
  public ScanRequest within(TimeWindow value) {
    return new ScanRequest(set, columns, value, filter, sample, order);
  }

  /** The same with a filter. */
  public ScanRequest where(@Nullable Filter value) {
    return new ScanRequest(set, columns, window, value, sample, order);
  }

  /** The same as a sample. */
  public ScanRequest sampled(Sample value) {
    return new ScanRequest(set, columns, window, filter, value, order);
  }

  /** The same in an order. */
  public ScanRequest ordered(ScanOrder value) {
    return new ScanRequest(set, columns, window, filter, sample, value);
  }
}
