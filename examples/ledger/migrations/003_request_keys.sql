-- A client that had no answer may send its transfer again under the same key: it is posted once.
ALTER TABLE transfers ADD COLUMN request_key text;
CREATE UNIQUE INDEX transfers_request_key ON transfers (request_key) WHERE request_key IS NOT NULL;

CREATE VIEW balances AS
SELECT accounts.id, accounts.name, coalesce(sum(entries.amount), 0)::bigint AS balance
FROM accounts
LEFT JOIN entries ON entries.account_id = accounts.id
GROUP BY accounts.id;
