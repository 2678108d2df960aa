-- What brought an entry of the history here: the release that served in another environment.
CREATE TABLE promotion (
  app text NOT NULL,
  environment text NOT NULL,
  number int NOT NULL,
  from_environment text NOT NULL,
  from_number int NOT NULL,
  automatic boolean NOT NULL,      -- a trigger's, not a person's
  hotfix text NOT NULL,            -- why criteria were left out; empty for none
  PRIMARY KEY (app, environment, number),
  FOREIGN KEY (app, environment, number) REFERENCES deployment
);

-- Whoever follows another environment follows each of its releases once, however many look.
CREATE UNIQUE INDEX promotion_followed ON promotion (app, environment, from_environment, from_number)
  WHERE automatic;
