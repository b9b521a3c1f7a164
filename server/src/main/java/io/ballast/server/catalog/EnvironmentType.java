package io.ballast.server.catalog;

/** What rows of a model an environment holds; the words are those of the wire. */
public enum EnvironmentType {
  /** The events as they come, one for each model. */
  PRODUCTION,
  /** A named data set that does not change. */
  PRE_PRODUCTION
}
