package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the database's structure changes with a release. */
public record Migrations(
    @Doc("the folder of numbered, forward-only SQL files")
        @Shorthand
        @Is(Format.FOLDER)
        @Aka({"dir", "directory", "path"})
        Optional<String> folder,
    @Doc("a tool's own command, run with the database's URL in its variable")
        @Aka({"run", "cmd", "tool"})
        Optional<String> command,
    @Doc("command: the service whose build it runs in; unsaid: the first that uses the database")
        @Is(Format.NAME)
        Optional<String> service,
    @Doc("the schemas that each file is applied to; unsaid: once, to the whole database")
        @Is(Format.IDENTIFIER)
        @Aka({"per-schema", "schema"})
        List<String> schemas,
    @Doc("a pattern of tenant schemas, each of which is migrated, as in tenant_*")
        Optional<String> tenants,
    @Doc("how long a statement waits for a lock before it tries again") @Default("5s")
        Duration lockTimeout,
    @Doc("what the whole may take before it is given up") @Default("15m") Duration budget) {}
