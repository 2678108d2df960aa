-- What we look after.
CREATE TABLE app (
  name text PRIMARY KEY,
  folder text NOT NULL,
  registered_at timestamptz NOT NULL
);

-- An immutable build: the same sources give the same build, and it is made once.
CREATE TABLE build (
  id text PRIMARY KEY,
  app text NOT NULL REFERENCES app,
  source text NOT NULL,            -- digest over the sources, the manifest included
  commit_id text,                  -- when the folder is a clean checkout
  manifest text NOT NULL,          -- slipway.yaml as it was built
  parts jsonb NOT NULL,            -- service -> artefact
  migrations text NOT NULL,        -- digest over every database's migrations
  built_at timestamptz NOT NULL,
  UNIQUE (app, source)
);

-- One numbered history for each environment: releases, configuration changes, rollbacks.
CREATE TABLE deployment (
  app text NOT NULL REFERENCES app,
  environment text NOT NULL,
  number int NOT NULL,
  kind text NOT NULL,              -- deploy, rollback, configuration
  state text NOT NULL,             -- requested, serving, superseded, failed
  build text REFERENCES build,
  configuration bigint NOT NULL DEFAULT 0,
  operation bigint,
  title text NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  serving_since timestamptz,
  ended_at timestamptz,
  record jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (app, environment, number)
);

CREATE UNIQUE INDEX one_serves ON deployment (app, environment) WHERE state = 'serving';
CREATE INDEX deployment_operation ON deployment (operation);

-- What the edge should do for an environment; the whole table is put together from these rows.
CREATE TABLE traffic (
  app text NOT NULL REFERENCES app,
  environment text NOT NULL,
  part jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (app, environment)
);

CREATE SEQUENCE routing_table_version;
