-- Every change of an environment's variables makes a new version; none is ever overwritten.
CREATE TABLE configuration (
  app text NOT NULL,
  environment text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (app, environment, version)
);

-- A value holds from one version until before another: version v has the rows with
-- since <= v and (until is null or until > v).
CREATE TABLE setting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  holder text NOT NULL,
  name text NOT NULL,
  since int NOT NULL,
  until int CHECK (until > since),
  kind text NOT NULL CHECK (kind IN ('plain', 'secret', 'reference')),
  value text NOT NULL,
  FOREIGN KEY (app, environment, since) REFERENCES configuration,
  FOREIGN KEY (app, environment, until) REFERENCES configuration (app, environment, version),
  UNIQUE (app, environment, holder, name, since)
);
CREATE UNIQUE INDEX setting_current ON setting (app, environment, holder, name)
  WHERE until IS NULL;
CREATE INDEX setting_until ON setting (app, environment, until);

-- Changes that are collected and shown before they become a version together.
CREATE TABLE staged (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  holder text NOT NULL,
  name text NOT NULL,
  based_on int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('plain', 'secret', 'reference', 'unset')),
  value text NOT NULL,
  staged_at timestamptz NOT NULL,
  staged_by text NOT NULL,
  UNIQUE (app, environment, holder, name)
);
