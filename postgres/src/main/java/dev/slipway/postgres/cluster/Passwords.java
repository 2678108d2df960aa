package dev.slipway.postgres.cluster;

import dev.slipway.kit.Ids;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The passwords of a cluster: made by chance, kept sealed, opened where they are used. */
final class Passwords {
  private static final int CHARACTERS = 32;

  private Passwords() {}

  static Map<ClusterRole, String> fresh(ClusterName name, Sealer sealer) {
    var sealed = new EnumMap<ClusterRole, String>(ClusterRole.class);
    for (var role : ClusterRole.values()) {
      sealed.put(role, sealer.seal(context(name, role), Ids.secret(CHARACTERS)));
    }
    return sealed;
  }

  static String open(Cluster cluster, ClusterRole role, Sealer sealer) {
    var sealed = Objects.requireNonNull(cluster.passwords().get(role), "every role has a password");
    return sealer.open(context(cluster.name(), role), sealed);
  }

  static Login login(Cluster cluster, ClusterRole role, String host, int port, Sealer sealer) {
    var database = cluster.spec().database();
    return new Login(host, port, database, role.login(database), open(cluster, role, sealer));
  }

  private static String context(ClusterName name, ClusterRole role) {
    return name + "/" + role;
  }
}
