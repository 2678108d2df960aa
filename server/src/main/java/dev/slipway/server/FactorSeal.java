package dev.slipway.server;

import dev.slipway.secrets.Place;
import dev.slipway.secrets.Sealed;
import dev.slipway.secrets.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The secrets of second factors are sealed with the same keys as everything else. */
record FactorSeal(dev.slipway.secrets.Seal seal) implements dev.slipway.access.credentials.Seal {
  private static final Place PLACE = Place.of("access", "second-factor");

  @Override
  public byte[] seal(byte[] plain) {
    var text = Base64.getEncoder().encodeToString(plain);
    return seal.seal(SecretValue.of(text), PLACE).text().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] open(byte[] sealed) {
    var text = new Sealed(new String(sealed, StandardCharsets.UTF_8));
    return Base64.getDecoder().decode(seal.open(text, PLACE).reveal());
  }
}
