package dev.slipway.api;

import java.util.Optional;

/** Tells who shows a token. */
@FunctionalInterface
public interface Gate {
  /** The name of whoever the token belongs to; empty when it belongs to nobody. */
  Optional<String> nameOf(String token);
}
