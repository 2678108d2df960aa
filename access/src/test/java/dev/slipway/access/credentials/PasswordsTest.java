package dev.slipway.access.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void keepsAnArgon2idHashThatOnlyThePasswordMatches() {
    var hash = passwords.hash("sturdy kettle marmalade");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("sturdy kettle marmalade")).isNotEqualTo(hash);
    assertThat(passwords.matches("sturdy kettle marmalade", hash)).isTrue();
    assertThat(passwords.matches("sturdy kettle marmaladE", hash)).isFalse();
    assertThat(passwords.matches("", hash)).isFalse();
    assertThat(passwords.isOutdated(hash)).isFalse();
    assertThat(passwords.isOutdated(hash.replace("t=2", "t=1"))).isTrue();
    assertThat(passwords.matchesNobody("sturdy kettle marmalade")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "short,has 5 characters; at least 12 are needed",
    "aaaaaaaabbbbbbbb,repeats the same few characters",
    "lovelace-1815-x,contains your name or address"
  })
  void refusesWhatIsEasilyGuessed(String password, String fact) {
    assertThatThrownBy(() -> passwords.demandGood(password, "lovelace@example.org", "Ada"))
        .hasMessageContaining("SLIP-8010 the password " + fact);
  }
}
