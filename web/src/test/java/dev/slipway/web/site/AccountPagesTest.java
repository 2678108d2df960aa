package dev.slipway.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.access.testing.TestingOpenIdServer;
import dev.slipway.access.testing.TestingSeal;
import dev.slipway.access.testing.TestingTotp;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.web.Assets;
import dev.slipway.web.Paths;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How people come in, beside by a password alone: a second factor, and another server's word. */
final class AccountPagesTest {
  private static final String PASSWORD = "sturdy kettle marmalade";
  private static final String ADA = "ada@example.org";

  private final TestingStore testing =
      TestingStore.fresh(AccessSchema.SCHEMA, Catalog.SCHEMA, Operations.SCHEMA);
  private Instant now = Instant.now();
  private final Access access =
      new Access(testing.store(), () -> now, new TestingSeal(), SessionLimits.DEFAULT);
  private final Operations operations =
      new Operations(testing.store(), OperationTypes.of(List.of()), () -> now);
  private final Site site =
      new Site(
          new Rooms(
              access,
              new Apps(testing.store(), () -> now),
              new Deployments(testing.store(), () -> now),
              operations,
              new TestingPlant(),
              () -> now),
          new Assets());

  @AfterEach
  void close() throws Exception {
    operations.close();
    testing.close();
  }

  private void person(String email, String role) {
    var grant = new Grant(access.roles().named(role), Scope.EVERYWHERE);
    var link = access.accounts().invite(email, email.split("@")[0], List.of(grant));
    access.accounts().accept(link, PASSWORD);
  }

  private TestingBrowser signedIn(String email) {
    return new TestingBrowser(site).signedIn(email, PASSWORD);
  }

  private String code(String page) {
    var secret = page.replaceAll("(?s).*id=\"typed\">([A-Z2-7 ]+)<.*", "$1").replace(" ", "");
    return TestingTotp.typed(secret, now);
  }

  private List<String> actions() {
    return access.audit().read(AuditQuery.newest(100)).reversed().stream()
        .map(entry -> entry.event().action() + " " + entry.outcome())
        .toList();
  }

  @Test
  void aSecondFactorIsSetUpConfirmedAskedForAndTurnedOff() {
    person(ADA, "viewer");
    var other = signedIn(ADA);
    var ada = signedIn(ADA);
    assertThat(ada.get(Paths.SECOND_FACTOR).body()).contains("asks for a code", "Set up");
    assertThat(ada.post(Paths.SECOND_FACTOR + "/begin").headers())
        .containsEntry("Location", Paths.SECOND_FACTOR);
    var offered = ada.get(Paths.SECOND_FACTOR).body();
    assertThat(offered).contains("<svg class=\"qr\"", "otpauth://totp/Slipway:ada%40example.org");

    // A wrong code changes nothing, and shows the same secret again.
    var wrong = ada.post(Paths.SECOND_FACTOR + "/confirm", "code", "000000");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("the code is not the one that the app should show now");
    assertThat(code(wrong.body())).isEqualTo(code(offered));
    assertThat(signedIn(ADA).get("/").status()).isEqualTo(200);

    var paper = ada.post(Paths.SECOND_FACTOR + "/confirm", "code", code(offered)).body();
    var codes =
        paper
            .lines()
            .filter(line -> line.contains("<li><code>"))
            .map(line -> line.replaceAll(".*<code>(\\w+)</code>.*", "$1"))
            .toList();
    assertThat(codes).hasSize(10).allMatch(one -> one.length() == 16);
    assertThat(ada.get(Paths.SECOND_FACTOR).body())
        .contains("10 codes on paper are left")
        .doesNotContain(codes.getFirst());
    assertThat(ada.get(Paths.SETTINGS).body()).contains("Change it");
    // Who came in by the password alone is out.
    assertThat(other.get("/").status()).isEqualTo(303);

    // The password alone does not open any more; a code of the app does, and each only once.
    var again = new TestingBrowser(site);
    again.get(Paths.SIGN_IN);
    assertThat(again.post(Paths.SIGN_IN, "email", ADA, "password", PASSWORD).body())
        .contains("Code from your app, or one from paper");
    assertThat(again.post(Paths.SIGN_IN, "code", code(offered)).status()).isEqualTo(401);
    assertThat(again.get("/").status()).isEqualTo(303);
    now = now.plusSeconds(30);
    again.get(Paths.SIGN_IN);
    assertThat(again.post(Paths.SIGN_IN, "code", code(offered)).status()).isEqualTo(303);
    again.get(Paths.SECOND_FACTOR);

    // Turned off by a code from paper, not without one.
    assertThat(again.post(Paths.SECOND_FACTOR + "/off", "code", "1").status()).isEqualTo(400);
    assertThat(access.secondFactor().isOn(access.people().withEmail(ADA).orElseThrow().id()))
        .isTrue();
    assertThat(again.post(Paths.SECOND_FACTOR + "/off", "code", codes.get(3)).status())
        .isEqualTo(303);
    assertThat(signedIn(ADA).get("/").status()).isEqualTo(200);
    assertThat(actions())
        .containsSubsequence(
            "second-factor.on FAILED",
            "second-factor.on DONE",
            "session.start DENIED",
            "second-factor.off FAILED",
            "second-factor.off DONE");
    assertThat(access.audit().read(AuditQuery.newest(100)).toString())
        .doesNotContain(codes.get(3), code(offered));
  }

