-- The ledger. Entries are written with their effect, one row a transaction: entry N stands in the last row whose first_seq is at most N. Every table
-- here grows at its right edge alone; the index by subject and exchange is made behind, in sorted segments that are merged, so that what an entry
-- costs does not rise with the store. Times are microseconds since 1970 in UTC.
CREATE TABLE ledger_batches (
  first_seq {{long}} PRIMARY KEY,
  count {{long}} NOT NULL,
  at {{long}} NOT NULL,
  entries {{blob}} NOT NULL
);

CREATE TABLE ledger_tiles (
  level {{long}} NOT NULL,
  number {{long}} NOT NULL,
  hashes {{blob}} NOT NULL,
  PRIMARY KEY (level, number)
);

-- least_at and most_at: the earliest and the latest time of the entries that this checkpoint covers and the one before does not.
CREATE TABLE ledger_checkpoints (
  size {{long}} PRIMARY KEY,
  at {{long}} NOT NULL,
  least_at {{long}} NOT NULL,
  most_at {{long}} NOT NULL,
  note TEXT NOT NULL
);

CREATE TABLE ledger_keys (
  id TEXT PRIMARY KEY,
  from_size {{long}} NOT NULL,
  until_size {{long}} NULL
);

CREATE TABLE ledger_segments (
  id {{long}} PRIMARY KEY,
  level {{long}} NOT NULL,
  first_seq {{long}} NOT NULL,
  end_seq {{long}} NOT NULL
);

CREATE TABLE ledger_chunks (
  segment {{long}} NOT NULL,
  first_hash {{long}} NOT NULL,
  n {{long}} NOT NULL,
  pairs {{blob}} NOT NULL,
  PRIMARY KEY (segment, first_hash, n)
);

-- What this installation, as a witness, has last co-signed of other ledgers.
CREATE TABLE ledger_witnessed (
  origin TEXT PRIMARY KEY,
  size {{long}} NOT NULL,
  root {{blob}} NOT NULL,
  note TEXT NOT NULL,
  at {{long}} NOT NULL
);

-- The subjects a delivery discloses, eight bytes each: the ledger's entry is written when it was made, perhaps by a later server.
ALTER TABLE deliveries ADD COLUMN subjects {{blob}} NULL;
