package dev.slipway.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file that holds the keys, as Tink's keyset in Base64. Whoever can read it can open
 * everything.
 */
final class KeyFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final String HEADER =
      "# The keys of Slipway's sealed values. Keep a copy apart from the backups of the store.\n";

  private final Path path;

  KeyFile(Path path) {
    this.path = path;
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException everyTinkHasIt) {
      throw new IllegalStateException(everyTinkHasIt);
    }
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  KeysetHandle read() {
    try {
      refuseIfOpenToOthers();
      var text =
          new StateFile(path)
              .read()
              .orElseThrow(
                  () ->
                      Problem.of(
                              Problem.Kind.UNAVAILABLE,
                              "SLIP-7300",
                              path + " isn't there: nothing that is sealed can be opened",
                              "put the file back from its backup; a new key can't open old values")
                          .exception());
      return TinkProtoKeysetFormat.parseKeyset(
          decoded(text), InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
    } catch (GeneralSecurityException broken) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7301",
              path + " is not a key file of Slipway, or it is damaged",
              "put the file back from its backup")
          .exception(broken);
    } catch (IOException unreadable) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7302",
              path + " can't be read: " + unreadable.getMessage(),
              "give it to the user that runs the server")
          .exception(unreadable);
    }
  }

  void write(KeysetHandle keys) {
    try {
      var bytes =
          TinkProtoKeysetFormat.serializeKeyset(
              keys, InsecureSecretKeyAccess.get(), RegistryConfiguration.get());
      new StateFile(path).write(HEADER + Base64.getMimeEncoder().encodeToString(bytes) + "\n");
    } catch (IOException full) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7303",
              path + " can't be written: " + full.getMessage(),
              "make room on the disk or give the folder to the user that runs the server")
          .exception(full);
    } catch (GeneralSecurityException neverWithWholeKeys) {
      throw new IllegalStateException(neverWithWholeKeys);
    }
  }

  private static byte[] decoded(String text) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(text.substring(text.indexOf('\n') + 1));
    } catch (IllegalArgumentException notBase64) {
      throw new GeneralSecurityException(notBase64);
    }
  }

  private void refuseIfOpenToOthers() throws IOException {
    if (!exists() || !Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7304",
              path + " is open to other users (" + PosixFilePermissions.toString(permissions) + ")",
              "chmod 600 " + path + ", and rotate the secrets if anybody else was on this machine")
          .exception();
    }
  }
}
