package dev.slipway.server;

import dev.slipway.secrets.Place;
import dev.slipway.secrets.Sealed;
import dev.slipway.secrets.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What access keeps to be read again is sealed with the same keys as everything else. */
record AccessSeal(dev.slipway.secrets.Seal seal) implements dev.slipway.access.credentials.Seal {
  @Override
  public byte[] seal(Kind kind, byte[] plain) {
    var text = Base64.getEncoder().encodeToString(plain);
    var sealed = seal.seal(SecretValue.of(text), place(kind));
    return sealed.text().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] open(Kind kind, byte[] sealed) {
    var text = new Sealed(new String(sealed, StandardCharsets.UTF_8));
    return Base64.getDecoder().decode(seal.open(text, place(kind)).reveal());
  }

  private static Place place(Kind kind) {
    var name =
        switch (kind) {
          case SECOND_FACTOR -> "second-factor";
          case SIGN_ON -> "sign-on";
        };
    return Place.of("access", name);
  }
}
