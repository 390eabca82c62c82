-- What an instance of a process, or an event kept for instances, took from which exchange. Rows are appended with the step that took it, and marked when the
-- exchange is erased, so that the copy is erased too.
CREATE TABLE process_exchanges (
  holder {{long}} NOT NULL,
  is_event {{long}} NOT NULL,
  exchange {{long}} NOT NULL,
  erased {{long}} NOT NULL
);
CREATE INDEX process_exchanges_holder ON process_exchanges (holder);
CREATE INDEX process_exchanges_event ON process_exchanges (holder) WHERE is_event = 1;
CREATE INDEX process_exchanges_exchange ON process_exchanges (exchange);
CREATE INDEX process_exchanges_erased ON process_exchanges (holder) WHERE erased = 1;

-- When the content of an instance was erased, and why.
ALTER TABLE processes ADD COLUMN erased {{long}} NULL;
ALTER TABLE processes ADD COLUMN erased_why TEXT NULL;
CREATE INDEX processes_ended ON processes (changed) WHERE status >= 4 AND erased IS NULL;
