-- One row at most: the server that vouches for people; its secret is sealed.
CREATE TABLE access.voucher (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  title text NOT NULL,
  issuer text NOT NULL,
  client text NOT NULL,
  secret bytea NOT NULL,
  address text NOT NULL,
  domains text NOT NULL
);

-- One row at most: for how long the audit log is kept; none keeps it for good.
CREATE TABLE access.audit_retention (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seconds bigint NOT NULL CHECK (seconds > 0)
);
