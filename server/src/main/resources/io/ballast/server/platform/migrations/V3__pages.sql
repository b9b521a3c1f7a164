-- What pages need: names of tokens, sessions of those who logged in, one-time links that were used.

ALTER TABLE access_token ADD COLUMN name TEXT NOT NULL DEFAULT 'administrator';

CREATE TABLE page_session (
  session_hash TEXT   NOT NULL PRIMARY KEY,
  principal_id TEXT   NOT NULL REFERENCES principal (id),
  -- The token that it was opened with: when that is revoked, the session ends. NULL for a link.
  token_id     TEXT,
  expires_at   BIGINT NOT NULL
);

CREATE TABLE used_link (
  signature  TEXT   NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
