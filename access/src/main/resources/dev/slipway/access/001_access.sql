-- Names carry their schema: these tables are read with the default search path.
CREATE TABLE access.role (
  key text PRIMARY KEY,
  title text NOT NULL,
  permissions text[] NOT NULL,
  built_in boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX role_title ON access.role (lower(title));

INSERT INTO access.role (key, title, permissions, built_in) VALUES
  ('viewer', 'viewer', '{VIEW}', true),
  ('deployer', 'deployer', '{VIEW,DEPLOY,ROLL_BACK,CONFIGURE,RUN,BACK_UP}', true),
  ('migrator', 'migrator', '{VIEW,DEPLOY,ROLL_BACK,MIGRATE,BACK_UP,BRANCH}', true),
  ('approver', 'approver', '{VIEW,APPROVE}', true),
  ('admin', 'admin', '{VIEW,READ_SECRET,CONFIGURE,DEPLOY,ROLL_BACK,MIGRATE,APPROVE,MAINTAIN,BACK_UP,RESTORE,BRANCH,RUN,READ_AUDIT,MANAGE_PEOPLE,ADMINISTER}', true);

CREATE TABLE access.person (
  id text PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('INVITED', 'ACTIVE', 'DISABLED')),
  password_hash text,
  totp_secret bytea,
  totp_confirmed boolean NOT NULL DEFAULT false,
  totp_last_step bigint NOT NULL DEFAULT 0,
  issuer text,
  subject text,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX person_email ON access.person (lower(email));
CREATE UNIQUE INDEX person_subject ON access.person (issuer, subject) WHERE subject IS NOT NULL;

-- '' is "any": a role for every application, or for every environment of one.
CREATE TABLE access.person_role (
  person text NOT NULL REFERENCES access.person ON DELETE CASCADE,
  role text NOT NULL REFERENCES access.role,
  application text NOT NULL DEFAULT '',
  environment text NOT NULL DEFAULT '',
  PRIMARY KEY (person, role, application, environment)
);

CREATE TABLE access.recovery_code (
  person text NOT NULL REFERENCES access.person ON DELETE CASCADE,
  hash bytea NOT NULL,
  PRIMARY KEY (person, hash)
);

-- A session's secret is known to its browser alone. The one before is good for a moment longer,
-- for requests that were under way when it was exchanged.
CREATE TABLE access.session (
  id text PRIMARY KEY,
  person text NOT NULL REFERENCES access.person ON DELETE CASCADE,
  hash bytea NOT NULL UNIQUE,
  previous_hash bytea,
  form_key text NOT NULL,
  rotated_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  address text NOT NULL,
  browser text NOT NULL
);
CREATE INDEX session_previous ON access.session (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX session_person ON access.session (person);

CREATE TABLE access.token (
  id text PRIMARY KEY,
  person text NOT NULL REFERENCES access.person ON DELETE CASCADE,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  permissions text[] NOT NULL,
  application text NOT NULL DEFAULT '',
  environment text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX token_person ON access.token (person);

-- Links and tickets that work once: invitations, first set-up, second factor, sign-on under way.
CREATE TABLE access.one_time (
  hash bytea PRIMARY KEY,
  purpose text NOT NULL,
  subject text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX one_time_expires ON access.one_time (expires_at);

CREATE TABLE access.throttle (
  key text PRIMARY KEY,
  failures int NOT NULL,
  last_at timestamptz NOT NULL,
  open_at timestamptz NOT NULL
);
