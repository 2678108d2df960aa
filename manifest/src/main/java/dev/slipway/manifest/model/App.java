package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole file: what one application is made of, and where it runs. */
public record App(
    @Doc("the application's name, used in host names and database names")
        @Is(Format.NAME)
        @Aka({"name", "project"})
        String app,
    @Doc("one line that says what it is, shown on the dashboard") Optional<String> description,
    @Doc("what runs: web services, static sites, workers and one-off jobs")
        @Aka({"apps", "processes", "web"})
        Map<String, Service> services,
    @Doc("PostgreSQL databases (or CockroachDB, Supabase)")
        @Aka({"db", "database", "postgres", "postgresql"})
        Map<String, Database> databases,
    @Doc("Redis servers, each with its own password") @Aka({"cache", "key-value"})
        Map<String, Redis> redis,
    @Doc("S3-compatible storage") @Aka({"storage", "s3"}) Map<String, Bucket> buckets,
    @Doc("how the application sends mail; handed to services as SMTP_* variables")
        @Aka({"smtp", "email"})
        Optional<Mail> mail,
    @Doc("groups of variables that several services share, so that they can't differ")
        @Aka({"env-groups", "env-var-groups", "secrets", "shared"})
        Map<String, Map<String, Variable>> groups,
    @Doc("what runs by the clock") @Aka({"cron", "crons", "cron-jobs", "schedules"})
        Map<String, Job> jobs,
    @Doc("how a release is proved, before anybody is served and after")
        @Aka({"tests", "smoke", "smoke-tests"})
        Map<String, Check> checks,
    @Doc("where it runs; development alone when nothing is said")
        @Aka({"envs", "stages", "deployments"})
        Map<String, Environment> environments,
    @Doc("an environment of its own for each pull request") @Aka({"previews", "review-apps"})
        Optional<Preview> preview,
    @Doc("who is told of deployments and failures") @Aka({"notifications", "notify"})
        List<Notice> notices,
    @Doc("what is different in the alerts of all environments") @Aka({"alerting", "monitoring"})
        Optional<Alerting> alerts,
    @Doc("what is asked all the time whether it is well, beside address and databases")
        @Aka({"monitors", "heartbeats", "uptime"})
        Map<String, StandingProbe> probes) {}
