package io.ballast.server.access;

/** What a principal may be allowed to do; each route names one. */
public enum Permission {
  /** Anybody, without a token: health, login, static files. */
  OPEN,
  /** Whoever has a token. */
  KNOWN,
  /** Read projects. */
  PROJECT_READ,
  /** Make projects. */
  PROJECT_WRITE,
  /** Delete projects. */
  PROJECT_DELETE,
  /** Read models, environments, baselines. */
  MODEL_READ,
  /** Make and change models and baselines. */
  MODEL_WRITE,
  /** Delete models and baselines. */
  MODEL_DELETE,
  /** Publish files and events. */
  EVENT_WRITE,
  /** Delete events. */
  EVENT_DELETE,
  /** Ask for metrics. */
  METRIC_READ,
  /** Read jobs. */
  JOB_READ,
  /** Cancel jobs. */
  JOB_WRITE,
  /** Read the server's own metrics and audit trail. */
  SERVER_READ,
  /** Make and revoke tokens. */
  TOKEN_WRITE
}
