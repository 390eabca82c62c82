-- Changed workspaces that run beside the one in force on live traffic. place and changed/instance: up to where the ledger and the ended instances of processes
-- have been followed. The files of the changed workspace are kept as those of a version of that number. state: 0 running, 1 stopped, 2 could not go on.
CREATE TABLE live_shadows (
  id {{long}} PRIMARY KEY,
  state {{long}} NOT NULL,
  started {{long}} NOT NULL,
  started_by TEXT NOT NULL,
  reason TEXT NULL,
  system TEXT NULL,
  process TEXT NULL,
  until {{long}} NOT NULL,
  ended {{long}} NULL,
  ended_by TEXT NULL,
  place {{long}} NOT NULL,
  changed {{long}} NOT NULL,
  instance {{long}} NOT NULL,
  same {{long}} NOT NULL,
  differ {{long}} NOT NULL,
  cannot {{long}} NOT NULL,
  skipped {{long}} NOT NULL,
  stored {{long}} NOT NULL
);
CREATE INDEX live_shadows_running ON live_shadows (id) WHERE state = 0;

-- What came out otherwise of one exchange, or of one instance: sealed under that one's key, so that what erases it erases this.
CREATE TABLE live_shadow_findings (
  id {{long}} PRIMARY KEY,
  shadow {{long}} NOT NULL,
  is_instance {{long}} NOT NULL,
  subject {{long}} NOT NULL,
  at {{long}} NOT NULL,
  sealed {{blob}} NOT NULL
);
CREATE INDEX live_shadow_findings_shadow ON live_shadow_findings (shadow, id);
CREATE INDEX live_shadow_findings_subject ON live_shadow_findings (subject);
