package dev.slipway.access.signon;

import static dev.slipway.access.TestingAccess.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.TestingAccess;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-on against a server that others wrote, with its own form, keys and rules. */
final class SpringServerTest {
  private static final SpringServer SERVER = new SpringServer("hush");

  private final TestingAccess testing = new TestingAccess();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private static OpenIdSettings settings(String secret, String client) {
    return new OpenIdSettings(
        SERVER.issuer(),
        new OpenIdSettings.Client(client, secret),
        URI.create(SpringServer.REDIRECT),
        Set.of());
  }

  @Test
  void somebodyWhoSignsInThereIsVouchedFor() throws Exception {
    var ada = testing.admin();
    var settings = settings("hush", "slipway");
    var signOn = testing.access.signOn(settings);
    var start = signOn.start(ADA);
    var identity = signOn.finish(SERVER.signIn(start.address(), "engine"), start.binding(), ADA);
    assertThat(identity)
        .isEqualTo(
            new OpenIdIdentity(
                SERVER.issuer().toString(), "ada@example.org", "ada@example.org", "Ada Lovelace"));
    assertThat(testing.access.vouchedAccounts(settings).accountOf(identity).id()).isEqualTo(ada);
  }

  @Test
  void aCodeIsTakenOnceAndOnlyInTheBrowserThatAskedForIt() throws Exception {
    var signOn = testing.access.signOn(settings("hush", "slipway"));
    var start = signOn.start(ADA);
    var back = SERVER.signIn(start.address(), "engine");
    assertThat(signOn.finish(back, start.binding(), ADA).email()).isEqualTo("ada@example.org");
    assertThatThrownBy(() -> signOn.finish(back, start.binding(), ADA))
        .hasMessageContaining("SLIP-806");
    var mine = signOn.start(ADA);
    var theirs = signOn.start(ADA);
    var stolen = SERVER.signIn(theirs.address(), "engine");
    assertThatThrownBy(() -> signOn.finish(stolen, mine.binding(), ADA))
        .hasMessageContaining("SLIP-806");
  }

  @Test
  void aWrongPasswordOrSecretOrClientOpensNothing() throws Exception {
    var start = testing.access.signOn(settings("hush", "slipway")).start(ADA);
    assertThat(SERVER.signIn(start.address(), "guess").toString())
        .doesNotStartWith(SpringServer.REDIRECT);

    var wrong = testing.access.signOn(settings("shout", "slipway"));
    var begun = wrong.start(ADA);
    var back = SERVER.signIn(begun.address(), "engine");
    assertThatThrownBy(() -> wrong.finish(back, begun.binding(), ADA))
        .hasMessageContaining("SLIP-806");
  }
}
