CREATE TABLE access.audit (
  number bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  actor_name text NOT NULL,
  address text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('DONE', 'DENIED', 'FAILED')),
  target text NOT NULL,
  application text NOT NULL,
  environment text NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX audit_at ON access.audit (at);
CREATE INDEX audit_actor ON access.audit (actor, number);
CREATE INDEX audit_where ON access.audit (application, environment, number);

-- One row: the newest entry, which each append locks, so that the chain has no two ends; and the
-- last entry that retention removed, where the chain that is left begins.
CREATE TABLE access.audit_chain (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  head_number bigint NOT NULL,
  head_hash bytea NOT NULL,
  base_number bigint NOT NULL,
  base_hash bytea NOT NULL
);
INSERT INTO access.audit_chain (head_number, head_hash, base_number, base_hash)
VALUES (0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'));

-- Slips are refused here; who removes the trigger on purpose is found by verifying the chain.
CREATE FUNCTION access.audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('slipway.audit_retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON access.audit
  FOR EACH ROW EXECUTE FUNCTION access.audit_is_append_only();
CREATE TRIGGER audit_never_truncated BEFORE TRUNCATE ON access.audit
  FOR EACH STATEMENT EXECUTE FUNCTION access.audit_is_append_only();
