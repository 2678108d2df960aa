ALTER TABLE thing ADD COLUMN colour text NOT NULL DEFAULT 'blue';
