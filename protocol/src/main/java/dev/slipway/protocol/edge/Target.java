package dev.slipway.protocol.edge;

/**
 * One running instance.
 *
 * @param instance its identifier; figures and drains are told by it
 * @param release such as {@code v53}
 * @param address IP address; instances are on this machine or in its network
 * @param weight relative to the other instances of the same release; 1 when left out
 */
public record Target(String instance, String release, String address, int port, int weight) {
  public Target {
    address = Given.or(address, "127.0.0.1");
    weight = weight == 0 ? 1 : weight;
  }

  /** An instance on this machine. */
  public static Target local(String instance, String release, int port) {
    return new Target(instance, release, "127.0.0.1", port, 1);
  }
}
