-- Photographs, video, sound and documents as objects. The bytes stand in files beside the store (ADR 0023), sealed under a key of each object's own; here is
-- what is known of them. Keys rise, so that every insert appends. Times are microseconds since 1970 in UTC.
-- state: 0 uploading, 1 waiting, 2 available, 3 quarantined, 4 refused, 5 erased. due: when it is to be looked at again. tail: what was received after the last
-- whole chunk, sealed; it is durable together with how much was received. sealed: what the sender said of it. verdict: what the scanner said, or why it ended.
-- ended: when nothing of it was left; an end that was cut short has none yet.
CREATE TABLE media (
  id {{long}} PRIMARY KEY,
  system TEXT NOT NULL,
  state {{long}} NOT NULL,
  created {{long}} NOT NULL,
  by_whom TEXT NOT NULL,
  type TEXT NOT NULL,
  size {{long}} NOT NULL,
  received {{long}} NOT NULL,
  due {{long}} NOT NULL,
  record {{long}} NULL,
  key_no {{long}} NOT NULL,
  sealed {{blob}} NULL,
  tail {{blob}} NULL,
  sha256 {{blob}} NULL,
  completed {{long}} NULL,
  scanned {{long}} NULL,
  verdict TEXT NULL,
  ended {{long}} NULL
);
CREATE INDEX media_due ON media (due) WHERE ended IS NULL;
CREATE INDEX media_open ON media (system) WHERE state = 0;
CREATE INDEX media_sha256 ON media (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX media_record ON media (record) WHERE record IS NOT NULL;

-- Which records refer to objects, by the object's identifier or by its SHA-256; written with the bundle that says so.
-- erased: when the bundle was erased. settled: when the objects concerned had been looked at after that.
CREATE TABLE media_references (
  exchange {{long}} NOT NULL,
  place {{long}} NOT NULL,
  record {{long}} NOT NULL,
  system TEXT NOT NULL,
  object {{long}} NULL,
  sha256 {{blob}} NULL,
  erased {{long}} NULL,
  settled {{long}} NULL,
  PRIMARY KEY (exchange, place)
);
CREATE INDEX media_references_record ON media_references (record);
CREATE INDEX media_references_object ON media_references (object) WHERE object IS NOT NULL;
CREATE INDEX media_references_sha256 ON media_references (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX media_references_erased ON media_references (erased) WHERE erased IS NOT NULL AND settled IS NULL;