  @Test
  void codesAreNotGuessedByWhoFindsTheBrowserOpen() {
    person(ADA, "viewer");
    var ada = signedIn(ADA);
    ada.get(Paths.SECOND_FACTOR);
    ada.post(Paths.SECOND_FACTOR + "/begin");
    var offered = ada.get(Paths.SECOND_FACTOR).body();
    ada.post(Paths.SECOND_FACTOR + "/confirm", "code", code(offered));
    ada.get(Paths.SECOND_FACTOR);
    var statuses =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> ada.post(Paths.SECOND_FACTOR + "/off", "code", "00000" + i).status())
            .toList();
    assertThat(statuses).startsWith(400).endsWith(429);
    // A fresh set of codes for paper makes the old ones worthless, and needs a code of the app.
    now = now.plus(Duration.ofMinutes(10));
    assertThat(ada.post(Paths.SECOND_FACTOR + "/renew", "code", code(offered)).body())
        .contains("not shown again");
  }

  @Test
  void anAdminResetsWhatSomebodyLost() {
    person(ADA, "admin");
    person("bob@example.org", "viewer");
    var bob = signedIn("bob@example.org");
    bob.get(Paths.SECOND_FACTOR);
    bob.post(Paths.SECOND_FACTOR + "/begin");
    bob.post(Paths.SECOND_FACTOR + "/confirm", "code", code(bob.get(Paths.SECOND_FACTOR).body()));
    var id = access.people().withEmail("bob@example.org").orElseThrow().id();
    bob.get("/");
    assertThat(bob.post(Paths.PEOPLE + "/" + id + "/reset-factor").status()).isEqualTo(403);
    assertThat(access.secondFactor().isOn(id)).isTrue();
    var ada = signedIn(ADA);
    assertThat(ada.get(Paths.PEOPLE).body()).contains("Reset second factor");
    assertThat(ada.post(Paths.PEOPLE + "/" + id + "/reset-factor").status()).isEqualTo(303);
    assertThat(access.secondFactor().isOn(id)).isFalse();
    assertThat(actions()).contains("person.reset-factor DENIED", "person.reset-factor DONE");
  }

  @Test
  void theOwnerHasNoPasswordToAddAFactorTo() {
    var link = access.signIn().ownerLink().text();
    var owner = new TestingBrowser(site);
    owner.get(Paths.SIGN_IN + "?link=" + link);
    assertThat(owner.get(Paths.SECOND_FACTOR).body()).contains("a link that is printed");
    assertThat(owner.post(Paths.SECOND_FACTOR + "/begin").body()).contains("SLIP-8411");
  }

  private void vouchedBy(TestingBrowser admin, TestingOpenIdServer server, String secret) {
    admin.get(Paths.SIGN_ON_SETTINGS);
    var saved =
        admin.post(
            Paths.SIGN_ON_SETTINGS,
            "title",
            "Example Ltd",
            "issuer",
            server.issuer().toString(),
            "client",
            "slipway",
            "secret",
            secret,
            "address",
            "https://slipway.example/",
            "domains",
            "Admitted.example");
    assertThat(saved.body()).isEmpty();
    assertThat(saved.status()).isEqualTo(303);
  }

  /** To the other server and back, as a browser goes. */
  private static Answer signOn(TestingBrowser browser, String next) throws Exception {
    var page = browser.get(Paths.SIGN_IN + "?next=" + next);
    assertThat(page.body()).contains("Sign on with Example Ltd");
    var link = page.body().replaceAll("(?s).*href=\"(/-/sign-on\\?next=[^\"]*)\".*", "$1");
    var away = browser.get(link).headers().get("Location");
    try (var http = HttpClient.newHttpClient()) {
      var back =
          http.send(
                  HttpRequest.newBuilder(URI.create(away)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      assertThat(back).startsWith("https://slipway.example/-/sign-on/callback?");
      return browser.get(back.replace("https://slipway.example", ""));
    }
  }

  @Test
  void anotherServerVouchesForPeople() throws Exception {
    person("root@example.org", "admin");
    person(ADA, "deployer");
    try (var server = new TestingOpenIdServer()) {
      assertThat(new TestingBrowser(site).get(Paths.SIGN_IN).body()).doesNotContain("Sign on");
      assertThat(new TestingBrowser(site).get(Paths.SIGN_ON).status()).isEqualTo(404);
      var admin = signedIn("root@example.org");
      vouchedBy(admin, server, "hush");
      assertThat(admin.get(Paths.SIGN_ON_SETTINGS).body())
          .contains("https://slipway.example/-/sign-on/callback", "admitted.example")
          .doesNotContain("hush");
      // Saved again without the secret, it is kept.
      vouchedBy(admin, server, "");

      var ada = new TestingBrowser(site);
      assertThat(signOn(ada, "/ledger").headers()).containsEntry("Location", "/ledger");
      assertThat(ada.get("/").body()).contains(">ada<");
      assertThat(admin.get(Paths.PEOPLE).body()).contains("active, signs on", "Untie sign-on");
      assertThat(admin.get(Paths.SIGN_ON_SETTINGS).body()).contains("ada " + ADA);

      // Somebody of an admitted domain comes in as viewer, somebody else doesn't.
      server.subject = "grace";
      server.email = "grace@admitted.example";
      assertThat(signOn(new TestingBrowser(site), "/").status()).isEqualTo(303);
      server.subject = "eve";
      server.email = "eve@evil.example";
      var eve = new TestingBrowser(site);
      assertThat(signOn(eve, "/").body()).contains("has no account here");
      assertThat(eve.get("/").status()).isEqualTo(303);
      // What came back to another browser opens nothing there.
      assertThat(eve.get(Paths.SIGN_ON + "/callback?code=x&state=y").body())
          .contains("this was not started here");

      assertThat(admin.post(Paths.SIGN_ON_SETTINGS + "/remove").status()).isEqualTo(303);
      assertThat(new TestingBrowser(site).get(Paths.SIGN_IN).body()).doesNotContain("Sign on");
    }
    assertThat(actions()).contains("sign-on.change DONE", "sign-on.remove DONE");
    assertThat(access.audit().read(AuditQuery.newest(100)).toString()).doesNotContain("hush");
  }

  @Test
  void theSettingsOfSignOnAreForAdminsAndChecked() throws Exception {
    person(ADA, "admin");
    person("bob@example.org", "deployer");
    var bob = signedIn("bob@example.org");
    assertThat(bob.get(Paths.SIGN_ON_SETTINGS).status()).isEqualTo(403);
    assertThat(bob.post(Paths.SIGN_ON_SETTINGS, "title", "x").status()).isEqualTo(403);
    assertThat(bob.post(Paths.SIGN_ON_SETTINGS + "/remove").status()).isEqualTo(403);
    assertThat(bob.get(Paths.SETTINGS).body()).doesNotContain("Single sign-on");
    var ada = signedIn(ADA);
    assertThat(ada.get(Paths.SETTINGS).body()).contains("Single sign-on", "for good");
    ada.get(Paths.SIGN_ON_SETTINGS);
    for (var issuer :
        List.of("http://login.example.org", "login", "https://u:p@x.y", "https://x?q")) {
      var answer =
          ada.post(
              Paths.SIGN_ON_SETTINGS,
              "title",
              "Example",
              "issuer",
              issuer,
              "client",
              "slipway",
              "secret",
              "s",
              "address",
              "https://slipway.example");
      assertThat(answer.status()).describedAs(issuer).isEqualTo(400);
      assertThat(answer.body()).contains("is not an https address");
    }
    // The secret of one server is never sent to another one.
    try (var server = new TestingOpenIdServer()) {
      vouchedBy(ada, server, "hush");
      var moved =
          ada.post(
              Paths.SIGN_ON_SETTINGS,
              "title",
              "Example",
              "issuer",
              "https://evil.example",
              "client",
              "slipway",
              "secret",
              "",
              "address",
              "https://slipway.example");
      assertThat(moved.body()).contains("the client's secret is missing");
    }
  }
}
