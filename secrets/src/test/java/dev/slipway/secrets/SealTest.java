package dev.slipway.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealTest {
  private static final Place PRODUCTION = Place.of("variables", "erp", "production", "JWT_SECRET");
  private static final Place STAGING = Place.of("variables", "erp", "staging", "JWT_SECRET");

  @TempDir Path folder;

  private Path keyFile() {
    return folder.resolve("secrets.key");
  }

  @Test
  void opensWhatItSealedAlsoAfterARestart() {
    var sealed = Seal.create(keyFile()).seal(SecretValue.of("grüße"), PRODUCTION);
    assertThat(sealed.text()).startsWith("s1:").doesNotContain("gr");
    assertThat(Seal.open(keyFile()).open(sealed, PRODUCTION).reveal()).isEqualTo("grüße");
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    var seal = Seal.create(keyFile());
    assertThat(seal.seal(SecretValue.of("x"), PRODUCTION))
        .isNotEqualTo(seal.seal(SecretValue.of("x"), PRODUCTION));
  }

  @Test
  void refusesAValueThatWasCopiedToAnotherPlace() {
    var seal = Seal.create(keyFile());
    var sealed = seal.seal(SecretValue.of("production's"), PRODUCTION);
    assertThatThrownBy(() -> seal.open(sealed, STAGING))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(
            "SLIP-7307 variables/erp/staging/JWT_SECRET does not open: its sealed value was"
                + " changed, or belongs to another place");
  }

  @Test
  void placesWhosePartsReadAlikeAreNotTheSame() {
    var seal = Seal.create(keyFile());
    var sealed = seal.seal(SecretValue.of("v"), Place.of("a/b", "c"));
    assertThatThrownBy(() -> seal.open(sealed, Place.of("a", "b/c")))
        .hasMessageContaining("SLIP-7307");
  }

  @Test
  void refusesAChangedValue() {
    var seal = Seal.create(keyFile());
    var text = seal.seal(SecretValue.of("value"), PRODUCTION).text();
    var last = text.charAt(20);
    var changed = text.substring(0, 20) + (last == 'A' ? 'B' : 'A') + text.substring(21);
    assertThatThrownBy(() -> seal.open(new Sealed(changed), PRODUCTION))
        .hasMessageContaining("SLIP-7307");
  }

  @Test
  void theKeyFileIsTheOwnersAlone() throws Exception {
    Seal.create(keyFile());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Seal.open(keyFile()))
        .hasMessageContaining("SLIP-7304 " + keyFile() + " is open to other users (rw-r-----)");
  }

  @Test
  void neverReplacesAKeyFile() {
    Seal.create(keyFile());
    assertThatThrownBy(() -> Seal.create(keyFile())).hasMessageContaining("SLIP-7305");
  }

  @Test
  void saysWhatIsWrongWithTheKeyFile() throws Exception {
    assertThatThrownBy(() -> Seal.open(keyFile()))
        .hasMessageContaining("SLIP-7300")
        .hasMessageContaining("put the file back from its backup");
    Files.writeString(keyFile(), "not a key");
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> Seal.open(keyFile())).hasMessageContaining("SLIP-7301");
  }

  @Test
  void saysThatTheKeyIsAnother() {
    var sealed = Seal.create(keyFile()).seal(SecretValue.of("v"), PRODUCTION);
    var other = Seal.create(folder.resolve("other.key"));
    assertThatThrownBy(() -> other.open(sealed, PRODUCTION)).hasMessageContaining("SLIP-7306");
  }

  @Test
  void aSecretShowsOnlyItsMark() {
    var secret = SecretValue.of("hunter22");
    assertThat(secret.toString()).matches("••••[0-9a-f]{2}").isEqualTo(secret.mark());
    assertThat(secret).isEqualTo(SecretValue.of("hunter22")).isNotEqualTo(SecretValue.of("other"));
    assertThat(SecretValue.of("").mark()).isEqualTo("(empty)");
  }
}
