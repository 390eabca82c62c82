-- What was withheld from each delivery, by code (SHR101:4 SHR104:1), for the owner of the data.
ALTER TABLE deliveries ADD COLUMN withheld_reasons TEXT NULL;

-- What parties did to agreements beside their files; the last act of each counts.
CREATE TABLE agreement_acts (
  id {{long}} PRIMARY KEY,
  agreement TEXT NOT NULL,
  act TEXT NOT NULL,
  organisation TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  at {{long}} NOT NULL
);

-- How each agreement stood when it was last looked at, so that a change by file or date is noticed once.
CREATE TABLE agreement_states (
  agreement TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  state {{long}} NOT NULL,
  changed {{long}} NOT NULL
);

CREATE TABLE emergencies (
  id {{long}} PRIMARY KEY,
  from_organisation TEXT NOT NULL,
  to_organisation TEXT NOT NULL,
  to_system TEXT NULL,
  exchange {{long}} NOT NULL,
  reference_hash {{long}} NULL,
  purpose TEXT NOT NULL,
  person TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  declared {{long}} NOT NULL,
  until {{long}} NOT NULL
);
