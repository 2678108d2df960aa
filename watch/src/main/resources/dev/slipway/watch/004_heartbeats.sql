-- A call that is waited for. The secret stands in its URL: who knows it can say that a job lives,
-- and nothing else, so it is kept as it is and can be shown again.
CREATE TABLE heartbeat (
  app text NOT NULL,
  environment text NOT NULL,
  probe text NOT NULL,
  secret text NOT NULL UNIQUE,
  begun_at timestamptz NOT NULL,   -- it is waited for since
  came_at timestamptz,             -- the last call
  PRIMARY KEY (app, environment, probe)
);
