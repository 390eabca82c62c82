-- Who is signed in, and the local administrators. None of these tables is on the way of a message.
-- A session is known by the SHA-256 of the secret that its browser holds: who reads the table cannot use what it says.
CREATE TABLE sessions (
  hash {{blob}} PRIMARY KEY,
  issuer TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  organisation TEXT NULL,
  roles TEXT NOT NULL,
  id_token TEXT NULL,
  created {{long}} NOT NULL,
  used {{long}} NOT NULL,
  revoked {{long}} NULL
);
CREATE INDEX sessions_person ON sessions (person);

CREATE TABLE administrators (
  name TEXT PRIMARY KEY,
  password TEXT NOT NULL,
  created {{long}} NOT NULL,
  disabled {{long}} NULL
);

-- What a command did beside the server; the server puts it into the ledger and marks it. Keys are random: no server gives them out.
CREATE TABLE authority_notes (
  id {{long}} PRIMARY KEY,
  at {{long}} NOT NULL,
  actor TEXT NOT NULL,
  outcome TEXT NOT NULL,
  recorded {{long}} NOT NULL
);
