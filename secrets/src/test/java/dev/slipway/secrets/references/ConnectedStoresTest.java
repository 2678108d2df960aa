package dev.slipway.secrets.references;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectedStoresTest {
  @Test
  void aStoreThatNothingNamesIsNotConnected() {
    var stores = ConnectedStores.of(Map.of("VAULT_ADDR", "  "));
    assertThatThrownBy(() -> stores.resolve(List.of(reference("vault:secret/erp#stripe"))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no vault store is connected");
  }

  @Test
  void whatNamesOneHalfIsTold() {
    assertThatThrownBy(() -> ConnectedStores.of(Map.of("VAULT_ADDR", "https://vault.example.org")))
        .hasMessageContaining("nothing to log in with");
    assertThatThrownBy(
            () -> ConnectedStores.of(Map.of("VAULT_ADDR", "vault:8200", "VAULT_TOKEN", "t")))
        .hasMessageContaining("VAULT_ADDR=\"vault:8200\" is no address");
  }

  @Test
  void anAddressAndALoginAreEnoughToAsk() {
    var named = Map.of("VAULT_ADDR", "http://127.0.0.1:1", "VAULT_TOKEN", "t");
    assertThatThrownBy(
            () -> ConnectedStores.of(named).resolve(List.of(reference("vault:secret/erp#stripe"))))
        .isInstanceOf(ProblemException.class)
        .hasMessageNotContaining("no vault store is connected");
  }

  private static SecretReference reference(String text) {
    return SecretReference.parse(text);
  }
}
