-- Requests that carried an idempotency key: an answer that is there is given again. One without an
-- answer was under way, or its control plane died at it.
CREATE TABLE api.repeat (
  person text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  began_at timestamptz NOT NULL,
  kind text NOT NULL DEFAULT 'under way' CHECK (kind IN ('under way', 'answered', 'shown once')),
  answer text,
  PRIMARY KEY (person, key)
);
CREATE INDEX repeat_began_at ON api.repeat (began_at);
