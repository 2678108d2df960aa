package dev.slipway.server;

import dev.slipway.postgres.cluster.Sealer;
import dev.slipway.secrets.Place;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.Sealed;
import dev.slipway.secrets.SecretValue;

/** The clusters' passwords are sealed with the same keys as everything else. */
record Sealing(Seal seal) implements Sealer {
  @Override
  public String seal(String context, String plain) {
    return seal.seal(SecretValue.of(plain), Place.of("cluster", context)).text();
  }

  @Override
  public String open(String context, String sealed) {
    return seal.open(new Sealed(sealed), Place.of("cluster", context)).reveal();
  }
}
