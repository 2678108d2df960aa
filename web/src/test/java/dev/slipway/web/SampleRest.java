package dev.slipway.web;

import static dev.slipway.web.SampleApps.facts;
import static dev.slipway.web.SampleDeployments.NOW;

import dev.slipway.web.view.Action;
import dev.slipway.web.view.AuditView;
import dev.slipway.web.view.DatabaseView;
import dev.slipway.web.view.DatabaseView.Backup.Proof;
import dev.slipway.web.view.ErrorView;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.NewPasswordView;
import dev.slipway.web.view.OperationsView;
import dev.slipway.web.view.PeopleView;
import dev.slipway.web.view.RestoreView;
import dev.slipway.web.view.SecondFactorView;
import dev.slipway.web.view.SettingsView;
import dev.slipway.web.view.SignInView;
import dev.slipway.web.view.SignOnView;
import dev.slipway.web.view.State;
import dev.slipway.web.view.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Database, operations, audit, people, settings and the doors. */
final class SampleRest {
  private SampleRest() {}

  static DatabaseView database() {
    var from = NOW.minusSeconds(86_400 * 7);
    var backups =
        IntStream.range(0, 14)
            .mapToObj(
                i ->
                    new DatabaseView.Backup(
                        NOW.minusSeconds(86_400L * 7 - i * 43_000L - 20_000),
                        i == 9 ? Proof.FAILED : i > 11 ? Proof.NOT_YET : Proof.PROVEN,
                        "47." + i % 10 + " GB",
                        i % 7 == 0 ? "full" : "incremental"))
            .toList();
    return new DatabaseView(
        new DatabaseView.Head(
            "erp-generic",
            "production",
            "main",
            State.ok("healthy"),
            facts(
                "PostgreSQL",
                "18.4",
                "Size",
                "48.0 GB",
                "Connections",
                "34 of 100",
                "Write-ahead log",
                "archived 4 s ago"),
            List.of(Action.main("Back up now", "/backup"))),
        new DatabaseView.Timeline(
            new Stretch(from, NOW),
            Optional.of(new Stretch(NOW.minusSeconds(86_400 * 6), NOW.minusSeconds(4))),
            backups,
            List.of(release(500_000, "v51"), release(320_000, "v52"), release(60_000, "v53")),
            "/-/sample/restore"),
        List.of(
            new DatabaseView.Branch(
                "erp-generic@staging-feed",
                State.ok("masked, proven"),
                "erp-generic@production, 21 Nov 08:02 UTC",
                "masked: 14 columns in 1,204,114 rows; 18,202,004 values looked at, nothing"
                    + " personal found",
                Optional.of(NOW.plusSeconds(90_000)),
                Optional.of(
                    Action.dangerous("Remove", "/remove", "Remove the branch staging-feed?"))),
            new DatabaseView.Branch(
                "erp-generic@pr-118",
                State.caution("plain: everything is in it"),
                "restored: erp-generic@production, restore point before-v53",
                "",
                Optional.empty(),
                Optional.empty())),
        new DatabaseView.Schema(
            State.failed("1 edited, 1 pending, 41 applied"),
            List.of(
                new DatabaseView.Advice(
                    "The file is no longer what was applied: put it back as it was, or keep the"
                        + " edit where the database has it already.",
                    "slipway migrate repair --edited --dir migrations --url \"$(slipway db psql"
                        + " erp-generic production --role migration --url)\""),
                new DatabaseView.Advice(
                    "Comes with the next deployment; what it would do is tried on a copy.",
                    "slipway deploy erp-generic production --plan")),
            List.of(
                migration("20260930_orders_note.sql", State.failed("edited"), "v51", "12 ms"),
                new DatabaseView.Migration(
                    "20261122_invoice_total.sql",
                    State.waiting("pending"),
                    "",
                    Optional.empty(),
                    Optional.empty()),
                migration("20261104_customer_fk.sql", State.ok("applied"), "v53", "8.2 s"),
                migration("20261103_add_invoice_status.sql", State.ok("applied"), "v53", "4 ms")),
            39),
        new DatabaseView.Activity(
            List.of(
                new DatabaseView.SlowQuery(
                    "SELECT * FROM orders WHERE customer = $1 ORDER BY created_at",
                    "18,220",
                    "212 ms",
                    "41 %")),
            List.of(
                new DatabaseView.Lock(
                    0,
                    "4711 (psql, ada)",
                    "idle in transaction for 4 min",
                    "UPDATE orders SET note = …"),
                new DatabaseView.Lock(
                    1,
                    "4802 (backend-2)",
                    "for 38 s, ShareLock on orders",
                    "CREATE INDEX orders_note ON orders (note)"),
                new DatabaseView.Lock(
                    2,
                    "4810 (backend-1)",
                    "for 31 s, RowExclusiveLock on orders",
                    "INSERT INTO orders …"))));
  }

