package dev.slipway.secrets.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.secrets.SecretValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashiCorpVaultTest extends SecretStoreContract {
  private final TestingVault vault = new TestingVault();

  @AfterEach
  void close() {
    vault.close();
  }

  private static HashiCorpVault with(URI address, String token) {
    return new HashiCorpVault(
        HashiCorpVault.Connection.to(address, new VaultLogin.Token(SecretValue.of(token))));
  }

  @Override
  SecretStore store() {
    return with(vault.address(), TestingVault.TOKEN);
  }

  @Override
  SecretStore stranger() {
    return with(vault.address(), "hvs.bad");
  }

  @Override
  SecretStore unreachable() {
    return with(URI.create("http://127.0.0.1:1"), TestingVault.TOKEN);
  }

  @Override
  String document() {
    return "secret/erp/production/database";
  }

  @Override
  int requestsSeen() {
    return vault.requests.size();
  }

  private static String read(SecretStore store, String text) {
    var reference = SecretReference.parse(text);
    return new OutsideStores(List.of(store)).resolve(List.of(reference)).get(reference).reveal();
  }

  @Test
  void readsAnOlderVersionAndNumbers() {
    assertThat(read(store(), "vault:secret/erp/production/database?version=1#password"))
        .isEqualTo("older");
    assertThat(read(store(), "vault:secret/erp/production/database#port")).isEqualTo("5432");
  }

  @Test
  void needsTheNameOfAField() {
    assertThatThrownBy(() -> read(store(), "vault:secret/erp/production/database"))
        .hasMessageContaining("SLIP-7311")
        .hasMessageContaining("write one after #: password, port, user");
  }

  @Test
  void saysWhenAVersionWasDeletedOrDestroyed() {
    assertThatThrownBy(() -> read(store(), "vault:secret/deleted#x"))
        .hasMessageContaining("version 4 was deleted at 2026-03-02T10:00:00Z")
        .hasMessageContaining("vault kv undelete -mount=secret -versions=4 deleted");
    assertThatThrownBy(() -> read(store(), "vault:secret/destroyed#x"))
        .hasMessageContaining("version 2 was destroyed");
  }

  @Test
  void saysThatVaultIsSealed() {
    vault.sealed = true;
    assertThatThrownBy(() -> read(store(), "vault:secret/erp/production/database#user"))
        .hasMessageContaining("SLIP-7315")
        .hasMessageContaining("Vault is sealed");
  }

  @Test
  void namesThePolicyThatIsMissing() {
    assertThatThrownBy(() -> read(stranger(), "vault:secret/erp/production/database#user"))
        .hasMessageContaining("path \"secret/data/erp/production/database\"");
  }

  @Test
  void knowsMountsWithASlash() {
    var store =
        new HashiCorpVault(
            new HashiCorpVault.Connection(
                vault.address(),
                new VaultLogin.Token(SecretValue.of(TestingVault.TOKEN)),
                Optional.of("team"),
                List.of("team/kv")));
    assertThat(read(store, "vault:team/kv/app#key")).isEqualTo("of the team");
  }

  @Test
  void logsInWithARoleAndAgainWhenTheTokenHasRunOut() {
    var store =
        new HashiCorpVault(
            HashiCorpVault.Connection.to(
                vault.address(), new VaultLogin.AppRole("erp", SecretValue.of("good"))));
    assertThat(read(store, "vault:secret/erp/production/database#user")).isEqualTo("erp");
    assertThat(read(store, "vault:secret/erp/production/database#user")).isEqualTo("erp");
    assertThat(vault.logins).hasValue(1);
    vault.tokenOfRole = "hvs.role-2";
    assertThat(read(store, "vault:secret/erp/production/database#user")).isEqualTo("erp");
    assertThat(vault.logins).hasValue(2);
  }

  @Test
  void saysThatTheRoleIsRefused() {
    var store =
        new HashiCorpVault(
            HashiCorpVault.Connection.to(
                vault.address(), new VaultLogin.AppRole("erp", SecretValue.of("bad-secret-id"))));
    assertThatThrownBy(() -> read(store, "vault:secret/erp/production/database#user"))
        .hasMessageContaining("SLIP-7317")
        .hasMessageContaining("invalid role or secret ID")
        .hasMessageNotContaining("bad-secret-id");
  }
}
