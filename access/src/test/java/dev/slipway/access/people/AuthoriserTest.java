package dev.slipway.access.people;

import static dev.slipway.access.people.Permission.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.TestingAccess;
import dev.slipway.access.audit.AuditEvent;
import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.access.audit.AuditQuery;
import dev.slipway.access.people.Authoriser.FourEyes;
import dev.slipway.access.session.ApiToken;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AuthoriserTest {
  private static final Map<String, Set<Permission>> MATRIX =
      Map.of(
          "viewer", EnumSet.of(VIEW),
          "deployer", EnumSet.of(VIEW, DEPLOY, ROLL_BACK, CONFIGURE, RUN, BACK_UP),
          "migrator", EnumSet.of(VIEW, DEPLOY, ROLL_BACK, MIGRATE, BACK_UP, BRANCH),
          "approver", EnumSet.of(VIEW, APPROVE),
          "admin", EnumSet.allOf(Permission.class));

  private final TestingAccess testing = new TestingAccess();
  private final Authoriser authoriser = testing.access.authoriser();
  private final People people = testing.access.people();
  private final Roles roles = testing.access.roles();

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private Principal person(String name, String role, Scope scope) {
    var email = name + "@example.org";
    var grants = List.of(new Grant(roles.named(role), scope));
    var link = testing.access.accounts().invite(email, name, grants);
    return Principal.of(testing.access.accounts().accept(link, TestingAccess.GOOD), "192.0.2.10");
  }

  @Test
  void eachRoleAllowsWhatItSaysWhereItIsHeldAndNothingElse() {
    assertThat(roles.all()).hasSize(MATRIX.size());
    for (var row : MATRIX.entrySet()) {
      var who = person(row.getKey(), row.getKey(), new Scope("ledger", "production"));
      for (var permission : Permission.values()) {
        assertThat(authoriser.may(who, permission, "ledger", "production"))
            .describedAs("%s %s", row.getKey(), permission)
            .isEqualTo(row.getValue().contains(permission));
        assertThat(authoriser.may(who, permission, "ledger", "staging")).isFalse();
        assertThat(authoriser.may(who, permission, "shop", "production")).isFalse();
        assertThat(authoriser.may(who, permission, "ledger", "")).isFalse();
        assertThat(authoriser.may(who, permission, "", "")).isFalse();
      }
    }
  }

  @Test
  void theLocalOwnerMayEverything() {
    for (var permission : Permission.values()) {
      assertThat(authoriser.may(Principal.localOwner(), permission, "ledger", "production"))
          .isTrue();
    }
    var viewer = person("vera", "viewer", new Scope("ledger", ""));
    assertThat(authoriser.may(viewer, VIEW, "ledger", "anything")).isTrue();
    assertThat(authoriser.maySeeAnyOf(viewer, "ledger")).isTrue();
    assertThat(authoriser.maySeeAnyOf(viewer, "shop")).isFalse();
  }

  @Test
  void aRefusalSaysWhoWhatAndWhereAndIsInTheLog() {
    var viewer = person("vera", "viewer", Scope.EVERYWHERE);
    var wanted = AuditEvent.of("database.restore", "main", "ledger", "production");
    assertThatThrownBy(() -> authoriser.demand(viewer, RESTORE, wanted))
        .hasMessageContaining("SLIP-8020 ledger/production: vera may not restore a database")
        .hasMessageContaining("ask an admin for a role with restore there");
    var entry = testing.access.audit().read(AuditQuery.newest(1)).getFirst();
    assertThat(entry.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(entry.event()).isEqualTo(wanted);
  }

  @Test
  void nobodyApprovesTheirOwnChangeNotEvenWithAToken() {
    var ada = person("ada", "admin", Scope.EVERYWHERE);
    var carol = person("carol", "approver", new Scope("", "production"));
    var approval = AuditEvent.of("deployment.approve", "v53", "ledger", "production");
    authoriser.demandApproval(ada, approval, ada.personId(), FourEyes.NOT_ASKED);
    authoriser.demandApproval(carol, approval, ada.personId(), FourEyes.ASKED);
    var wish = new ApiToken.Wish("ci", EnumSet.of(APPROVE), Scope.EVERYWHERE, Duration.ofDays(1));
    var text = testing.access.tokens().issue(ada.personId(), wish).text();
    var token = testing.access.tokens().authenticate(text, "192.0.2.99").orElseThrow();
    for (var author : List.of(ada, token)) {
      assertThatThrownBy(
              () -> authoriser.demandApproval(author, approval, ada.personId(), FourEyes.ASKED))
          .hasMessageContaining("SLIP-8021 ledger/production: v53 was started by ada");
    }
  }

  @Test
  void aTokenMayNoMoreThanItsPersonAndItsWish() {
    var dora = person("dora", "deployer", new Scope("ledger", ""));
    var tokens = testing.access.tokens();
    var wish =
        new ApiToken.Wish(
            "ci", EnumSet.of(DEPLOY, MIGRATE), new Scope("", "staging"), Duration.ofDays(30));
    var fresh = tokens.issue(dora.personId(), wish);
    assertThat(fresh.text()).startsWith(fresh.token().prefix());
    var who = tokens.authenticate(fresh.text(), "192.0.2.20").orElseThrow();
    assertThat(authoriser.may(who, DEPLOY, "ledger", "staging")).isTrue();
    assertThat(authoriser.may(who, DEPLOY, "ledger", "production")).isFalse();
    assertThat(authoriser.may(who, MIGRATE, "ledger", "staging")).isFalse();
    assertThat(authoriser.may(who, VIEW, "ledger", "staging")).isFalse();
    assertThat(who.actor().name()).isEqualTo("dora (token ci)");
    assertThat(tokens.of(dora.personId()).getFirst().usage().usedAt()).isPresent();

    people.revoke(dora.personId(), roles.named("deployer"), new Scope("ledger", ""));
    var later = tokens.authenticate(fresh.text(), "192.0.2.20").orElseThrow();
    assertThat(authoriser.may(later, DEPLOY, "ledger", "staging")).isFalse();
    assertThat(tokens.authenticate(fresh.text() + "x", "192.0.2.20")).isEmpty();
    testing.pass(Duration.ofDays(30));
    assertThat(tokens.authenticate(fresh.text(), "192.0.2.20")).isEmpty();

    var second = tokens.issue(dora.personId(), wish);
    tokens.revoke(second.token().id());
    assertThat(tokens.authenticate(second.text(), "192.0.2.20")).isEmpty();
    var third = tokens.issue(dora.personId(), wish);
    people.disable(dora.personId());
    assertThat(tokens.authenticate(third.text(), "192.0.2.20")).isEmpty();
  }

  @Test
  void rolesAreRenamedAndAddedButTheBuiltInOnesStayWhatTheyAre() {
    roles.rename("approver", "Product Owner");
    roles.define("cto", "CTO", EnumSet.of(VIEW, APPROVE));
    var carol = person("carol", "product owner", new Scope("", "production"));
    assertThat(carol.holds("Product owner", "ledger", "production")).isTrue();
    assertThat(carol.holds("approver", "ledger", "production")).isTrue();
    assertThat(carol.holds("approver", "ledger", "staging")).isFalse();
    assertThat(carol.holds("cto", "ledger", "production")).isFalse();
    assertThatThrownBy(() -> roles.named("deploier"))
        .hasMessageContaining("SLIP-8022 role \"deploier\" does not exist")
        .hasMessageContaining("did you mean \"deployer\"?");
    assertThatThrownBy(() -> roles.define("viewer", "seer", EnumSet.of(READ_SECRET)))
        .hasMessageContaining("SLIP-8024");
    assertThatThrownBy(() -> roles.rename("viewer", "cto")).hasMessageContaining("SLIP-8026");
    assertThatThrownBy(() -> roles.define("No Key", "x", Set.of()))
        .hasMessageContaining("SLIP-8023");
  }

  @Test
  void theOwnerSpeaksForEveryRoleOnlyWhileThereIsNobodyElseToAsk() {
    var approver = testing.access.approver();
    testing.access.accounts().localOwner();
    var owner = Principal.localOwner();
    var wanted = new Approver.Wanted("ledger", "production", "v1", List.of("approver"));
    person("vera", "viewer", Scope.EVERYWHERE);
    assertThat(approver.demand(owner, wanted)).containsExactly("approver");
    var carol = person("carol", "approver", new Scope("ledger", ""));
    assertThat(approver.may(owner, wanted)).isFalse();
    assertThatThrownBy(() -> approver.demand(owner, wanted)).hasMessageContaining("SLIP-8027");
    assertThat(approver.demand(carol, wanted)).containsExactly("approver");
    people.disable(carol.personId());
    assertThat(approver.may(owner, wanted)).isTrue();
  }

  @Test
  void anAdminIsAlwaysLeft() {
    var ada = person("ada", "admin", Scope.EVERYWHERE);
    assertThatThrownBy(() -> people.revoke(ada.personId(), roles.named("admin"), Scope.EVERYWHERE))
        .hasMessageContaining("SLIP-8034");
    assertThatThrownBy(() -> people.disable(ada.personId())).hasMessageContaining("SLIP-8034");
    var bea = person("bea", "admin", Scope.EVERYWHERE);
    people.disable(ada.personId());
    people.enable(ada.personId());
    people.disable(bea.personId());
    assertThat(people.all()).hasSize(2);
  }
}
