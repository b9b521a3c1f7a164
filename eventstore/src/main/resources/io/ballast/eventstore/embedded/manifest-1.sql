-- The manifest of the embedded event store, version 1. The common subset of SQLite and PostgreSQL.
-- Never edited after release: a change is a further file.

CREATE TABLE event_store (
  format INTEGER NOT NULL,
  store_id VARCHAR(64) NOT NULL
);

-- Numbers that were given out; none is given twice.
CREATE TABLE event_counter (
  name VARCHAR(300) PRIMARY KEY,
  last_value BIGINT NOT NULL
);

CREATE TABLE event_set (
  id BIGINT PRIMARY KEY,
  kind VARCHAR(16) NOT NULL,             -- model, dataset
  name VARCHAR(300) NOT NULL,
  version INTEGER NOT NULL,              -- of the data set, 0 for a model
  state VARCHAR(16) NOT NULL,            -- live, dropped
  origin TEXT NOT NULL,
  created_micros BIGINT NOT NULL,
  raw_days INTEGER,                      -- own retention, null for the store's
  keeps_raw INTEGER NOT NULL,            -- 1: own retention without an end of raw events
  roll_up_days INTEGER,
  UNIQUE (kind, name, version)
);

CREATE TABLE event_schema (
  set_id BIGINT NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,              -- ballast-event-schema/1
  PRIMARY KEY (set_id, version)
);

-- The one truth of what is sealed: a file that has no row here is an orphan.
CREATE TABLE event_part (
  id BIGINT PRIMARY KEY,
  set_id BIGINT NOT NULL,
  day INTEGER,                           -- since 1970-01-01, null for a data set
  path TEXT NOT NULL,                    -- below the folder of the store
  event_rows BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  schema_version INTEGER NOT NULL,
  max_sequence BIGINT NOT NULL,
  created_micros BIGINT NOT NULL
);

-- The day of this part was copied from that part of the hot file, which may still hold it.
CREATE TABLE event_part_source (
  part_id BIGINT NOT NULL,
  hot_part_id BIGINT NOT NULL,
  PRIMARY KEY (part_id, hot_part_id)
);

CREATE TABLE event_bin_set (
  id BIGINT PRIMARY KEY,
  set_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  column_name VARCHAR(200) NOT NULL,
  definition TEXT NOT NULL,              -- ballast-bins/1
  UNIQUE (set_id, name, column_name)
);
