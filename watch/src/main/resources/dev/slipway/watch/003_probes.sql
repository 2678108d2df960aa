-- How often a probe was well on a day, in UTC; what was planned is not counted.
CREATE TABLE probe_day (
  app text NOT NULL,
  environment text NOT NULL,
  probe text NOT NULL,
  day date NOT NULL,
  passed int NOT NULL DEFAULT 0,
  failed int NOT NULL DEFAULT 0,
  unmeasured int NOT NULL DEFAULT 0,
  PRIMARY KEY (app, environment, probe, day)
);
