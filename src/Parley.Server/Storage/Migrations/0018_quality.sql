-- Data quality, worked out behind the flow. A finding names what is wrong with which record, never what the record says. Findings are closed, not removed; an
-- erased record's are removed. Times are microseconds since 1970 in UTC, days are counted from 1970 in the installation's zone.
CREATE TABLE quality_findings (
  id {{long}} PRIMARY KEY,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  task TEXT NOT NULL,
  system TEXT NOT NULL,
  type TEXT NOT NULL,
  record {{long}} NOT NULL,
  attribute TEXT NOT NULL,
  other {{long}} NULL,
  other_system TEXT NULL,
  exchange {{long}} NOT NULL,
  opened {{long}} NOT NULL,
  closed {{long}} NULL
);
CREATE INDEX quality_findings_open ON quality_findings (system, id) WHERE closed IS NULL;

-- How many versions of records came in from a source on a day, and of how many something was wrong.
CREATE TABLE quality_days (
  day {{long}} NOT NULL,
  system TEXT NOT NULL,
  records {{long}} NOT NULL,
  sound {{long}} NOT NULL,
  incomplete {{long}} NOT NULL,
  invalid {{long}} NOT NULL,
  unmapped {{long}} NOT NULL,
  stale {{long}} NOT NULL,
  duplicate {{long}} NOT NULL,
  conflict {{long}} NOT NULL,
  PRIMARY KEY (day, system)
);

-- Keyed hashes of identifiers that belong to one thing alone, read into memory when the server starts: which records have which.
CREATE TABLE quality_keys (
  id {{long}} PRIMARY KEY,
  hash {{long}} NOT NULL,
  record {{long}} NOT NULL
);
