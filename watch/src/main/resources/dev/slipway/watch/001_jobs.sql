-- How far the clock of each job was looked at: what came due since is owed. The row is also what
-- whoever begins a run of the job holds, so that its overlap rule is asked by one at a time.
CREATE TABLE job (
  app text NOT NULL,
  environment text NOT NULL,
  name text NOT NULL,
  schedule text NOT NULL,
  seen_until timestamptz NOT NULL,
  PRIMARY KEY (app, environment, name)
);

-- One time that a job was due, or was asked for, and what became of it.
CREATE TABLE run (
  id text PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  job text NOT NULL,
  due_at timestamptz NOT NULL,
  asked_by text,                   -- empty: the clock
  state text NOT NULL CHECK (state IN ('waiting', 'starting', 'running', 'succeeded', 'failed',
    'timed-out', 'replaced', 'skipped', 'missed', 'unseen')),
  attempt int NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 1,
  not_before timestamptz NOT NULL,
  place text,                      -- the control plane's data directory that it runs under
  release text,
  instance text,                   -- empty: a request
  ends_by timestamptz,
  stop_why text,                   -- it was told to end
  started_at timestamptz,
  ended_at timestamptz,
  exit_code int,
  fact text NOT NULL DEFAULT '',
  output text NOT NULL DEFAULT ''
);

-- A run is claimed by this: whoever comes second with the same instant finds it taken.
CREATE UNIQUE INDEX run_once ON run (app, environment, job, due_at) WHERE asked_by IS NULL;
CREATE INDEX run_of_job ON run (app, environment, job, due_at DESC);
CREATE INDEX run_open ON run (state) WHERE state IN ('waiting', 'starting', 'running');
