package io.ballast.eventstore;

/** What rows belong to: the production events of a model version, or a version of a data set. */
public sealed interface EventSet permits ModelVersion, DatasetVersion {

  /** As people see it. */
  String label();
}
