-- What was told once: a deployment and what became of it, such as ledger/production/53/end.
CREATE TABLE told (
  key text PRIMARY KEY,
  told_at timestamptz NOT NULL
);

-- What happened before there were notices is no news.
INSERT INTO told (key, told_at)
SELECT app || '/' || environment || '/' || number || '/end', now() FROM catalog.deployment;

-- One message to one recipient. It is taken by moving next_try: who dies while sending it leaves it
-- to be sent again, so that it may come twice, with the same id, and never not at all.
CREATE TABLE message (
  id text PRIMARY KEY,
  app text NOT NULL,
  environment text NOT NULL,
  way text NOT NULL CHECK (way IN ('slack', 'webhook', 'mail')),
  recipient text NOT NULL,         -- a variable's name or a mail address, never a secret
  signed_with text NOT NULL,       -- a variable's name, or empty
  body jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'given-up')),
  tries int NOT NULL,
  next_try timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  trouble text NOT NULL
);
CREATE INDEX message_waiting ON message (next_try) WHERE state = 'waiting';
