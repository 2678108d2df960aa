package dev.slipway.server;

/** How people reach a host name: on the edge's port, which is said unless it is the usual one. */
record EdgeAddresses(int port) {
  private static final int USUAL = 80;

  String publicUrl(String host) {
    return "http://" + host + (port == USUAL ? "" : ":" + port);
  }
}
