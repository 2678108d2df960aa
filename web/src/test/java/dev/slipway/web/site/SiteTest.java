package dev.slipway.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.audit.AuditVerdict;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Principal;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.web.Assets;
import dev.slipway.web.Paths;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SiteTest {
  private static final String PASSWORD = "sturdy kettle marmalade";
  private static final InstantSource CLOCK = InstantSource.system();

  private final TestingStore testing =
      TestingStore.fresh(AccessSchema.SCHEMA, Catalog.SCHEMA, Operations.SCHEMA);
  private final Access access =
      new Access(testing.store(), CLOCK, new TestingSeal(), SessionLimits.DEFAULT);
  private final Deployments deployments = new Deployments(testing.store(), CLOCK);
  private final Apps apps = new Apps(testing.store(), CLOCK);
  private final Operations operations =
      new Operations(testing.store(), OperationTypes.of(List.of()), CLOCK);
  private final TestingPlant plant = new TestingPlant();
  private final Site site =
      new Site(new Rooms(access, apps, deployments, operations, plant, CLOCK), new Assets());

  @AfterEach
  void close() throws Exception {
    operations.close();
    testing.close();
  }

  private TestingBrowser admin() {
    var browser = new TestingBrowser(site);
    var secret = access.accounts().setUpLink().text();
    browser.get(Paths.SET_UP + "?secret=" + secret);
    var answer =
        browser.post(
            Paths.SET_UP,
            "secret",
            secret,
            "name",
            "Ada",
            "email",
            "ada@example.org",
            "password",
            PASSWORD);
    assertThat(answer.headers()).containsEntry("Location", "/");
    browser.get("/");
    return browser;
  }

  private void person(String email, String role, Scope scope) {
    var grant = new Grant(access.roles().named(role), scope);
    var link = access.accounts().invite(email, email.split("@")[0], List.of(grant));
    access.accounts().accept(link, PASSWORD);
  }

  private Deployment deployed(String app, String environment) {
    apps.register(app, Path.of("/srv", app));
    var wanted =
        new Deployments.Wanted(
            app, environment, Deployment.Kind.DEPLOY, "<script>alert(1)</script>", "ada");
    return deployments.open(wanted);
  }

  @Test
  @Timeout(60)
  void anOpenListIsToldWhatChanged() throws Exception {
    var ada = admin();
    var page = ada.get(Paths.AUDIT).body();
    var where = page.replaceAll("(?s).*data-live=\"([^\"]*)\".*", "$1");
    assertThat(where).startsWith(Paths.LIVE + "/audit?seen=");
    var live = ada.get(where).live().orElseThrow();
    access
        .audit()
        .record(
            Principal.localOwner().actor(), AuditEvent.of("something.new", "here"), Outcome.DONE);
    var told = live.next().orElseThrow();
    while (!told.contains("something.new")) {
      told = live.next().orElseThrow();
    }
    assertThat(told).startsWith("event: list\ndata: <div class=\"head\" id=\"head\">");
    assertThat(told).contains("data: <div id=\"entries\" data-live=\"" + where + "\">");

    // What is older, or was verified, stays as it is; and who may not read it is told nothing.
    assertThat(ada.get(Paths.AUDIT + "?before=2").body()).doesNotContain("data-live");
    assertThat(ada.get(Paths.AUDIT + "?verify=yes").body()).doesNotContain("data-live");
    person("eve@example.org", "viewer", Scope.EVERYWHERE);
    var eve = new TestingBrowser(site);
    eve.signedIn("eve@example.org", PASSWORD);
    assertThat(eve.get(Paths.LIVE + "/audit").status()).isEqualTo(403);
    assertThat(eve.get(Paths.LIVE + "/elsewhere").status()).isEqualTo(404);
    assertThat(eve.get(Paths.HOME).body()).contains("data-live=\"/-/live/home?seen=");
  }

  @Test
  void whoIsNotSignedInIsLedToTheDoorAndBack() {
    var browser = new TestingBrowser(site);
    assertThat(browser.get("/ledger/production").headers())
        .containsEntry("Location", "/-/sign-in?next=%2Fledger%2Fproduction");
    person("ada@example.org", "viewer", Scope.EVERYWHERE);
    browser.get(Paths.SIGN_IN + "?next=/ledger");
    var wrong =
        browser.post(Paths.SIGN_IN, "email", "ada@example.org", "password", "x", "next", "/ledger");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.body()).contains("mail address or password is wrong", "value=\"/ledger\"");
    var right =
        browser.post(
            Paths.SIGN_IN, "email", "ada@example.org", "password", PASSWORD, "next", "/ledger");
    assertThat(right.headers()).containsEntry("Location", "/ledger");
    browser.get("/");
    browser.post(Paths.SIGN_OUT);
    assertThat(browser.get("/").status()).isEqualTo(303);
  }

  @Test
  void nextNeverLeadsElsewhere() {
    person("ada@example.org", "viewer", Scope.EVERYWHERE);
    for (var next : List.of("//evil.example", "https://evil.example", "/\\evil", "/\r\nX: y", "")) {
      var browser = new TestingBrowser(site);
      browser.get(Paths.SIGN_IN);
      var answer =
          browser.post(
              Paths.SIGN_IN, "email", "ada@example.org", "password", PASSWORD, "next", next);
      assertThat(answer.headers()).containsEntry("Location", "/");
    }
  }

  @Test
  void aFormThatWasNotOursChangesNothing() {
    var browser = new TestingBrowser(site);
    person("ada@example.org", "admin", Scope.EVERYWHERE);
    assertThat(browser.post(Paths.SIGN_IN, "email", "ada@example.org").status()).isEqualTo(403);
    browser.signedIn("ada@example.org", PASSWORD);
    for (var path : List.of(Paths.SIGN_OUT, Paths.PEOPLE, Paths.SETTINGS + "/tokens")) {
      browser.formKey = "made up";
      var answer = browser.post(path, "email", "eve@example.org", "name", "Eve", "role", "admin");
      assertThat(answer.status()).describedAs(path).isEqualTo(403);
      assertThat(answer.body()).contains("SLIP-8401");
    }
    assertThat(access.people().withEmail("eve@example.org")).isEmpty();
  }

  @Test
  void everyPageAnswersWithTheGuardingHeaders() {
    var ada = admin();
    for (var path : List.of("/", Paths.SETTINGS, Paths.AUDIT, "/nothing", Paths.SIGN_IN)) {
      assertThat(ada.get(path).headers())
          .containsEntry("X-Frame-Options", "DENY")
          .containsEntry("Cache-Control", "no-store")
          .hasEntrySatisfying(
              "Content-Security-Policy",
              policy -> assertThat(policy).contains("script-src 'self'", "frame-ancestors 'none'"));
    }
  }

  @Test
  void eachSeesWhatTheirRolesAllowAndNothingElse() {
    deployed("ledger", "production");
    deployed("ledger", "staging");
    deployed("shop", "production");
    person("vera@example.org", "viewer", new Scope("ledger", "staging"));
    var ada = admin();
    var vera = new TestingBrowser(site).signedIn("vera@example.org", PASSWORD);
    var expected =
        Map.of(
            "/",
            200,
            "/ledger",
            200,
            "/ledger/staging",
            200,
            "/ledger/staging/v1",
            200,
            "/ledger/production",
            403,
            "/ledger/production/v1",
            403,
            "/shop",
            404,
            Paths.AUDIT,
            403,
            Paths.AUDIT + "/export",
            403,
            Paths.PEOPLE,
            403);
    expected.forEach(
        (path, status) -> {
          assertThat(vera.get(path).status()).describedAs("vera %s", path).isEqualTo(status);
          assertThat(ada.get(path).status()).describedAs("ada %s", path).isEqualTo(200);
        });
    assertThat(vera.get("/").body()).contains("ledger").doesNotContain("shop", "production");
    assertThat(vera.post(Paths.PEOPLE, "email", "x@y.z", "name", "X", "role", "viewer").status())
        .isEqualTo(403);
    assertThat(access.audit().read(AuditQuery.newest(1)).getFirst().outcome())
        .isEqualTo(Outcome.DENIED);
  }

  @Test
  void thePipelineShowsWhatIsAskedOfAReleaseAndPromotesIt() {
    deployed("ledger", "production");
    var staging = deployed("ledger", "staging");
    testing
        .store()
        .transact(
            handle -> {
              deployments.serve(handle, staging);
              return staging;
            });
    var ada = admin();
    var ready = ada.get("/ledger").body();
    assertThat(ready)
        .contains("To go on to production", "Promote v1 to production")
        .doesNotContain("as a hotfix");
    ada.post("/ledger/production/promote/staging");

    plant.promotionCriteria =
        List.of(Criterion.notMet("soak", "48 h without a fall", "v1 has run there for 2 h", ""));
    var heldBack = ada.get("/ledger").body();
    assertThat(heldBack)
        .contains("held back", "soak: 48 h without a fall", "v1 has run there for 2 h")
        .contains("Promote to production as a hotfix")
        .doesNotContain("Promote v1 to production");
    ada.post("/ledger/production/promote/staging", "hotfix", "sign-in is broken");
    assertThat(ada.post("/ledger/production/promote/staging", "hotfix", " ").body())
        .contains("SLIP-7704");

    assertThat(plant.deployed)
        .containsExactly(
            "staging to production by Ada", "staging to production, sign-in is broken by Ada");
    person("vera@example.org", "viewer", new Scope("ledger", ""));
    var vera = new TestingBrowser(site).signedIn("vera@example.org", PASSWORD);
    assertThat(vera.get("/ledger").body()).contains("held back").doesNotContain("as a hotfix");
    assertThat(vera.post("/ledger/production/promote/staging").status()).isEqualTo(403);
  }

  @Test
  void pathTricksAndStrangeValuesAreAnsweredNotServed() {
    deployed("ledger", "production");
    var ada = admin();
    for (var path :
        List.of(
            "/..",
            "/../../etc/passwd",
            "/ledger/",
            "/ledger//v1",
            "/ledger/production/v0",
            "/ledger/production/v999999999",
            "/ledger/production/v1/x",
            "/-/nothing")) {
      assertThat(ada.get(path).status()).describedAs(path).isEqualTo(404);
    }
    for (var path : List.of("/\0", "/?q=\0", Paths.AUDIT + "?who=\0")) {
      assertThat(ada.get(path).status()).describedAs("a NUL").isEqualTo(400);
    }
    ada.get(Paths.PEOPLE);
    assertThat(ada.post(Paths.PEOPLE, "email", "a\0@b.c").status()).isEqualTo(400);
    assertThat(ada.get("/?page=x").status()).isEqualTo(400);
    assertThat(ada.get("/?page=999999").status()).isEqualTo(200);
    assertThat(ada.get(Paths.OPERATIONS + "?before=-1").status()).isEqualTo(400);
    assertThat(ada.get(Paths.AUDIT + "?since=yesterday").status()).isEqualTo(400);
    assertThat(ada.get("/?q=<script>").body()).doesNotContain("<script>");
    assertThat(ada.get("/ledger/production/v1").body()).doesNotContain("<script>alert");
  }

  @Test
  void somebodyIsInvitedAndATokenIsShownOnce() {
    var ada = admin();
    ada.get(Paths.PEOPLE);
    var invited =
        ada.post(
            Paths.PEOPLE,
            "email",
            "bob@example.org",
            "name",
            "Bob Martin",
            "role",
            "deployer",
            "application",
            "",
            "environment",
            "staging");
    var secret = invited.body().replaceAll("(?s).*invitation\\?secret=([0-9a-z]+).*", "$1");
    var bob = new TestingBrowser(site);
    assertThat(bob.get(Paths.INVITATION + "?secret=" + secret).body()).contains("Bob Martin");
    assertThat(bob.post(Paths.INVITATION, "secret", secret, "password", PASSWORD).status())
        .isEqualTo(303);
    bob.get(Paths.SETTINGS);
    var made =
        bob.post(
            Paths.SETTINGS + "/tokens", "name", "ci", "permission", "deploy", "lifetime", "90d");
    var token = made.body().replaceAll("(?s).*<code>(slip_[0-9a-z_]+)</code>.*", "$1");
    assertThat(access.tokens().authenticate(token, "192.0.2.9")).isPresent();
    var settings = bob.get(Paths.SETTINGS).body();
    assertThat(settings).contains(token.substring(0, 11)).doesNotContain(token);
    assertThat(access.audit().read(AuditQuery.newest(20)))
        .extracting(entry -> entry.event().action())
        .contains("person.invite", "session.start", "token.create");
    assertThat(access.audit().verify(List.of())).isInstanceOf(AuditVerdict.Intact.class);
    var export = ada.get(Paths.AUDIT + "/export").body();
    assertThat(export.lines()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(Stream.of(PASSWORD, token, secret)).noneMatch(export::contains);
  }

  @Test
  void theOwnersLinkSignsInOnce() {
    var link = access.signIn().ownerLink().text();
    var browser = new TestingBrowser(site);
    assertThat(browser.get(Paths.SIGN_IN + "?link=" + link + "&next=/ledger").headers())
        .containsEntry("Location", "/ledger");
    assertThat(browser.get("/").body()).contains("local owner");
    assertThat(new TestingBrowser(site).get(Paths.SIGN_IN + "?link=" + link).status())
        .isEqualTo(401);
  }
}
