-- Metadata of a server: who may do what, what is monitored, what was asked for. Times are microseconds since 1970 in
-- UTC, ids are UUIDs as text, JSON is text. The common subset of SQLite and PostgreSQL.

CREATE TABLE installation (
  organization_id   TEXT NOT NULL PRIMARY KEY,
  organization_name TEXT NOT NULL,
  token_salt        TEXT NOT NULL,
  link_key          TEXT NOT NULL
);

CREATE TABLE principal (
  id         TEXT   NOT NULL PRIMARY KEY,
  full_name  TEXT   NOT NULL,
  email      TEXT   NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE access_token (
  id           TEXT   NOT NULL PRIMARY KEY,
  principal_id TEXT   NOT NULL REFERENCES principal (id),
  token_hash   TEXT   NOT NULL UNIQUE,
  created_at   BIGINT NOT NULL
);

CREATE TABLE audit (
  id           TEXT   NOT NULL PRIMARY KEY,
  at           BIGINT NOT NULL,
  principal_id TEXT   NOT NULL,
  action       TEXT   NOT NULL,
  object_kind  TEXT   NOT NULL,
  object_id    TEXT   NOT NULL,
  object_name  TEXT   NOT NULL,
  detail       TEXT   NOT NULL
);

CREATE INDEX audit_object ON audit (object_id, at);

-- What a request that makes something was answered, for those who send it again.
CREATE TABLE reply (
  request_hash TEXT   NOT NULL PRIMARY KEY,
  at           BIGINT NOT NULL,
  status       INTEGER NOT NULL,
  body         TEXT   NOT NULL
);

CREATE INDEX reply_at ON reply (at);

CREATE TABLE project (
  id         TEXT   NOT NULL PRIMARY KEY,
  name       TEXT   NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE TABLE model (
  id              TEXT    NOT NULL PRIMARY KEY,
  project_id      TEXT    NOT NULL REFERENCES project (id),
  name            TEXT    NOT NULL,
  version         TEXT    NOT NULL,
  active          BOOLEAN NOT NULL,
  input_type      TEXT    NOT NULL,
  task            TEXT    NOT NULL,
  task_params     TEXT    NOT NULL,
  schema_json     TEXT    NOT NULL,
  -- Counts the changes of bins: the bin sets of the schema carry it in their name.
  bins_revision   INTEGER NOT NULL,
  spec_json       TEXT    NOT NULL,
  xai_params      TEXT    NOT NULL,
  description     TEXT,
  event_id_col    TEXT,
  event_ts_col    TEXT,
  event_ts_format TEXT,
  created_at      BIGINT  NOT NULL,
  updated_at      BIGINT  NOT NULL,
  created_by      TEXT    NOT NULL REFERENCES principal (id),
  updated_by      TEXT    NOT NULL REFERENCES principal (id),
  UNIQUE (project_id, name, version)
);

-- PRODUCTION has one row for each model; a dataset of PRE_PRODUCTION names its version in the event store once its
-- job has ended.
CREATE TABLE environment (
  id              TEXT   NOT NULL PRIMARY KEY,
  model_id        TEXT   NOT NULL REFERENCES model (id),
  name            TEXT   NOT NULL,
  type            TEXT   NOT NULL,
  dataset_name    TEXT,
  dataset_version INTEGER,
  row_count       BIGINT NOT NULL,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  UNIQUE (model_id, name)
);

CREATE TABLE baseline (
  id              TEXT   NOT NULL PRIMARY KEY,
  model_id        TEXT   NOT NULL REFERENCES model (id),
  environment_id  TEXT   NOT NULL REFERENCES environment (id),
  name            TEXT   NOT NULL,
  type            TEXT   NOT NULL,
  start_time      BIGINT,
  end_time        BIGINT,
  -- Whether start and end are answered in milliseconds, as they were sent; else in seconds.
  in_millis       BOOLEAN NOT NULL,
  offset_delta    INTEGER,
  window_bin_size TEXT,
  row_count       BIGINT,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  UNIQUE (model_id, name)
);

CREATE TABLE stored_file (
  id         TEXT   NOT NULL PRIMARY KEY,
  filename   TEXT   NOT NULL,
  type       TEXT   NOT NULL,
  status     TEXT   NOT NULL,
  size_bytes BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  created_by TEXT   NOT NULL REFERENCES principal (id)
);

CREATE TABLE file_part (
  file_id     TEXT    NOT NULL REFERENCES stored_file (id),
  part_number INTEGER NOT NULL,
  part_id     TEXT    NOT NULL,
  size_bytes  BIGINT  NOT NULL,
  PRIMARY KEY (file_id, part_number)
);

CREATE TABLE job (
  id            TEXT   NOT NULL PRIMARY KEY,
  kind          TEXT   NOT NULL,
  name          TEXT   NOT NULL,
  status        TEXT   NOT NULL,
  progress      DOUBLE PRECISION NOT NULL,
  input         TEXT   NOT NULL,
  info          TEXT   NOT NULL,
  -- What may be asked for once only, such as a file for an environment; the first job is the answer to the second.
  once_key      TEXT   UNIQUE,
  model_id      TEXT,
  parent_id     TEXT,
  principal_id  TEXT   NOT NULL,
  error_message TEXT,
  error_reason  TEXT,
  extras        TEXT   NOT NULL,
  created_at    BIGINT NOT NULL,
  started_at    BIGINT,
  ended_at      BIGINT
);

CREATE INDEX job_open ON job (status, created_at);

CREATE TABLE job_log (
  job_id  TEXT    NOT NULL REFERENCES job (id),
  line    INTEGER NOT NULL,
  at      BIGINT  NOT NULL,
  level   TEXT    NOT NULL,
  message TEXT    NOT NULL,
  PRIMARY KEY (job_id, line)
);
