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
