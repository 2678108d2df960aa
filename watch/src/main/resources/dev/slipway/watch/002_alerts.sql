-- What is wrong, from the first time it was seen until it is over. The row decides what was told:
-- a control plane that comes back neither tells it again nor forgets it.
CREATE TABLE alert (
  id text PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  rule text NOT NULL,
  object text NOT NULL,            -- an instance, a job, a database; empty: the environment itself
  state text NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
  unmeasured boolean NOT NULL,     -- it could not be measured, which is not well
  value text NOT NULL,
  limit_text text NOT NULL,
  consequence text NOT NULL,
  began_at timestamptz NOT NULL,
  fired_at timestamptz,
  well_since timestamptz,          -- it looks well again, and not yet for long enough
  resolved_at timestamptz,
  told int NOT NULL DEFAULT 0,     -- so many messages about it
  tell_at timestamptz              -- the next one; empty: nothing is to be told
);

-- One at a time for each thing that can be wrong.
CREATE UNIQUE INDEX alert_open ON alert (app, environment, rule, object) WHERE state <> 'resolved';
CREATE INDEX alert_newest ON alert (app, environment, began_at DESC);

-- What was told, and what was not and why.
CREATE TABLE telling (
  id text PRIMARY KEY,
  alert text NOT NULL REFERENCES alert ON DELETE CASCADE,
  at timestamptz NOT NULL,
  what text NOT NULL CHECK (what IN ('firing', 'still', 'resolved', 'suppressed')),
  why text NOT NULL
);
CREATE INDEX telling_of_alert ON telling (alert, at);

-- Somebody wants to hear nothing of it for a while.
CREATE TABLE silence (
  id text PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  rule text NOT NULL,              -- empty: all of them
  until timestamptz NOT NULL,
  set_by text NOT NULL,
  why text NOT NULL,
  set_at timestamptz NOT NULL
);
