package dev.slipway.manifest.model;

/** Where a certificate comes from. */
public enum CertificateKind {
  /** Self-signed for localhost, ACME for names of the Internet. */
  AUTO,
  ACME,
  SELF_SIGNED,
  OWN,
  NONE
}
