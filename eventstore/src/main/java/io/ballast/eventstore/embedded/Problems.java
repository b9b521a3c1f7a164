package io.ballast.eventstore.embedded;

import io.ballast.eventstore.EventSet;
import io.ballast.tables.ProblemException;

/** Problems that several parts tell in the same words. */
final class Problems {

  private Problems() {}

  static ProblemException unknownSet(EventSet set) {
    return ProblemException.input(
        set.label() + " is not in the store",
        "a set is made known before it is used",
        "register the model version or create the data set first");
  }

  static ProblemException unknownColumn(EventSet set, String column) {
    return ProblemException.input(
        "column " + column + " is not in the schema of " + set.label(),
        "columns are named as in the schema, with the same case",
        "check the name");
  }
}
