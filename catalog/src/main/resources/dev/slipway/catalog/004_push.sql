-- Which environments are deployed to by a push or a tag, and what is looked for where. A row begins
-- with marks for all that is there already: none of that is deployed.
CREATE TABLE push_watch (
  app text NOT NULL REFERENCES app,
  environment text NOT NULL,
  watching text NOT NULL,          -- the trigger and the repository; another one begins anew
  since timestamptz NOT NULL,
  PRIMARY KEY (app, environment)
);

-- What was last taken of each branch and tag. It moves in the transaction that opens the deployment.
CREATE TABLE push_mark (
  app text NOT NULL,
  environment text NOT NULL,
  ref text NOT NULL,
  commit_id text NOT NULL,
  number int,                      -- the entry that deploys it; none for what was passed by
  PRIMARY KEY (app, environment, ref),
  FOREIGN KEY (app, environment) REFERENCES push_watch ON DELETE CASCADE
);
