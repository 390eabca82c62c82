-- The journey of messages. Keys rise with time, so that every insert appends; the one index on a changing value (deliveries_pending) holds
-- only what is not delivered yet. Times are microseconds since 1970 in UTC. Bodies stand apart, so that state is narrow and content can be
-- retired without it.
CREATE TABLE contents (
  id {{long}} PRIMARY KEY,
  body {{blob}} NOT NULL
);

CREATE TABLE versions (
  id {{long}} PRIMARY KEY,
  version TEXT NOT NULL UNIQUE,
  first_used {{long}} NOT NULL
);

CREATE TABLE exchanges (
  id {{long}} PRIMARY KEY,
  system TEXT NOT NULL,
  type TEXT NOT NULL,
  via TEXT NOT NULL,
  status {{long}} NOT NULL,
  received {{long}} NOT NULL,
  recorded {{long}} NOT NULL,
  read_us {{long}} NOT NULL,
  write_us {{long}} NOT NULL,
  version {{long}} NOT NULL,
  content {{long}} NULL,
  size {{long}} NOT NULL,
  sha256 {{blob}} NOT NULL,
  idempotency_key TEXT NULL,
  message_id TEXT NULL,
  subject_type TEXT NULL,
  reference TEXT NULL,
  issues TEXT NULL,
  correlation {{long}} NOT NULL,
  cause {{long}} NULL,
  cause_delivery {{long}} NULL,
  depth {{long}} NOT NULL,
  completion TEXT NULL
);
CREATE INDEX exchanges_cause ON exchanges (cause) WHERE cause IS NOT NULL;

CREATE TABLE deliveries (
  seq {{long}} PRIMARY KEY,
  exchange {{long}} NOT NULL,
  n {{long}} NOT NULL,
  recipient TEXT NOT NULL,
  type TEXT NOT NULL,
  route {{long}} NOT NULL,
  order_key {{long}} NOT NULL,
  status {{long}} NOT NULL,
  attempts {{long}} NOT NULL,
  next_attempt {{long}} NOT NULL,
  content {{long}} NULL,
  facts TEXT NULL,
  issues TEXT NULL,
  error TEXT NULL,
  http_status {{long}} NULL,
  response {{blob}} NULL,
  done {{long}} NULL,
  took_us {{long}} NULL
);
CREATE INDEX deliveries_exchange ON deliveries (exchange);
CREATE INDEX deliveries_pending ON deliveries (recipient, seq) WHERE status = 0;

CREATE TABLE attempts (
  exchange {{long}} NOT NULL,
  n {{long}} NOT NULL,
  at {{long}} NOT NULL,
  took_us {{long}} NOT NULL,
  http_status {{long}} NULL,
  error TEXT NULL,
  next_attempt {{long}} NULL
);
CREATE INDEX attempts_delivery ON attempts (exchange, n);

CREATE TABLE exceptions (
  id {{long}} PRIMARY KEY,
  exchange {{long}} NOT NULL,
  n {{long}} NULL,
  opened {{long}} NOT NULL,
  severity TEXT NOT NULL,
  status {{long}} NOT NULL,
  source TEXT NOT NULL,
  owner TEXT NOT NULL,
  organisation TEXT NOT NULL,
  code TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT NOT NULL,
  remedy TEXT NOT NULL,
  issues TEXT NULL,
  resolved {{long}} NULL,
  resolved_by TEXT NULL,
  reason TEXT NULL,
  replacement {{long}} NULL
);
CREATE INDEX exceptions_open ON exceptions (id) WHERE status = 0;
CREATE INDEX exceptions_exchange ON exceptions (exchange);

-- What has been taken in, by a hash of who sent it and its idempotency key: narrow rows, read into memory when the server starts.
CREATE TABLE receipts (
  id {{long}} PRIMARY KEY,
  hash {{long}} NOT NULL
);

CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  cursor TEXT NOT NULL,
  changed {{long}} NOT NULL
);

CREATE TABLE files (
  name TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  messages {{long}} NOT NULL,
  refused {{long}} NOT NULL,
  finished {{long}} NULL,
  changed {{long}} NOT NULL
);
