package dev.slipway.web;

import static dev.slipway.web.SampleApps.facts;
import static dev.slipway.web.SampleApps.series;

import dev.slipway.web.view.Action;
import dev.slipway.web.view.DeploymentView;
import dev.slipway.web.view.DeploymentView.*;
import dev.slipway.web.view.EnvironmentView;
import dev.slipway.web.view.EnvironmentView.*;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A deployment that is under way, one that waits, one that was rolled back; and where it runs. */
final class SampleDeployments {
  static final Instant NOW = Instant.parse("2026-11-21T09:14:07Z");

  private SampleDeployments() {}

  static Step step(String name, State state, String note, String took, Detail detail) {
    return new Step(
        name.toLowerCase(Locale.ROOT).replace(' ', '-'), name, state, note, took, detail);
  }

  static Step done(String name, String note, String took) {
    return step(
        name,
        State.ok("done"),
        note,
        took,
        new Detail(
            facts("started", "09:14:07", "tries", "1"),
            List.of("09:14:07 begin " + name, "09:14:08 <script>alert('x')</script> done"),
            Optional.empty()));
  }

  static Step later(String name) {
    return step(name, State.none("to come"), "", "", Detail.NONE);
  }

  static DeploymentView running() {
    return new DeploymentView(
        new Head(
            "erp-generic",
            "production",
            "v53",
            State.running("starting"),
            "7 of 12 steps, 38 s so far; expected 2 min 10 s",
            NOW,
            facts(
                "Commit",
                "8c1f2ab",
                "Since v52",
                "6 commits",
                "Strategy",
                "rolling, 3 instances",
                "By",
                "Ada Lovelace"),
            Optional.of("/erp-generic/production/v53/events")),
        new Steps(
            List.of(
                done("Preflight", "7 checks", "0.1 s"),
                done("Build", "javac, 14 files", "2.1 s"),
                done("Backup", "restore point 09:13:58, proven 02:40", "1.4 s"),
                done("Rehearse", "2 migrations on a branch: 8.2 s", "11.0 s"),
                done("Approve", "product owner and cto", "4.0 s"),
                done("Migrate", "2 of 2, 8.4 s (predicted 8.2 s)", "8.4 s"),
                step(
                    "Start",
                    State.running("under way"),
                    "1 of 3 instances ready",
                    "4.2 s",
                    Detail.NONE),
                later("Verify"),
                later("Switch"),
                later("Confirm"),
                later("Soak"),
                later("Finish")),
            List.of(
                Action.dangerous(
                    "Cancel",
                    "/erp-generic/production/v53/cancel",
                    "Cancel v53? What it has done so far is undone; v52 goes on serving."))),
        Optional.of(commits()),
        Optional.of(plan("8.4 s")),
        Optional.empty(),
        List.of());
  }

  static Commits commits() {
    return new Commits(
        "8c1f2ab: 6 commits since v52",
        List.of(
            new Commit("8c1f2ab", "Invoice status, customer keys", "Ada Lovelace"),
            new Commit("51d09e7", "<b>bold</b> totals", "Dora Deploy")),
        4);
  }

  static Plan plan(String actual) {
    return new Plan(
        "7d3e·91c4",
        "Rehearsed 09:14 on a branch of this morning's backup, masked, 48.0 GB, branch ready in 1.4"
            + " s.",
        List.of(
            new Statement(
                State.ok("safe"),
                "20261103_add_invoice_status.sql",
                "ALTER TABLE invoices ADD COLUMN status text",
                "no scan, no rewrite; lock 1 ms",
                "4 ms",
                actual.isEmpty() ? "" : "3 ms"),
            new Statement(
                State.caution("caution"),
                "20261104_customer_fk.sql",
                "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk\n"
                    + "  FOREIGN KEY (customer) REFERENCES customers",
                "full scan of orders (12.4 M rows); blocks writes to orders and customers. Safer:"
                    + " add it NOT VALID, validate in a second migration",
                "8.2 s",
                actual)),
        "v52 on the new schema: 11 of 11 checks pass, so rolling is safe, and so is going back to"
            + " v52's code.");
  }

  static DeploymentView waiting() {
    var running = running();
    return new DeploymentView(
        new Head(
            "erp-generic",
            "production",
            "v53",
            State.waiting("waits for approval"),
            "Needs the word of product owner and cto; expires when anything changes",
            NOW,
            running.head().facts(),
            Optional.of("/erp-generic/production/v53/events")),
        running.steps(),
        Optional.of(commits()),
        Optional.of(plan("")),
        Optional.of(
            new Approval(
                State.waiting("1 of 2 given"),
                List.of(
                    new Voice(
                        "product owner",
                        State.ok("approved"),
                        "Carol Shaw, 09:02: \"fine, after lunch traffic\""),
                    new Voice("cto", State.waiting("waits"), "asked 08:50")),
                Optional.of(new Decision("/approve", "/reject", "7d3e·91c4")))),
        exits());
  }

