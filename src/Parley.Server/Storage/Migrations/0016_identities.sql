-- Pairs of records that may be of one person: rows are only ever added, the newest of a pair holds. weight: thousandths of a bit; null: no longer a pair.
-- model: by which model and settings it was weighed. Keys rise, so that every insert appends; all rows are read at the start.
CREATE TABLE identity_pairs (
  id {{long}} PRIMARY KEY,
  low {{long}} NOT NULL,
  high {{long}} NOT NULL,
  weight {{long}} NULL,
  model TEXT NOT NULL,
  at {{long}} NOT NULL
);

-- What people decided on two records. verdict: 1 same, 2 not same, 3 cannot tell. reason: sealed under the key of the first record's exchange.
CREATE TABLE identity_decisions (
  id {{long}} PRIMARY KEY,
  low {{long}} NOT NULL,
  high {{long}} NOT NULL,
  verdict {{long}} NOT NULL,
  at {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  organisation TEXT NOT NULL,
  reason TEXT NULL,
  weight {{long}} NULL,
  model TEXT NOT NULL,
  undone {{long}} NULL,
  undone_by TEXT NULL
);
