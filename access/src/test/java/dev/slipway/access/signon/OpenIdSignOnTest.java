package dev.slipway.access.signon;

import static dev.slipway.access.TestingAccess.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.TestingAccess;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Person.Status;
import dev.slipway.access.people.Scope;
import dev.slipway.access.testing.TestingOpenIdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OpenIdSignOnTest {
  private final TestingAccess testing = new TestingAccess();
  private final TestingOpenIdServer server;
  private final OpenIdSignOn signOn;
  private final VouchedAccounts accounts;

  OpenIdSignOnTest() throws Exception {
    server = new TestingOpenIdServer();
    signOn = testing.access.signOn(settings("hush"));
    accounts = testing.access.vouchedAccounts(settings("hush"));
  }

  private OpenIdSettings settings(String secret) {
    return new OpenIdSettings(
        server.issuer(),
        new OpenIdSettings.Client("slipway", secret),
        URI.create("http://slipway.example/sign-in/callback"),
        Set.of("admitted.example"));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    testing.close();
  }

  /** What a browser does: follows the address, and is sent back. */
  private static URI visit(URI address) throws Exception {
    try (var browser = HttpClient.newHttpClient()) {
      var answer =
          browser.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
  }

  private OpenIdIdentity signOn() throws Exception {
    var start = signOn.start(ADA);
    return signOn.finish(visit(start.address()), start.binding(), ADA);
  }

  @Test
  void vouchesForSomebodyAndOpensTheirAccount() throws Exception {
    var ada = testing.admin();
    var identity = signOn();
    assertThat(identity)
        .isEqualTo(
            new OpenIdIdentity(
                server.issuer().toString(), "ada-1815", "ada@example.org", "Ada Lovelace"));
    assertThat(accounts.accountOf(identity).id()).isEqualTo(ada);
    // From now on the subject counts, whatever address the server tells.
    server.email = "countess@elsewhere.example";
    assertThat(accounts.accountOf(signOn()).id()).isEqualTo(ada);
    // And who gets the address later is somebody else.
    server.email = "ada@example.org";
    server.subject = "another-ada";
    assertThatThrownBy(() -> accounts.accountOf(signOn()))
        .hasMessageContaining("SLIP-8062 sign-on: Ada Lovelace has no account here");
  }

  @Test
  void opensInvitationsAndAdmittedDomainsAndNobodyElse() throws Exception {
    var viewer = new Grant(testing.access.roles().named("viewer"), Scope.EVERYWHERE);
    var _ = testing.access.accounts().invite("ada@example.org", "Ada", List.of(viewer));
    assertThat(accounts.accountOf(signOn()).status()).isEqualTo(Status.ACTIVE);
    server.subject = "grace";
    server.email = "grace@admitted.example";
    var grace = accounts.accountOf(signOn());
    assertThat(grace.grants()).containsExactly(viewer);
    server.subject = "eve";
    server.email = "eve@admitted.example.evil.example";
    assertThatThrownBy(() -> accounts.accountOf(signOn())).hasMessageContaining("SLIP-8062");
    server.email = "frank@admitted.example";
    server.flaw = TestingOpenIdServer.Flaw.UNVERIFIED_ADDRESS;
    assertThatThrownBy(() -> accounts.accountOf(signOn())).hasMessageContaining("SLIP-8062");
    server.flaw = TestingOpenIdServer.Flaw.NONE;
    server.subject = "grace";
    testing.access.people().disable(grace.id());
    assertThatThrownBy(() -> accounts.accountOf(signOn())).hasMessageContaining("SLIP-8062");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestingOpenIdServer.Flaw.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "UNVERIFIED_ADDRESS"})
  void refusesATokenWithAFlaw(TestingOpenIdServer.Flaw flaw) {
    server.flaw = flaw;
    assertThatThrownBy(this::signOn)
        .hasMessageContaining("SLIP-8061 sign-on: " + server.issuer() + " did not vouch for you");
  }

  @Test
  void aKeyThatTheServerChangedIsTakenOnceItPublishesIt() throws Exception {
    assertThat(signOn().subject()).isEqualTo("ada-1815");
    server.rotate(TestingOpenIdServer.Rotation.NOT_TOLD_YET);
    assertThatThrownBy(this::signOn).hasMessageContaining("SLIP-8061");
    server.rotate(TestingOpenIdServer.Rotation.PUBLISHED);
    assertThat(signOn().subject()).isEqualTo("ada-1815");
  }

  @Test
  void aClockThatIsALittleOffIsTakenAndOneThatIsFarOffIsNot() throws Exception {
    for (var little : List.of(Duration.ofSeconds(40), Duration.ofSeconds(-640))) {
      server.ahead = little;
      assertThat(signOn().subject()).describedAs("%s", little).isEqualTo("ada-1815");
    }
    for (var far : List.of(Duration.ofMinutes(5), Duration.ofSeconds(-670))) {
      server.ahead = far;
      assertThatThrownBy(this::signOn).describedAs("%s", far).hasMessageContaining("SLIP-8061");
    }
  }

  @Test
  void aCallbackThatWasNotStartedInThisBrowserOpensNothing() throws Exception {
    var mine = signOn.start(ADA);
    var theirs = signOn.start(ADA);
    var back = visit(theirs.address());
    assertThatThrownBy(() -> signOn.finish(back, mine.binding(), ADA))
        .hasMessageContaining("this was not started here, or too long ago");
    assertThatThrownBy(() -> signOn.finish(back, new OpaqueSecret("made up"), ADA))
        .hasMessageContaining("this was not started here");
    assertThat(signOn.finish(back, theirs.binding(), ADA).subject()).isEqualTo("ada-1815");
    assertThatThrownBy(() -> signOn.finish(back, theirs.binding(), ADA))
        .hasMessageContaining("this was not started here, or too long ago");
    var late = signOn.start(ADA);
    var lateBack = visit(late.address());
    testing.pass(Duration.ofMinutes(11));
    assertThatThrownBy(() -> signOn.finish(lateBack, late.binding(), ADA))
        .hasMessageContaining("too long ago");
  }

  @Test
  void aCodeOfAnotherFlowFailsByItsVerifier() throws Exception {
    var mine = signOn.start(ADA);
    var theirCode = visit(signOn.start(ADA).address()).getQuery().replaceAll("&state=.*", "");
    var myState = visit(mine.address()).getQuery().replaceAll(".*(&state=.*)", "$1");
    var spliced = URI.create("http://slipway.example/sign-in/callback?" + theirCode + myState);
    assertThatThrownBy(() -> signOn.finish(spliced, mine.binding(), ADA))
        .hasMessageContaining("the code was not accepted");
  }

  @Test
  void saysSoWhenTheServerRefusesOrIsGone() throws Exception {
    var start = signOn.start(ADA);
    var state = start.address().getQuery().replaceAll(".*(state=[^&]*).*", "$1");
    var denied =
        URI.create(
            "http://slipway.example/cb?error=access_denied&error_description=not+today&" + state);
    assertThatThrownBy(() -> signOn.finish(denied, start.binding(), ADA))
        .hasMessageContaining("did not vouch for you: not today");
    var wrongSecret = testing.access.signOn(settings("wrong"));
    var other = wrongSecret.start(ADA);
    var back = visit(other.address());
    assertThatThrownBy(() -> wrongSecret.finish(back, other.binding(), ADA))
        .hasMessageContaining("the code was not accepted");
    server.close();
    assertThatThrownBy(() -> signOn.start(ADA))
        .hasMessageContaining("SLIP-8060")
        .hasMessageContaining("sign in with your password, or try again");
  }
}
