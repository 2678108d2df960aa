package dev.slipway.migration.shape;

/** One question for the whole catalog: kind, name, definition. */
final class ShapeQuery {
  private ShapeQuery() {}

  static final String TEXT =
      """
      WITH space AS (
        SELECT oid, nspname FROM pg_namespace
        WHERE CASE WHEN ? = ''
          THEN nspname NOT IN ('pg_catalog', 'information_schema', 'slipway', 'slipway_watch')
            AND nspname !~ '^pg_(toast|temp)'
          ELSE nspname = ? END),
      extended AS (
        SELECT objid, classid FROM pg_depend WHERE deptype = 'e'),
      relation AS (
        SELECT c.*, format('%I.%I', s.nspname, c.relname) AS name
        FROM pg_class c JOIN space s ON s.oid = c.relnamespace
        WHERE NOT EXISTS (SELECT FROM extended e
            WHERE e.objid = c.oid AND e.classid = 'pg_class'::regclass)
          AND c.relname !~ ('^(_prisma_migrations|flyway_schema_history|goose_db_version'
            '|schema_migrations|__diesel_schema_migrations)(_|$)'))
      SELECT 'schema', quote_ident(nspname), 'present' FROM space
      UNION ALL
      SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view'
          WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign_table' ELSE 'table' END,
        name,
        concat_ws(' ',
          CASE relpersistence WHEN 'u' THEN 'unlogged' WHEN 'p' THEN 'permanent' ELSE 'temporary' END,
          CASE WHEN relkind = 'p' THEN 'partitioned by ' || pg_get_partkeydef(oid) END,
          CASE WHEN relispartition THEN 'partition ' || pg_get_expr(relpartbound, oid) END,
          CASE WHEN relrowsecurity THEN 'row security' END,
          CASE WHEN relforcerowsecurity THEN 'forced' END,
          array_to_string(reloptions, ','),
          CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END)
      FROM relation WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      UNION ALL
      SELECT 'column', name || '.' || quote_ident(a.attname),
        concat_ws(' ', format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attnotnull THEN 'not null' END,
          CASE WHEN a.attidentity <> '' THEN 'identity ' || a.attidentity::text END,
          CASE WHEN a.attgenerated <> '' THEN 'generated' END,
          'default ' || pg_get_expr(d.adbin, d.adrelid))
      FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE r.relkind IN ('r', 'p', 'f')
      UNION ALL
      SELECT 'constraint', name || '.' || quote_ident(conname),
        pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' not validated' END
      FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid WHERE k.contype <> 'n'
      UNION ALL
      SELECT 'index', r.name,
        pg_get_indexdef(r.oid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
      FROM relation r JOIN pg_index i ON i.indexrelid = r.oid
      UNION ALL
      SELECT 'trigger', r.name || '.' || quote_ident(t.tgname),
        pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
      FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
      UNION ALL
      SELECT 'policy', r.name || '.' || quote_ident(p.polname),
        concat_ws(' ', p.polcmd::text, p.polroles::regrole[]::text,
          pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
      UNION ALL
      SELECT 'grant', r.name, r.relacl::text FROM relation r
      WHERE r.relacl IS NOT NULL
      UNION ALL
      SELECT 'function', format('%I.%I(%s)', s.nspname, p.proname,
          pg_get_function_identity_arguments(p.oid)),
        md5(concat_ws(' ', p.prosrc, p.probin, p.prosqlbody::text, p.provolatile, p.prosecdef,
          p.proconfig::text, p.prorettype::regtype))
      FROM pg_proc p JOIN space s ON s.oid = p.pronamespace
      WHERE NOT EXISTS (SELECT FROM extended e
        WHERE e.objid = p.oid AND e.classid = 'pg_proc'::regclass)
      UNION ALL
      SELECT 'type', format('%I.%I', s.nspname, t.typname),
        CASE t.typtype
          WHEN 'e' THEN 'enum ' || (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
            FROM pg_enum WHERE enumtypid = t.oid)
          WHEN 'd' THEN concat_ws(' ', 'domain', format_type(t.typbasetype, t.typtypmod), t.typdefault)
          ELSE 'range' END
      FROM pg_type t JOIN space s ON s.oid = t.typnamespace
      WHERE t.typtype IN ('e', 'd', 'r') AND NOT EXISTS (SELECT FROM extended e
        WHERE e.objid = t.oid AND e.classid = 'pg_type'::regclass)
      UNION ALL
      SELECT 'extension', quote_ident(extname), extversion FROM pg_extension
      """;
}
