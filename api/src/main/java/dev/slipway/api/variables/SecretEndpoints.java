package dev.slipway.api.variables;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Endpoint;
import dev.slipway.protocol.variables.RotatedSecrets;
import dev.slipway.secrets.Rotation;
import java.util.List;
import java.util.Map;

/** Rotates the sealing key. The rotation must know everybody who keeps sealed values. */
public final class SecretEndpoints {
  private final Rotation rotation;

  public SecretEndpoints(Rotation rotation) {
    this.rotation = rotation;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.post(
                "/v1/secrets/rotate",
                "Makes a new key and seals every secret again.",
                null,
                RotatedSecrets.class,
                call -> rotate())
            .needs(Permission.ADMINISTER, "secret.rotate"));
  }

  private RotatedSecrets rotate() {
    var outcome = rotation.run();
    return new RotatedSecrets(Map.copyOf(outcome.resealed()), outcome.finishedAnEarlierOne());
  }
}
