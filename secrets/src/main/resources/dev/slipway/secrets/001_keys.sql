-- The keys that sealed values were made with; the keys themselves are in a file, never here.
CREATE TABLE key (
  number int PRIMARY KEY,
  made_at timestamptz NOT NULL
);
