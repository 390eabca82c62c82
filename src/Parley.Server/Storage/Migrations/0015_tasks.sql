-- Tasks for people, and what the force owes. What may name a person (a task's title, form, data, answer and comments; an obligation's reference and the
-- rationale of its end) is sealed, under the key of the exchange it concerns where there is one: erasing that key erases it here too. Keys rise, so that
-- every insert appends. Times are microseconds since 1970 in UTC.

-- status: 0 open, 1 claimed, 2 completed, 3 cancelled. timers: what is still to come, a line each; next_at: the first of them.
-- head: what lists show, sealed; sealed: form and data, which may be large.
CREATE TABLE tasks (
  id {{long}} PRIMARY KEY,
  origin TEXT NOT NULL,
  origin_key TEXT NOT NULL,
  organisation TEXT NOT NULL,
  task_group TEXT NOT NULL,
  person TEXT NULL,
  status {{long}} NOT NULL,
  created {{long}} NOT NULL,
  created_by TEXT NOT NULL,
  due {{long}} NULL,
  claimed {{long}} NULL,
  claimed_by TEXT NULL,
  ended {{long}} NULL,
  ended_by TEXT NULL,
  reminded {{long}} NOT NULL,
  escalated {{long}} NOT NULL,
  timers TEXT NOT NULL,
  next_at {{long}} NULL,
  exchange {{long}} NULL,
  key_no {{long}} NOT NULL,
  head {{blob}} NULL,
  sealed {{blob}} NULL,
  answer {{blob}} NULL
);

CREATE UNIQUE INDEX tasks_origin ON tasks (origin, origin_key);
CREATE INDEX tasks_running ON tasks (task_group, id) WHERE status < 2;
CREATE INDEX tasks_next ON tasks (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE task_events (
  id {{long}} PRIMARY KEY,
  task {{long}} NOT NULL,
  at {{long}} NOT NULL,
  kind TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  detail TEXT NULL,
  sealed {{blob}} NULL
);

CREATE INDEX task_events_task ON task_events (task, id);

-- What has become of a task, for whoever gave it: written with the task's end, taken in the transaction that goes on from it.
CREATE TABLE task_answers (
  id {{long}} PRIMARY KEY,
  task {{long}} NOT NULL,
  origin TEXT NOT NULL,
  at {{long}} NOT NULL,
  taken {{long}} NULL
);

CREATE INDEX task_answers_open ON task_answers (origin, id) WHERE taken IS NULL;

-- kind: a rule of the workspace, or agreement-review, notice, retention-review, task; ref: the exchange, notice, review or task it is of (for an agreement's
-- review a hash); name: the agreement. subject: a keyed hash of rule and matter, by which a later event finds it. days: the working days it was given, for a
-- due time that the calendar did not know. ended_how: 0 not ended, 1 fulfilled by an event, 2 by hand, 3 not owed after all by hand, 4 by an event.
CREATE TABLE obligations (
  id {{long}} PRIMARY KEY,
  kind TEXT NOT NULL,
  ref {{long}} NOT NULL,
  name TEXT NULL,
  subject {{long}} NULL,
  organisation TEXT NOT NULL,
  task_group TEXT NOT NULL,
  since {{long}} NOT NULL,
  raised {{long}} NOT NULL,
  days {{long}} NULL,
  due {{long}} NULL,
  fault TEXT NULL,
  ended {{long}} NULL,
  ended_how {{long}} NOT NULL,
  ended_by TEXT NULL,
  exchange {{long}} NULL,
  key_no {{long}} NULL,
  sealed {{blob}} NULL,
  rationale {{blob}} NULL
);

-- One matter is owed once at a time; what stands of itself is owed once.
CREATE UNIQUE INDEX obligations_subject ON obligations (subject) WHERE ended IS NULL AND subject IS NOT NULL;
CREATE UNIQUE INDEX obligations_standing ON obligations (kind, ref) WHERE subject IS NULL;
CREATE INDEX obligations_open ON obligations (id) WHERE ended IS NULL;