  private static DatabaseView.Release release(long secondsAgo, String version) {
    var point = "before-" + version;
    var preview =
        Optional.of("/-/sample/restore?point=" + point).filter(all -> !point.endsWith("1"));
    return new DatabaseView.Release(
        NOW.minusSeconds(secondsAgo), version, point, "/deployment", preview);
  }

  private static DatabaseView.Migration migration(
      String file, State state, String version, String took) {
    var by = Optional.of(new Link(version, "/deployment"));
    return new DatabaseView.Migration(file, state, took, by, Optional.of(NOW));
  }

  static RestoreView restore(String at) {
    var point = Optional.of(at).filter(text -> text.startsWith("before-"));
    return new RestoreView(
        point.isPresent() ? NOW.minusSeconds(60_000) : Instant.parse(at),
        point,
        State.caution("possible, loses data"),
        facts(
            "Takes",
            "~6 min (measured by the drill of 02:40)",
            "From",
            "backup 02:40, proven",
            "Lost",
            "8,114 rows in 9 tables"),
        List.of(new RestoreView.Loss("orders", "2,310"), new RestoreView.Loss("invoices", "1,904")),
        List.of(Action.main("Restore beside", "/beside")),
        Optional.of(new RestoreView.InPlace("/in-place", "erp-generic@production")));
  }

  static OperationsView operations() {
    return new OperationsView(
        List.of(
            row(
                "812",
                State.running("running"),
                "Deploy v53",
                "38 s",
                Optional.of(Action.dangerous("Cancel", "/cancel", "Cancel?"))),
            row("811", State.ok("done"), "Back up main", "1 min 4 s", Optional.empty()),
            row(
                "810",
                State.caution("needs attention"),
                "Restore drill",
                "6 min 2 s",
                Optional.of(Action.plain("Retry", "/retry"))),
            row("809", State.back("undone"), "Deploy v51", "41 s", Optional.empty())),
        Optional.of("/-/operations?before=809"),
        Optional.of("/-/operations/events"));
  }

  /** The same a moment later: one has ended, another begun. */
  static OperationsView operationsLater() {
    var before = operations();
    var rows = new java.util.ArrayList<>(before.rows());
    rows.set(0, row("812", State.ok("done"), "Deploy v53", "41 s", Optional.empty()));
    rows.addFirst(
        row(
            "813",
            State.running("running"),
            "Back up main",
            "1 s",
            Optional.of(Action.dangerous("Cancel", "/cancel", "Cancel?"))));
    rows.removeLast();
    return new OperationsView(rows, before.older(), before.live());
  }

  static OperationsView.Row row(
      String id, State state, String what, String took, Optional<Action> action) {
    return new OperationsView.Row(
        id,
        "/-/operations/" + id,
        state,
        what,
        "erp-generic/production",
        "Ada Lovelace",
        NOW,
        took,
        action);
  }

  static AuditView audit() {
    return new AuditView(
        State.ok("chain verified to entry 1,042"),
        "1042:9f86d081884c",
        new AuditView.Filter("", "erp-generic", "", ""),
        List.of(
            new AuditView.Row(
                1042,
                NOW,
                "Ada Lovelace",
                "192.0.2.10",
                State.ok("done"),
                "variable.set",
                "STRIPE_KEY",
                List.of("value ••••3f → ••••a9")),
            new AuditView.Row(
                1041,
                NOW,
                "Vera Viewer",
                "192.0.2.44",
                State.failed("denied"),
                "database.restore",
                "main",
                List.of()),
            new AuditView.Row(
                1040,
                NOW,
                "anonymous",
                "2001:db8::1",
                State.failed("denied"),
                "session.start",
                "password",
                List.of())),
        Optional.of("/-/audit?before=1040"),
        Optional.of("/-/audit/events"));
  }

