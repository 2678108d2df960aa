-- Whose instances serve an entry of the history: its own, or those of the release that a rollback
-- goes back to.
ALTER TABLE deployment ADD COLUMN release int;
UPDATE deployment SET release = number;
ALTER TABLE deployment ALTER COLUMN release SET NOT NULL;

-- Releases that serve no more, and whose instances stand until then for an instant way back.
CREATE TABLE kept (
  app text NOT NULL REFERENCES app,
  environment text NOT NULL,
  release int NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (app, environment, release)
);

-- Who keeps an environment closed to its users: a person, or a deployment while it needs to. It is
-- open when no row is left.
CREATE TABLE closure (
  app text NOT NULL REFERENCES app,
  environment text NOT NULL,
  holder text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('full', 'read-only')),
  message text NOT NULL,
  bypass text NOT NULL,            -- secret that signs the links of those who may pass
  closed_by text NOT NULL,
  closed_at timestamptz NOT NULL,
  PRIMARY KEY (app, environment, holder)
);
