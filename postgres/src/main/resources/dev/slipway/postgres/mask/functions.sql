-- What masking computes with, for one session. The seed is that session's setting.
CREATE FUNCTION pg_temp.mask_bytes(v text) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(current_setting('slipway.mask_seed'), 'UTF8')
    || sha256(convert_to(current_setting('slipway.mask_seed') || v, 'UTF8')))
$$;

CREATE FUNCTION pg_temp.mask_hex(v text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(pg_temp.mask_bytes(v), 'hex')
$$;

CREATE FUNCTION pg_temp.mask_int(v text, bytes int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT ('x' || lpad(left(pg_temp.mask_hex(v), bytes * 2), 16, '0'))::bit(64)::bigint
$$;

CREATE FUNCTION pg_temp.mask_word(b bytea, start int, syllables int) RETURNS text
  LANGUAGE sql STABLE AS $$
  SELECT string_agg(substr('bdfgklmnprstvz', 1 + get_byte(b, start + 2 * i) % 14, 1)
    || substr('aeiou', 1 + get_byte(b, start + 2 * i + 1) % 5, 1), '' ORDER BY i)
    FROM generate_series(0, syllables - 1) i
$$;

CREATE FUNCTION pg_temp.mask_email(v text, most int) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN v = '' THEN v ELSE
    left(pg_temp.mask_hex(lower(v)), greatest(1, least(16, most - 15))) || '@masked.invalid' END
$$;

CREATE FUNCTION pg_temp.mask_phone(v text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN v = '' THEN v ELSE
    '+999' || lpad((pg_temp.mask_int(regexp_replace(v, '\D', '', 'g'), 6) % 100000000000)::text,
                   11, '0') END
$$;

CREATE FUNCTION pg_temp.mask_name(v text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN v = '' THEN v
    WHEN v ~ '\S\s+\S' THEN initcap(pg_temp.mask_word(b, 0, 4) || ' ' || pg_temp.mask_word(b, 8, 4))
    ELSE initcap(pg_temp.mask_word(b, 0, 6)) END
    FROM (SELECT pg_temp.mask_bytes(lower(v)) AS b) AS hashed
$$;

CREATE FUNCTION pg_temp.mask_text(v text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT left(repeat(pg_temp.mask_word(b, 0, 3) || ' ' || pg_temp.mask_word(b, 8, 4) || ' ',
                     length(v) / 8 + 1), length(v))
    FROM (SELECT pg_temp.mask_bytes(v) AS b) AS hashed
$$;

CREATE FUNCTION pg_temp.mask_digits(v text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  b bytea := pg_temp.mask_bytes(regexp_replace(v, '\D', '', 'g'));
  result text := '';
  c text;
  at int := 0;
  digit int;
  total int := 0;
  count int := length(regexp_replace(v, '\D', '', 'g'));
BEGIN
  FOREACH c IN ARRAY string_to_array(v, NULL) LOOP
    IF c ~ '[0-9]' THEN
      at := at + 1;
      digit := (get_byte(b, at % 32) + at / 32) % 10;
      IF at < count THEN
        total := total + CASE WHEN (count - at) % 2 = 0 THEN digit
          WHEN digit > 4 THEN digit * 2 - 9 ELSE digit * 2 END;
      ELSIF (total + digit) % 10 = 0 THEN
        -- Nothing that is made here may pass for a card.
        digit := (digit + 1) % 10;
      END IF;
      result := result || digit;
    ELSE
      result := result || c;
    END IF;
  END LOOP;
  RETURN result;
END $$;

-- A permutation: different numbers stay different.
CREATE FUNCTION pg_temp.mask_integer(v bigint, half int) RETURNS bigint
  LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  bits int := half;
  low bigint;
  high bigint;
  swap bigint;
BEGIN
  IF v < 0 THEN
    RETURN -pg_temp.mask_integer(-v, half);
  END IF;
  WHILE bits < 31 AND v >> (2 * bits) > 0 LOOP
    bits := least(31, bits + 8);
  END LOOP;
  high := v >> bits;
  low := v & ((1::bigint << bits) - 1);
  FOR round IN 1..4 LOOP
    swap := high # (pg_temp.mask_int(bits || ':' || round || ':' || low, 4)
                    & ((1::bigint << bits) - 1));
    high := low;
    low := swap;
  END LOOP;
  RETURN (high << bits) | low;
END $$;
