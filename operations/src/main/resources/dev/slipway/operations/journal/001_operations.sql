-- Grows with each lease that is given, over all operations: whoever holds a higher number came later.
CREATE SEQUENCE fence;

-- The processes that run operations. A worker that does not count up its beats is dead to the others, by their own
-- clocks: no two machines' clocks are compared.
CREATE TABLE worker (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  place text NOT NULL,
  pid bigint NOT NULL,
  pid_started bigint NOT NULL,
  beats bigint NOT NULL DEFAULT 0,
  since timestamptz NOT NULL
);

CREATE TABLE operation (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  title text NOT NULL,
  target text NOT NULL,
  changing boolean NOT NULL,
  -- The version its plan was made under, and the newest one that has worked on it: older workers leave it alone.
  plan_version int NOT NULL,
  code_version int NOT NULL,
  plan json NOT NULL,
  input json NOT NULL,
  who text NOT NULL,
  came_from text NOT NULL,
  why text NOT NULL,
  idempotency_key text,
  state text NOT NULL CHECK (state IN
    ('queued', 'running', 'waiting', 'undoing', 'succeeded', 'failed', 'cancelled', 'needs-attention')),
  step text NOT NULL DEFAULT '',
  outcome text NOT NULL DEFAULT '',
  problem json,
  requested_at timestamptz NOT NULL,
  began_at timestamptz,
  ended_at timestamptz,
  deadline_at timestamptz,
  cancel_at timestamptz,
  cancel_who text,
  cancel_why text,
  -- The target is this operation's own; see one_holder.
  holds boolean NOT NULL DEFAULT false,
  -- When a worker should take it: null while one has it, while it queues, and when it waits for a signal alone.
  due_at timestamptz,
  signal_key text,
  worker bigint,
  fence bigint NOT NULL DEFAULT 0,
  last_event bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX one_holder ON operation (target) WHERE holds;
CREATE UNIQUE INDEX once ON operation (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX due ON operation (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX of_worker ON operation (worker) WHERE worker IS NOT NULL;
CREATE INDEX waits_for_signal ON operation (signal_key) WHERE signal_key IS NOT NULL;
CREATE INDEX queue_of_target ON operation (target, number) WHERE state = 'queued' AND NOT holds;
CREATE INDEX of_target ON operation (target, number);
CREATE INDEX of_state ON operation (state, number);
CREATE INDEX of_type ON operation (type, number);

CREATE TABLE step (
  operation bigint NOT NULL REFERENCES operation,
  name text NOT NULL,
  ordinal int NOT NULL,
  state text NOT NULL,
  attempt int NOT NULL DEFAULT 1,
  -- How often a worker died at it: one that kills its worker each time must not do so for ever.
  deaths int NOT NULL DEFAULT 0,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  summary text NOT NULL DEFAULT '',
  output json,
  remembered json,
  problem json,
  undo_attempt int NOT NULL DEFAULT 0,
  PRIMARY KEY (operation, name)
) WITH (fillfactor = 70);

CREATE TABLE event (
  operation bigint NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  step text NOT NULL,
  what json NOT NULL,
  PRIMARY KEY (operation, number)
);

CREATE TABLE signal (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL,
  who text NOT NULL,
  at timestamptz NOT NULL,
  what json NOT NULL
);
CREATE INDEX of_key ON signal (key, number);
