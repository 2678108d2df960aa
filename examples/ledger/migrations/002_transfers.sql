CREATE TABLE transfers (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  description text NOT NULL DEFAULT '',
  posted_at   timestamptz NOT NULL DEFAULT now()
);

-- One line of a transfer. Amounts are in cents: what leaves an account is negative.
CREATE TABLE entries (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transfer_id bigint NOT NULL REFERENCES transfers,
  account_id  bigint NOT NULL REFERENCES accounts,
  amount      bigint NOT NULL CHECK (amount <> 0)
);

CREATE INDEX entries_of_account ON entries (account_id, id);
CREATE INDEX entries_of_transfer ON entries (transfer_id);

-- Checked when the transaction commits, because the first line alone never sums to zero.
CREATE FUNCTION transfer_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric;
BEGIN
  SELECT sum(amount) INTO total FROM entries WHERE transfer_id = NEW.transfer_id;
  IF total <> 0 THEN
    RAISE EXCEPTION 'transfer % sums to %, not to zero', NEW.transfer_id, total
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER transfer_sums_to_zero
  AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION transfer_sums_to_zero();

-- A ledger is only ever added to: a mistake is corrected by another transfer.
CREATE FUNCTION entries_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries are never changed: post a transfer that corrects them';
END
$$;

CREATE TRIGGER entries_never_change
  BEFORE UPDATE OR DELETE ON entries
  FOR EACH ROW EXECUTE FUNCTION entries_never_change();
