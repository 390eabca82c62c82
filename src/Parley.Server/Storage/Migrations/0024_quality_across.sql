-- Findings between organisations: kept as the two records alone. What each owner is told of the other's is decided when it asks, and nothing of it is stored.
ALTER TABLE quality_findings ADD COLUMN across {{long}} NOT NULL DEFAULT 0;
CREATE INDEX quality_findings_across ON quality_findings (system, id) WHERE across = 1;
CREATE INDEX quality_findings_recipient ON quality_findings (exchange, id) WHERE task = 'recipient';
