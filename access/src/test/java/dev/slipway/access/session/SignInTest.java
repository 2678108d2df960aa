package dev.slipway.access.session;

import static dev.slipway.access.TestingAccess.ADA;
import static dev.slipway.access.TestingAccess.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.TestingAccess;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.SignIn.Progress;
import dev.slipway.access.testing.TestingTotp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SignInTest {
  private final TestingAccess testing = new TestingAccess();
  private final SignIn signIn = testing.access.signIn();
  private final Accounts accounts = testing.access.accounts();
  private final Sessions sessions = testing.access.sessions();

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private Session signedIn() {
    return ((Progress.SignedIn) signIn.withPassword("ADA@example.org", GOOD, ADA)).session();
  }

  @Test
  void theSetUpLinkWorksOnceAndOnlyWhileThereIsNoAdmin() {
    var link = accounts.setUpLink();
    var other = accounts.setUpLink();
    assertThat(accounts.needsSetUp()).isTrue();
    assertThatThrownBy(() -> accounts.setUp(new OpaqueSecret("x"), "a@b.c", "Ada", GOOD))
        .hasMessageContaining("SLIP-8044 this link was used already, or is too old");
    accounts.setUp(link, "ada@example.org", "Ada Lovelace", GOOD);
    assertThat(accounts.needsSetUp()).isFalse();
    assertThatThrownBy(() -> accounts.setUp(other, "eve@example.org", "Eve", GOOD))
        .hasMessageContaining("SLIP-8044");
  }

  @Test
  void aSessionIsResumedRotatedAndEnds() {
    testing.admin();
    var session = signedIn();
    var secret = session.fresh().orElseThrow();
    assertThat(sessions.resume(secret, "192.0.2.11").orElseThrow().fresh()).isEmpty();
    testing.pass(Duration.ofMinutes(61));
    var rotated = sessions.resume(secret, "192.0.2.11").orElseThrow();
    var fresh = rotated.fresh().orElseThrow();
    assertThat(rotated.formKey()).isEqualTo(session.formKey());
    // A request that was under way still passes, and does not exchange the secret once more.
    assertThat(sessions.resume(secret, "192.0.2.11").orElseThrow().fresh()).isEmpty();
    testing.pass(Duration.ofSeconds(31));
    assertThat(sessions.resume(secret, "192.0.2.11")).isEmpty();
    assertThat(sessions.resume(fresh, "192.0.2.11")).isPresent();
    assertThat(sessions.of(session.principal().personId())).hasSize(1);
    signIn.signOut(session);
    assertThat(sessions.resume(fresh, "192.0.2.11")).isEmpty();
  }

  @Test
  void aSessionDiesOfIdlenessAndOfAge() {
    testing.admin();
    var idle = signedIn().fresh().orElseThrow();
    testing.pass(Duration.ofHours(12));
    assertThat(sessions.resume(idle, "192.0.2.10")).isEmpty();
    var secret = signedIn().fresh().orElseThrow();
    for (var hour = 0; hour < 7 * 24; hour += 6) {
      var session = sessions.resume(secret, "192.0.2.10");
      assertThat(session).describedAs("after %s hours", hour).isPresent();
      secret = session.orElseThrow().fresh().orElse(secret);
      testing.pass(Duration.ofHours(6));
    }
    assertThat(sessions.resume(secret, "192.0.2.10")).isEmpty();
    testing.access.sweep();
  }

  @Test
  void wrongPasswordUnknownAddressAndDisabledAccountLookAlike() {
    testing.admin();
    var grant = new Grant(testing.access.roles().named("viewer"), Scope.EVERYWHERE);
    var link = accounts.invite("bob@example.org", "Bob Martin", List.of(grant));
    var bob = accounts.accept(link, GOOD);
    testing.access.people().disable(bob.id());
    for (var email : List.of("ada@example.org", "nobody@example.org", "bob@example.org", "\0'--")) {
      var password = email.startsWith("bob") ? GOOD : "not the password at all";
      assertThatThrownBy(() -> signIn.withPassword(email, password, ADA))
          .hasMessageContaining("SLIP-8041 mail address or password is wrong");
    }
    assertThat(testing.access.audit().read(AuditQuery.newest(4)))
        .allMatch(entry -> entry.outcome() == Outcome.DENIED);
  }

  @Test
  void guessingAtAnAccountIsSlowedAndManyAtOnceDontSlipThrough() throws Exception {
    testing.admin();
    var wrong = 0;
    var slowed = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<String>>();
      for (var i = 0; i < 30; i++) {
        var visitor = new Visitor("198.51.100." + i, "curl");
        tasks.add(() -> message(() -> signIn.withPassword("ada@example.org", "guess", visitor)));
      }
      for (var task : threads.invokeAll(tasks)) {
        var message = task.get();
        wrong += message.contains("SLIP-8041") ? 1 : 0;
        slowed += message.contains("SLIP-8040 too many wrong tries") ? 1 : 0;
      }
    }
    assertThat(wrong).isEqualTo(5);
    assertThat(slowed).isEqualTo(25);
    assertThat(message(this::signedIn)).contains("wait 2.0 s, then try again");
    testing.pass(Duration.ofSeconds(2));
    signedIn();
  }

  @Test
  void guessingFromOneNetworkIsSlowedWhateverTheAccounts() {
    testing.admin();
    for (var i = 0; i < 20; i++) {
      var visitor = new Visitor("2001:db8:1:2::" + i, "curl");
      var account = "user" + i + "@example.org";
      assertThat(message(() -> signIn.withPassword(account, "guess", visitor)))
          .contains("SLIP-8041");
    }
    var neighbour = new Visitor("2001:db8:1:2:ffff::1", "curl");
    assertThat(message(() -> signIn.withPassword("x@example.org", "guess", neighbour)))
        .contains("SLIP-8040");
    var elsewhere = new Visitor("2001:db8:1:3::1", "curl");
    assertThat(message(() -> signIn.withPassword("x@example.org", "guess", elsewhere)))
        .contains("SLIP-8041");
  }

  private static String message(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aSecondFactorIsAskedForAndEachCodeOpensOnce() {
    var ada = testing.access.people().withId(testing.admin());
    var factor = testing.access.secondFactor();
    var enrolment = factor.begin(ada);
    assertThat(factor.isOn(ada.id())).isFalse();
    assertThatThrownBy(() -> factor.confirm(ada, "000000")).hasMessageContaining("SLIP-8043");
    var paper = factor.confirm(ada, code(enrolment));
    assertThat(paper).hasSize(10);

    var ticket = ((Progress.CodeNeeded) signIn.withPassword("ada@example.org", GOOD, ADA)).ticket();
    assertThat(message(() -> signIn.withCode(ticket, code(enrolment), ADA)))
        .contains("the code is wrong, or was used already");
    testing.pass(Duration.ofSeconds(30));
    assertThat(signIn.withCode(ticket, code(enrolment), ADA).fresh()).isPresent();
    assertThat(message(() -> signIn.withCode(ticket, paper.getFirst(), ADA))).contains("SLIP-8042");

    var second = ((Progress.CodeNeeded) signIn.withPassword("ada@example.org", GOOD, ADA)).ticket();
    var typed =
        paper.getFirst().substring(0, 8).toUpperCase(Locale.ROOT)
            + "-"
            + paper.getFirst().substring(8);
    assertThat(signIn.withCode(second, typed, ADA).fresh()).isPresent();
    var third = ((Progress.CodeNeeded) signIn.withPassword("ada@example.org", GOOD, ADA)).ticket();
    assertThat(message(() -> signIn.withCode(third, typed, ADA))).contains("SLIP-8041");
    testing.pass(Duration.ofMinutes(6));
    assertThat(message(() -> signIn.withCode(third, paper.get(1), ADA))).contains("SLIP-8042");
  }

  private String code(SecondFactor.Enrolment enrolment) {
    return TestingTotp.code(URI.create(enrolment.link()), testing.clock.instant());
  }

  @Test
  void anInvitationSetsAPasswordOnceAndANewLinkEndsTheOld() {
    testing.admin();
    var link = accounts.invite("bob@example.org", "Bob Martin", List.of());
    var bob = accounts.invited(link).orElseThrow();
    assertThatThrownBy(() -> accounts.invite("BOB@example.org", "Bob", List.of()))
        .hasMessageContaining("SLIP-8032");
    assertThatThrownBy(() -> accounts.accept(link, "short")).hasMessageContaining("SLIP-8010");
    accounts.accept(link, GOOD);
    assertThatThrownBy(() -> accounts.accept(link, GOOD)).hasMessageContaining("SLIP-8044");
    var session = ((Progress.SignedIn) signIn.withPassword("bob@example.org", GOOD, ADA)).session();
    var reset = accounts.passwordLink(bob.id());
    var newer = accounts.passwordLink(bob.id());
    assertThatThrownBy(() -> accounts.accept(reset, GOOD)).hasMessageContaining("SLIP-8044");
    accounts.accept(newer, "another sturdy kettle");
    assertThat(sessions.resume(session.fresh().orElseThrow(), "192.0.2.10")).isEmpty();
  }

  @Test
  void theOwnersLinkOpensOnce() {
    var link = signIn.ownerLink();
    var session = signIn.withOwnerLink(link, ADA);
    assertThat(session.principal().personId()).isEqualTo("local-owner");
    assertThat(accounts.needsSetUp()).isTrue();
    assertThat(message(() -> signIn.withOwnerLink(link, ADA))).contains("SLIP-8041");
  }
}
