package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import java.time.Duration;

/** How a database is kept so that it can be brought back. */
public record Backup(
    @Doc("how often: 4h, never, or five cron fields")
        @Default("24h")
        @Shorthand
        @Aka({"schedule", "frequency", "interval", "cron"})
        Rhythm every,
    @Doc("how long backups are kept") @Default("30d") @Aka({"retention", "retain"}) Duration keep,
    @Doc("whether any second of that time can be gone back to")
        @Default("true")
        @Aka({"pitr", "wal", "continuous"})
        boolean pointInTime,
    @Doc("local, or s3://bucket/prefix") @Default("local") @Aka({"target", "location", "bucket"})
        BackupPlace to,
    @Doc("how often a backup is restored beside and looked at: the proof that it is one")
        @Default("7d")
        @Aka({"verify", "test", "restore-test"})
        Rhythm drill) {}
