-- The common repository. A bundle is kept as it was read, sealed under its exchange's own key: erasing that key erases it here too. A record's versions
-- are rows that are only ever added, each naming the one before it; what an owner's act ends is said by a row of its own. Keys rise, so that every
-- insert appends. Times are microseconds since 1970 in UTC.
CREATE TABLE repository_bundles (
  exchange {{long}} PRIMARY KEY,
  known_at {{long}} NOT NULL,
  system TEXT NOT NULL,
  type TEXT NOT NULL,
  version {{long}} NOT NULL,
  translation TEXT NOT NULL,
  dictionary TEXT NOT NULL,
  first_version {{long}} NOT NULL,
  records {{long}} NOT NULL,
  marking TEXT NULL,
  key_no {{long}} NULL,
  sealed {{blob}} NULL
);

-- state: 0 known, 1 regraded, 2 corrected, 3 withdrawn, 4 erased. place: where in the bundle the record stands.
CREATE TABLE record_versions (
  id {{long}} PRIMARY KEY,
  record {{long}} NOT NULL,
  number {{long}} NOT NULL,
  previous {{long}} NULL,
  exchange {{long}} NOT NULL,
  place {{long}} NOT NULL,
  type TEXT NOT NULL,
  state {{long}} NOT NULL,
  known_at {{long}} NOT NULL,
  valid_from {{long}} NULL,
  valid_to {{long}} NULL,
  marking TEXT NULL,
  act {{long}} NULL
);
