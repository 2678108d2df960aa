package dev.slipway.access.credentials;

/**
 * Seals the few secrets that must be read again. What was sealed as one thing opens as no other.
 */
public interface Seal {
  /** What a sealed secret is. */
  enum Kind {
    SECOND_FACTOR,
    SIGN_ON
  }

  byte[] seal(Kind kind, byte[] plain);

  byte[] open(Kind kind, byte[] sealed);
}