  static List<Exit> exits() {
    return List.of(
        new Exit(
            "Code only",
            State.ok("open"),
            "~2 s",
            "Nothing. v52 passed 11 of 11 checks on this schema.",
            Optional.of(Action.plain("Roll back", "/rollback")),
            Optional.empty()),
        new Exit(
            "Forward",
            State.ok("open"),
            "–",
            "Fix and deploy v54.",
            Optional.empty(),
            Optional.empty()),
        new Exit(
            "Code + data",
            State.caution("open"),
            "~6 min",
            "Loses 8,114 rows in 9 tables (orders 2,310 …). Backup proven 02:40.",
            Optional.of(
                Action.dangerous(
                    "Restore",
                    "/restore",
                    "Restore the database to 14:01:57? 8,114 rows are lost.")),
            Optional.of("8,114 rows in 9 tables may be lost")));
  }

  static DeploymentView rolledBack() {
    var running = running();
    return new DeploymentView(
        new Head(
            "erp-generic",
            "production",
            "v53",
            State.back("failed, rolled back"),
            "after 41 s; 214 requests saw an error",
            NOW,
            running.head().facts(),
            Optional.empty()),
        new Steps(
            List.of(
                done("Start", "3 instances, ready after 1.1 s", "1.1 s"),
                done("Verify", "11 checks", "2.0 s"),
                done("Switch", "33 % … 66 % … 100 %", "6.0 s"),
                step(
                    "Soak",
                    State.failed("failed"),
                    "error rate 6.2 % > 1 % for 30 s (POST /api/invoices: 500 ×214, v52 had 0.02"
                        + " %)",
                    "30.0 s",
                    new Detail(
                        facts("5xx", "214", "p95", "480 ms"),
                        List.of(
                            "backend-2: TypeError: Cannot read properties of undefined (reading"
                                + " 'tax')  invoices.service.js"),
                        Optional.of(
                            new Link(
                                "What was written meanwhile",
                                "/erp-generic/production/logs?since=2026-11-21T09:14:00Z")))),
                step(
                    "Switch back",
                    State.back("went back"),
                    "v52 100 %, v53 drained",
                    "1.3 s",
                    Detail.NONE)),
            List.of()),
        Optional.of(commits()),
        Optional.of(plan("8.4 s")),
        Optional.empty(),
        exits());
  }

  static EnvironmentView environment() {
    return new EnvironmentView(
        new Place(
            "erp-generic",
            "production",
            State.ok("serving"),
            List.of(new Link("https://erp.example", "https://erp.example/")),
            List.of(new Link("main", "/erp-generic/production/database/main")),
            List.of(Action.main("Deploy v53", "/deploy"), Action.plain("Roll back", "/rollback"))),
        new Traffic(
            List.of(
                new Share("v53", "/erp-generic/production/v53", 33, Optional.of(31)),
                new Share("v52", "/erp-generic/production/v52", 67, Optional.of(69))),
            List.of(
                new Instance(
                    "backend-1", "v53", State.ok("ready"), "127.0.0.1:43120", "212 MB, 3 % CPU"),
                new Instance(
                    "backend-2",
                    "v53",
                    State.running("starting"),
                    "127.0.0.1:43121",
                    "180 MB, 61 % CPU"),
                new Instance(
                    "backend-3", "v52", State.ok("ready"), "127.0.0.1:43098", "240 MB, 9 % CPU"))),
        List.of(
            series("Requests", "412 /s", 1, 60, 0.7),
            series("Errors", "0.02 %", 3, 60, 0.7),
            series("p95", "6 ms", 5, 60, 0.7)),
        new Settings(
            List.of(
                new Variable("JWT_SECRET", "••••a9", Variable.Kind.SECRET, Optional.empty()),
                new Variable(
                    "SMTP_HOST",
                    "smtp.mail.example",
                    Variable.Kind.PUBLIC,
                    Optional.of(State.caution("same in staging: it can send real mail"))),
                new Variable(
                    "S3_BUCKET",
                    "–",
                    Variable.Kind.PUBLIC,
                    Optional.of(State.failed("missing; backend reads it"))),
                new Variable(
                    "CORS_ORIGINS",
                    "https://erp.example",
                    Variable.Kind.PUBLIC,
                    Optional.of(State.ok("differs, as it should")))),
            Optional.of("staging"),
            Optional.of(
                new EnvironmentView.SetVariable(
                    "/erp-generic/production/variables", 7, List.of("*", "backend"))),
            List.of(
                new Domain(
                    "erp.example", State.ok("valid"), Optional.of(NOW.plusSeconds(86_400 * 61))),
                new Domain(
                    "*.erp.example",
                    State.caution("expires soon"),
                    Optional.of(NOW.plusSeconds(86_400 * 9)))),
            Optional.of(
                new Maintenance(
                    State.none("off"),
                    "Everybody is served.",
                    List.of(Action.plain("Switch on", "/maintenance"))))),
        List.of(
            new Past(
                "v53",
                "/erp-generic/production/v53",
                State.running("deploying"),
                "Invoice status, customer keys",
                "Ada Lovelace",
                NOW),
            new Past(
                "v52",
                "/erp-generic/production/v52",
                State.ok("serving"),
                "Faster search",
                "Dora Deploy (token ci)",
                NOW.minusSeconds(800_000)),
            new Past(
                "v51",
                "/erp-generic/production/v51",
                State.back("rolled back"),
                "Taxes by country",
                "Ada Lovelace",
                NOW.minusSeconds(900_000))));
  }
}