  static PeopleView people() {
    return new PeopleView(
        List.of(
            new PeopleView.Row(
                "Ada Lovelace",
                "ada@example.org",
                State.ok("active"),
                List.of("admin everywhere"),
                State.ok("on"),
                List.of()),
            new PeopleView.Row(
                "Carol Shaw",
                "carol@example.org",
                State.waiting("invited"),
                List.of("product owner erp-generic/production", "viewer everywhere"),
                State.none("off"),
                List.of(
                    Action.plain("New link", "/link"),
                    Action.dangerous(
                        "Disable",
                        "/disable",
                        "Disable Carol Shaw? Every browser and token of hers is shut out at"
                            + " once.")))),
        List.of(
            new PeopleView.RoleRow(
                "viewer", "viewer", List.of("see applications, deployments and figures")),
            new PeopleView.RoleRow(
                "approver",
                "product owner",
                List.of(
                    "see applications, deployments and figures",
                    "approve or reject what waits for approval"))),
        Optional.of(
            new PeopleView.Invite(
                "/-/people",
                List.of("viewer", "deployer", "product owner"),
                List.of("erp-generic", "ledger"))),
        Optional.of(
            "https://slipway.example/-/invitation?secret=8fj2k1m3n4p5q6r7s8t9v0w1x2y3z4a5"));
  }

  static SettingsView settings() {
    return new SettingsView(
        new SettingsView.Me(
            "Ada Lovelace", "ada@example.org", State.none("off"), new Link("Set it up", "/factor")),
        List.of(
            new SettingsView.SessionRow(
                "Firefox on Linux", "192.0.2.10", NOW, State.running("this one"), Optional.empty()),
            new SettingsView.SessionRow(
                "Safari on iPhone",
                "192.0.2.77",
                NOW.minusSeconds(40_000),
                State.none("idle"),
                Optional.of(Action.plain("End", "/end")))),
        new SettingsView.Tokens(
            List.of(
                new SettingsView.TokenRow(
                    "github-actions",
                    "slip_8fj2k1",
                    "erp-generic/staging: deploy, migrate",
                    NOW.plusSeconds(8_000_000),
                    State.ok("used 4 min ago"),
                    Optional.of(Action.dangerous("Revoke", "/revoke", "Revoke github-actions?")))),
            "/-/settings/tokens",
            List.of("view", "deploy", "migrate", "approve", "read-secret"),
            Optional.empty()),
        List.of(
            new SettingsView.Section(
                "Slipway",
                facts(
                    "Version",
                    "0.1.0",
                    "Store",
                    "PostgreSQL 18.4, own cluster",
                    "Edge",
                    "http 8080, https 8443"),
                Optional.empty())));
  }

  static SecondFactorView secondFactor() {
    return new SecondFactorView(
        State.waiting("not confirmed yet"),
        new SecondFactorView.Offered(
            "otpauth://totp/Slipway:ada%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Slipway",
            "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP", "/confirm", "/begin"),
        Optional.of("the code is not the one that the app should show now"));
  }

  static SecondFactorView paper() {
    return new SecondFactorView(
        State.ok("on"),
        new SecondFactorView.Paper(
            List.of("8fj2k1m3n4p5q6r7", "s8t9v0w1x2y3z4a5", "b6c7d8e9f0g1h2j3", "k4m5n6p7q8r9s0t1"),
            "/"),
        Optional.empty());
  }

  static SignOnView signOn() {
    return new SignOnView(
        State.ok("on"),
        new SignOnView.Form(
            "/-/settings/sign-on",
            "Example Ltd",
            "https://login.example.org",
            "slipway",
            SignOnView.Secret.KEPT,
            "https://slipway.example",
            "example.org"),
        "https://slipway.example/-/sign-on/callback",
        List.of("Ada Lovelace ada@example.org"),
        Optional.of(Action.dangerous("Take away", "/remove", "Take Example Ltd away?")),
        Optional.empty());
  }

  static SignInView signIn() {
    return new SignInView(
        SignInView.Stage.PASSWORD,
        Optional.of("mail address or password is wrong"),
        "ada@example.org",
        Optional.of(new Link("Example Ltd", "/-/sign-on?next=%2F")),
        "/");
  }

  static NewPasswordView setUp() {
    return new NewPasswordView(NewPasswordView.Occasion.SET_UP, "secret", "", "", Optional.empty());
  }

  static ErrorView error() {
    return new ErrorView(
        403,
        "SLIP-8020",
        "erp-generic/production: Vera Viewer may not restore a database",
        "ask an admin for a role with restore there: slipway people grant");
  }
}
