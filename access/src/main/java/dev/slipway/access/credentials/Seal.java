package dev.slipway.access.credentials;

/** Seals the few secrets that must be read again, such as those of second factors. */
public interface Seal {
  byte[] seal(byte[] plain);

  byte[] open(byte[] sealed);
}
