-- Content is sealed under a key of its exchange's own, by number; the keys stand in a file apart from the store. What was taken in before
-- has no number and stays as it is. A row's quoting columns are one sealed value; references are found by a keyed hash.
ALTER TABLE contents ADD COLUMN key_no {{long}} NULL;
ALTER TABLE exchanges ADD COLUMN key_no {{long}} NULL;
ALTER TABLE exchanges ADD COLUMN sealed {{blob}} NULL;
ALTER TABLE exchanges ADD COLUMN reference_hash {{long}} NULL;
ALTER TABLE deliveries ADD COLUMN key_no {{long}} NULL;
ALTER TABLE deliveries ADD COLUMN sealed {{blob}} NULL;
ALTER TABLE deliveries ADD COLUMN outcome {{blob}} NULL;
ALTER TABLE attempts ADD COLUMN sealed {{blob}} NULL;
ALTER TABLE exceptions ADD COLUMN sealed {{blob}} NULL;

-- On what the delivery was decided.
ALTER TABLE deliveries ADD COLUMN purpose TEXT NULL;
ALTER TABLE deliveries ADD COLUMN agreements TEXT NULL;
ALTER TABLE deliveries ADD COLUMN withheld {{long}} NULL;

-- The owner's acts on what was exchanged. An act is written before its effect on content: one that is not done is taken up again at the next start.
CREATE TABLE acts (
  id {{long}} PRIMARY KEY,
  exchange {{long}} NOT NULL,
  action TEXT NOT NULL,
  at {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  organisation TEXT NOT NULL,
  reason TEXT NOT NULL,
  marking TEXT NULL,
  replacement {{long}} NULL,
  origin TEXT NULL,
  done {{long}} NULL
);
CREATE INDEX acts_exchange ON acts (exchange);
CREATE INDEX acts_open ON acts (id) WHERE done IS NULL;

-- Who was told of an act, by what, until when it must be confirmed. What was said stands in an exchange of the notice's own (told).
CREATE TABLE notices (
  id {{long}} PRIMARY KEY,
  act {{long}} NOT NULL,
  exchange {{long}} NOT NULL,
  n {{long}} NOT NULL,
  recipient TEXT NOT NULL,
  organisation TEXT NOT NULL,
  action TEXT NOT NULL,
  channel TEXT NOT NULL,
  told {{long}} NOT NULL,
  at {{long}} NOT NULL,
  due {{long}} NOT NULL,
  confirmed {{long}} NULL,
  confirmed_by TEXT NULL,
  escalated {{long}} NULL,
  cleared {{long}} NULL
);
CREATE INDEX notices_act ON notices (act);
CREATE INDEX notices_told ON notices (told);
CREATE INDEX notices_exchange ON notices (exchange, n);
CREATE INDEX notices_late ON notices (due) WHERE confirmed IS NULL AND escalated IS NULL;
CREATE INDEX notices_clear ON notices (id) WHERE action = 'erase' AND confirmed IS NOT NULL AND cleared IS NULL;

-- Legal holds. What a hold on a subject or reference is on is sealed, and found by the keyed hash.
CREATE TABLE holds (
  id {{long}} PRIMARY KEY,
  kind TEXT NOT NULL,
  exchange {{long}} NULL,
  type TEXT NULL,
  hash {{long}} NULL,
  key_no {{long}} NULL,
  sealed {{blob}} NULL,
  reason TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  placed {{long}} NOT NULL,
  ended {{long}} NULL,
  ended_by TEXT NULL,
  ended_reason TEXT NULL
);

-- When each exchange's content comes up, by which rule; worked out behind the flow. Content only: the ledger has periods of its own.
CREATE TABLE retention (
  exchange {{long}} PRIMARY KEY,
  rule TEXT NOT NULL,
  base {{long}} NOT NULL,
  due {{long}} NOT NULL,
  subject {{long}} NULL,
  decided {{long}} NULL,
  state {{long}} NOT NULL
);
CREATE INDEX retention_due ON retention (due) WHERE state = 0;
CREATE INDEX retention_subject ON retention (subject, base) WHERE subject IS NOT NULL;

CREATE TABLE reviews (
  id {{long}} PRIMARY KEY,
  exchange {{long}} NOT NULL,
  rule TEXT NOT NULL,
  opened {{long}} NOT NULL,
  due {{long}} NOT NULL,
  decided {{long}} NULL,
  decision TEXT NULL,
  by_whom TEXT NULL,
  reason TEXT NULL,
  next_due {{long}} NULL
);
CREATE INDEX reviews_open ON reviews (id) WHERE decided IS NULL;
