-- What every managed database has: who changed what, whose row it is. Run again at each provisioning.
CREATE SCHEMA IF NOT EXISTS slipway;
REVOKE ALL ON SCHEMA slipway FROM PUBLIC;

CREATE TABLE IF NOT EXISTS slipway.audit (
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor     text,
  login     text        NOT NULL DEFAULT session_user,
  relation  text        NOT NULL,
  operation text        NOT NULL,
  old_row   jsonb,
  new_row   jsonb
);
CREATE INDEX IF NOT EXISTS audit_by_relation ON slipway.audit (relation, at);

-- SET LOCAL slipway.actor = '…' and SET LOCAL slipway.tenant = '…' at the start of a transaction.
CREATE OR REPLACE FUNCTION slipway.current_actor() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('slipway.actor', true), '');

CREATE OR REPLACE FUNCTION slipway.current_tenant() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('slipway.tenant', true), '');

-- Runs as its owner, so that nobody who is audited can write the record himself.
CREATE OR REPLACE FUNCTION slipway.audit_change() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO slipway.audit (actor, relation, operation, old_row, new_row)
  VALUES (slipway.current_actor(), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_OP,
          CASE WHEN TG_OP IN ('UPDATE', 'DELETE') THEN to_jsonb(OLD) END,
          CASE WHEN TG_OP IN ('INSERT', 'UPDATE') THEN to_jsonb(NEW) END);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION slipway.audit_table(target regclass) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER slipway_audit AFTER INSERT OR UPDATE OR DELETE ON %s '
    'FOR EACH ROW EXECUTE FUNCTION slipway.audit_change()', target);
END $$;

-- Nobody but the tenant named in the transaction sees or writes its rows; none named: no rows.
CREATE OR REPLACE FUNCTION slipway.isolate_tenants(target regclass, tenant_column name)
  RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('DROP POLICY IF EXISTS slipway_tenant ON %s', target);
  EXECUTE format('CREATE POLICY slipway_tenant ON %s USING (%I::text = slipway.current_tenant()) '
    'WITH CHECK (%I::text = slipway.current_tenant())', target, tenant_column, tenant_column);
END $$;
