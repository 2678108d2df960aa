package dev.slipway.runtime.process;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports for instances. Below the range that the kernel takes for outgoing connections, so
 * that none of those can sit on an instance's port while it is being started again.
 */
final class PortChoice {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 31_999;
  private static final int TRIES = 2_000;

  private PortChoice() {}

  static int free(Set<Integer> taken) {
    for (var i = 0; i < TRIES; i++) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (!taken.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw Problem.of(
            Problem.Kind.UNAVAILABLE,
            "SLIP-7005",
            "no port between " + LOWEST + " and " + HIGHEST + " is free after " + TRIES + " tries",
            "look for what listens there: ss -ltnp")
        .exception();
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
