-- What instances of processes took and asked for, step by step, as far as it no longer stands in the instance's own row: so that a run can be replayed.
-- Sealed under the instance's key; the rows beyond what is kept of one instance are deleted with the step that adds another.
CREATE TABLE process_steps (
  id {{long}} PRIMARY KEY,
  process {{long}} NOT NULL,
  sealed {{blob}} NOT NULL
);
CREATE INDEX process_steps_process ON process_steps (process);

-- The instance that this one runs again; null for none.
ALTER TABLE processes ADD COLUMN replay_of {{long}} NULL;
CREATE INDEX processes_replay_of ON processes (replay_of) WHERE replay_of IS NOT NULL;

-- How instances fare, for who follows it: in the order in which it became durable, and no content. what: the specification's word for it. n: which of the
-- instance's own it is.
CREATE TABLE process_lifecycle (
  id {{long}} PRIMARY KEY,
  process {{long}} NOT NULL,
  definition {{long}} NOT NULL,
  n {{long}} NOT NULL,
  what TEXT NOT NULL,
  at {{long}} NOT NULL
);
