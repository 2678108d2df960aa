package dev.slipway.secrets.references;

import dev.slipway.secrets.SecretValue;

/** How we make ourselves known to Vault. */
public sealed interface VaultLogin {

  /** A token that somebody made for us. */
  record Token(SecretValue token) implements VaultLogin {}

  /** A role for machines: we log in, and again when the token has run out. */
  record AppRole(String roleId, SecretValue secretId) implements VaultLogin {}
}
