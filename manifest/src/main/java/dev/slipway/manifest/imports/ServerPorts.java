package dev.slipway.manifest.imports;

import java.util.Collection;
import java.util.Set;

/** Ports that tell what listens on them: servers that speak a protocol of their own. */
final class ServerPorts {
  static final String POSTGRES = "5432";
  static final String REDIS = "6379";

  /** MySQL, MongoDB, SQL Server, Oracle, Cassandra. */
  private static final Set<String> FOREIGN =
      Set.of("3306", "33060", "27017", "1433", "1521", "9042");

  /** Queues, caches, mail, names: no databases, and nothing that a browser could ask. */
  private static final Set<String> OTHER =
      Set.of(
          "22", "25", "53", "465", "587", "1025", "1883", "2181", "4222", "5672", "9092", "9093",
          "11211");

  private ServerPorts() {}

  static boolean isForeignDatabase(Collection<String> ports) {
    return !ports.isEmpty() && FOREIGN.containsAll(ports);
  }

  static boolean isDatabase(String port) {
    return port.equals(POSTGRES) || port.equals(REDIS) || FOREIGN.contains(port);
  }

  /** Whether what listens there can't be served by the edge. */
  static boolean isNoHttp(String port) {
    return isDatabase(port) || OTHER.contains(port);
  }
}
