package dev.slipway.postgres.testing;

import dev.slipway.postgres.cluster.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals nothing, but notices a value that is opened in another context than its own. */
public final class TestingSealer implements Sealer {
  @Override
  public String seal(String context, String plain) {
    return Base64.getEncoder()
        .encodeToString((context + "\n" + plain).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String open(String context, String sealed) {
    var text = new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
    if (!text.startsWith(context + "\n")) {
      throw new IllegalArgumentException("sealed for another context than " + context);
    }
    return text.substring(context.length() + 1);
  }
}
