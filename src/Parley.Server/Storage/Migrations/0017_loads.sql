-- Loads of history, and subscriptions to change events. What a line of a load carried is an exchange's content; here stands which line became which
-- exchange. Keys rise, so that every insert appends. Times are microseconds since 1970 in UTC.
-- state: 0 receiving, 1 waiting, 2 running, 3 done, 4 cancelled, 5 failed.
CREATE TABLE loads (
  id {{long}} PRIMARY KEY,
  system TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  file TEXT NULL,
  purpose TEXT NOT NULL,
  actor TEXT NOT NULL,
  state {{long}} NOT NULL,
  size {{long}} NULL,
  sha256 {{blob}} NULL,
  key_no {{long}} NULL,
  position {{long}} NOT NULL,
  line {{long}} NOT NULL,
  taken {{long}} NOT NULL,
  flawed {{long}} NOT NULL,
  repeated {{long}} NOT NULL,
  refused {{long}} NOT NULL,
  mended {{long}} NOT NULL,
  most_refused {{long}} NOT NULL,
  begun {{long}} NOT NULL,
  changed {{long}} NOT NULL,
  ended {{long}} NULL,
  error TEXT NULL
);
CREATE INDEX loads_open ON loads (id) WHERE state < 3;

-- position: which message of the file it was, from 1; code: of the first fault of a refused one; mended: the exchange that took its place.
CREATE TABLE load_lines (
  exchange {{long}} PRIMARY KEY,
  load {{long}} NOT NULL,
  position {{long}} NOT NULL,
  line {{long}} NOT NULL,
  code TEXT NULL,
  mended {{long}} NULL
);
CREATE INDEX load_lines_refused ON load_lines (load, position) WHERE code IS NOT NULL;

-- state: 0 active, 1 paused by its owner, 2 paused after long failure, 3 ended by its recipient. after_row: the row of the records' versions up to which
-- events were delivered. rate: the most requests a minute that the recipient allows; NULL for any number.
CREATE TABLE subscriptions (
  id {{long}} PRIMARY KEY,
  system TEXT NOT NULL,
  url TEXT NOT NULL,
  types TEXT NOT NULL,
  systems TEXT NOT NULL,
  purpose TEXT NULL,
  actor TEXT NOT NULL,
  state {{long}} NOT NULL,
  batch {{long}} NOT NULL,
  rate {{long}} NULL,
  after_row {{long}} NOT NULL,
  delivered {{long}} NOT NULL,
  failures {{long}} NOT NULL,
  failing_since {{long}} NULL,
  error TEXT NULL,
  made {{long}} NOT NULL,
  changed {{long}} NOT NULL
);
