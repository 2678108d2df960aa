package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Within;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database that services use. */
public record Database(
    @Doc("postgresql, cockroachdb or supabase") @Default("postgresql") @Aka({"type", "adapter"})
        DatabaseEngine engine,
    @Doc("PostgreSQL's major version")
        @Default("18")
        @Within(least = 12, greatest = 99)
        @Aka({"postgres-version", "postgres-major-version", "postgresql-major-version", "image"})
        int version,
    @Doc("the database's name; unsaid: the application's name, underscores for hyphens")
        @Is(Format.IDENTIFIER)
        @Aka({"database-name", "db-name", "dbname", "database"})
        Optional<String> name,
    @Doc("what keeps environments apart: a cluster of their own, a database, or a schema")
        @Default("cluster")
        @Aka({"separation"})
        Isolation isolation,
    @Doc("where its rows come from in an environment: own, or a copy of another's")
        @Default("{}")
        @Aka({"data", "copy", "from"})
        DataSource source,
    @Doc("true: it stands elsewhere; its URL is a secret set with slipway env set")
        @Default("false")
        @Aka({"managed", "hosted"})
        boolean external,
    @Doc("extensions to create") @Is(Format.IDENTIFIER) @Aka({"plugins"}) List<String> extensions,
    @Doc("schemas to create") @Default("[public]") @Is(Format.IDENTIFIER) @Aka({"schema"})
        List<String> schemas,
    @Doc("roles beside the owner, and what each may do: read, write or admin")
        @Keys(Format.IDENTIFIER)
        @Aka({"users", "grants", "user"})
        Map<String, RolePower> roles,
    @Doc("settings of the server, as in postgresql.conf")
        @Keys(Format.TEXT)
        @Aka({"config", "parameters", "conf"})
        Map<String, String> settings,
    @Doc("SQL files that run once, when the database is new")
        @Is(Format.FOLDER)
        @Aka({"init-scripts", "init-sql", "bootstrap"})
        List<String> init,
    @Doc("the folder of numbered SQL files, or a tool's own command")
        @Aka({"migration", "migrate", "flyway", "prisma"})
        Optional<Migrations> migrations,
    @Doc("rows for an environment that starts empty: an SQL file, or a command")
        @Aka({"seeds", "fixtures"})
        Optional<Seed> seed,
    @Doc("how it is kept") @Default("{}") @Aka({"backups"}) Backup backup,
    @Doc("how tenants are told apart, for row-level security, exports and per-tenant migrations")
        @Aka({"tenants", "tenancy", "multi-tenant"})
        Optional<Tenancy> tenant,
    @Doc("columns that a masked copy changes, as schema.table.column")
        @Keys(Format.TEXT)
        @Aka({"masking", "anonymise", "anonymize"})
        Map<String, Mask> mask,
    @Doc("connections that one instance may hold")
        @Default("10")
        @Within(least = 1, greatest = 1_000)
        @Aka({"pool-size", "connection-limit", "connections"})
        int pool,
    @Doc(
            "the variable that services find its URL in; unsaid: DATABASE_URL for the only or first"
                + " database, NAME_DATABASE_URL for others")
        @Is(Format.VARIABLE)
        @Aka({"env", "url", "url-variable"})
        Optional<String> variable,
    @Doc("the variable for a URL without a pool between, if a tool needs one")
        @Is(Format.VARIABLE)
        @Aka({"direct-url", "direct"})
        Optional<String> directVariable) {}
