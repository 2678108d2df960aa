-- The account at a certificate authority. Its key is stored before the authority hears of it, so
-- that an account is found again by its key whatever happens in between.
CREATE TABLE certificates.account (
  directory text NOT NULL,
  email text NOT NULL,
  key_sealed text NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (directory, email)
);

-- An order on its way, one for each name; gone once its certificate is stored.
CREATE TABLE certificates.ordering (
  host text PRIMARY KEY,
  directory text NOT NULL,
  email text NOT NULL,
  -- The key of the certificate to come: stored before anything is asked for with it.
  key_sealed text NOT NULL,
  -- Where the order is at the authority; empty until it is placed, and again after it failed.
  location text NOT NULL DEFAULT '',
  -- What was put somewhere for the authority to find, a line each, and is to be taken back.
  answers text NOT NULL DEFAULT '',
  failures integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  problem text NOT NULL DEFAULT '',
  hint text NOT NULL DEFAULT '',
  began_at timestamptz NOT NULL
);

-- The newest certificate of a name, and which one the edge is told of.
CREATE TABLE certificates.certificate (
  host text PRIMARY KEY,
  origin text NOT NULL CHECK (origin IN ('acme', 'own')),
  fingerprint text NOT NULL,
  chain text NOT NULL,
  key_sealed text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  stored_at timestamptz NOT NULL,
  -- Fingerprint of the one whose files lie in the edge's folder and stand in its table; empty: none.
  installed text NOT NULL DEFAULT '',
  -- Whether the edge has taken a table that names it: only then may older files go.
  published boolean NOT NULL DEFAULT false
);
