CREATE TABLE other (name text);
CREATE TABLE other (name text);
