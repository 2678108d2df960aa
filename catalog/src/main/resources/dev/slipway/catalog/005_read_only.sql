-- Whether the environment's databases take no writes either while this holder keeps it closed.
ALTER TABLE closure ADD COLUMN databases boolean NOT NULL DEFAULT false;
