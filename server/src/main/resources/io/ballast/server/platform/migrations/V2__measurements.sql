-- What was said of closed windows: computed once, kept until an event of the window changes.

CREATE TABLE measurement (
  -- Everything that the statement depends on besides the events: model and its state, baseline, version of Ballast.
  scope        TEXT   NOT NULL,
  model_id     TEXT   NOT NULL,
  window_start BIGINT NOT NULL,
  window_end   BIGINT NOT NULL,
  -- Text: see io.ballast.server.measure.WindowFormat.
  statement    BLOB   NOT NULL,
  PRIMARY KEY (scope, window_start, window_end)
);

CREATE INDEX measurement_model ON measurement (model_id, window_end);
