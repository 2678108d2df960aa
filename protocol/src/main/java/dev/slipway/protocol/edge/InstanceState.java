package dev.slipway.protocol.edge;

/**
 * How busy one instance is.
 *
 * @param routed whether the table sends it new requests
 * @param inFlight requests and WebSockets it is answering now
 */
public record InstanceState(String instance, boolean routed, int inFlight) {
  /** Nothing new reaches it and nothing is left running: it may be stopped. */
  public boolean drained() {
    return !routed && inFlight == 0;
  }
}
