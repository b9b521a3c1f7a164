package io.ballast.eventstore;

/** In which order a scan gives its rows. */
public enum ScanOrder {
  /** As they are stored, the cheapest; may differ from scan to scan. */
  ANY,
  /** By event time, equal times by event id. */
  EVENT_TIME,
  /** By {@link EventField#RECEIVED_SEQUENCE}. */
  RECEIVED
}
