package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import java.util.Optional;

/** Rows for a new database; never applied to a production one. */
public record Seed(
    @Doc("an SQL file") @Shorthand @Is(Format.FOLDER) @Aka({"sql"}) Optional<String> file,
    @Doc("a command, run with the database's URL in its variable") @Aka({"run"})
        Optional<String> command,
    @Doc("command: the service whose build it runs in") @Is(Format.NAME)
        Optional<String> service) {}
