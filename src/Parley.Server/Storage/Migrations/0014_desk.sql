-- What people do about exceptions. An exception's own row says what happened; here stands who holds it, whose it is, and what was said and corrected.
CREATE TABLE cases (
  exception {{long}} PRIMARY KEY,
  lock_by TEXT NULL,
  lock_until {{long}} NULL,
  assignee TEXT NULL,
  assigned_by TEXT NULL,
  assigned {{long}} NULL
);

-- What was said and done, in order; the text is sealed under the exchange's key.
CREATE TABLE case_notes (
  id {{long}} PRIMARY KEY,
  exception {{long}} NOT NULL,
  exchange {{long}} NOT NULL,
  at {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NULL,
  text TEXT NULL
);
CREATE INDEX case_notes_exception ON case_notes (exception);
CREATE INDEX case_notes_exchange ON case_notes (exchange);

-- Each correction is a version of its own: the message as received stays as it is.
CREATE TABLE corrections (
  id {{long}} PRIMARY KEY,
  exception {{long}} NOT NULL,
  exchange {{long}} NOT NULL,
  version {{long}} NOT NULL,
  at {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  fields TEXT NOT NULL,
  reason TEXT NULL,
  content {{long}} NULL,
  sha256 {{blob}} NOT NULL
);
CREATE UNIQUE INDEX corrections_version ON corrections (exception, version);
CREATE INDEX corrections_exchange ON corrections (exchange);

-- What a supervisor found of a resolved exception. One that was opened again may be looked at again, so an exception may have several.
-- Why stands among what was said.
CREATE TABLE samples (
  exception {{long}} NOT NULL,
  resolved {{long}} NOT NULL,
  at {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  agrees {{long}} NOT NULL,
  PRIMARY KEY (exception, resolved)
);
CREATE INDEX samples_resolved ON samples (resolved);
CREATE INDEX exceptions_resolved ON exceptions (resolved) WHERE resolved IS NOT NULL;

-- The text of each version of the workspace, once for each content, so that what ran under it can be run again. A workspace holds no secrets.
CREATE TABLE workspace_files (
  hash TEXT PRIMARY KEY,
  content {{blob}} NOT NULL
);
CREATE TABLE version_files (
  version {{long}} NOT NULL,
  path TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (version, path)
);
