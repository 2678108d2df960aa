package dev.slipway.secrets.references;

/**
 * An outside store of secrets. Everything that goes wrong is a Problem that starts with the
 * reference: it isn't there, it was deleted, access is denied, the store doesn't answer.
 */
public interface SecretStore {

  /** What its references start with: {@code vault}, {@code aws}. */
  String scheme();

  /** Reads the document that a reference points into, in one bounded request. */
  SecretDocument fetch(SecretReference reference);
}
