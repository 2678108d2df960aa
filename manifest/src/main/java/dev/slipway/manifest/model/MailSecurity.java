package dev.slipway.manifest.model;

/** How a connection to a mail server is sealed. */
public enum MailSecurity {
  STARTTLS,
  TLS,
  NONE
}
