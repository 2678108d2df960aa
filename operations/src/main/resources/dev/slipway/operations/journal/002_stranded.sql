-- What a worker can run, so that an operation that none of them knows is told from one that has to wait its turn. Null:
-- a worker from before these columns, which may know anything.
ALTER TABLE worker ADD COLUMN types text[], ADD COLUMN versions int[];

-- Since when an operation has been due and no worker knew it; null again when one takes it.
ALTER TABLE operation ADD COLUMN stranded_at timestamptz;
CREATE INDEX stranded ON operation (number) WHERE stranded_at IS NOT NULL;
