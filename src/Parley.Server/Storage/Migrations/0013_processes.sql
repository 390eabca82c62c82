-- Processes. The text of every definition that an instance ever ran on is kept, so that an instance stays on the one it was started with.
CREATE TABLE process_definitions (
  id {{long}} PRIMARY KEY,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  first_used {{long}} NOT NULL
);

-- One row an instance, written anew by each step: its state and what is still to be carried out, sealed under a key of the instance's own. What waits for
-- nothing but time, events or people has nothing pending and is not read until something is for it. status: as the engine numbers them.
CREATE TABLE processes (
  id {{long}} PRIMARY KEY,
  definition {{long}} NOT NULL,
  name TEXT NOT NULL,
  status {{long}} NOT NULL,
  pending {{long}} NOT NULL,
  started {{long}} NOT NULL,
  changed {{long}} NOT NULL,
  parent {{long}} NULL,
  parent_key TEXT NULL,
  parked TEXT NULL,
  key_no {{long}} NOT NULL,
  sealed {{blob}} NULL
);
CREATE INDEX processes_pending ON processes (id) WHERE pending > 0;
CREATE INDEX processes_parked ON processes (id) WHERE parked IS NOT NULL;
CREATE INDEX processes_name ON processes (name, id);

CREATE TABLE process_timers (
  id {{long}} PRIMARY KEY,
  due {{long}} NOT NULL,
  process {{long}} NOT NULL,
  key TEXT NOT NULL
);
CREATE INDEX process_timers_due ON process_timers (due, id);

-- Where events and waiting instances meet: a channel is a keyed hash of a place in a definition that listens and the values by which both belong together.
CREATE TABLE process_listens (
  id {{long}} PRIMARY KEY,
  channel {{long}} NOT NULL,
  process {{long}} NOT NULL,
  definition {{long}} NOT NULL,
  since {{long}} NOT NULL
);
CREATE INDEX process_listens_channel ON process_listens (channel, process);

CREATE TABLE process_events (
  id {{long}} PRIMARY KEY,
  key_no {{long}} NOT NULL,
  sealed {{blob}} NOT NULL
);

CREATE TABLE process_event_channels (
  channel {{long}} NOT NULL,
  event {{long}} NOT NULL
);
CREATE INDEX process_event_channels_channel ON process_event_channels (channel, event);
CREATE INDEX process_event_channels_event ON process_event_channels (event);
