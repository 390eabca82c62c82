-- Up to here the ids of change events were the numbers of the rows themselves, and subscribers may still hold them; one row, of zeros in a store that began without them.
CREATE TABLE plain_event_ids (last_row {{long}} NOT NULL, known_at {{long}} NOT NULL);
INSERT INTO plain_event_ids (last_row, known_at) SELECT coalesce(max(id), 0), coalesce(max(known_at), 0) FROM record_versions;
