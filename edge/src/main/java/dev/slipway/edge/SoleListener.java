package dev.slipway.edge;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a port is ours alone. Our loops share theirs (SO_REUSEPORT), and the kernel lets any
 * other program of the same user share it too: half of the requests would go to a stranger.
 */
final class SoleListener {
  private static final String LISTENS = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private SoleListener() {}

  /** Before we listen: a socket that shares nothing can only be bound where nobody listens. */
  static void checkFree(InetSocketAddress address) {
    if (address.getPort() == 0) {
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException taken) {
      throw inUse(address, taken);
    }
  }

  /** While we listen: two that looked at the same moment see each other now. */
  static void checkAlone(InetSocketAddress address, int port) {
    try {
      var strangers = listeners(port);
      strangers.removeAll(own());
      if (!strangers.isEmpty()) {
        throw inUse(address, null);
      }
    } catch (IOException unknown) {
      // Without /proc there is only the look before.
    }
  }

  private static Set<String> listeners(int port) throws IOException {
    var suffix = ":" + String.format(Locale.ROOT, "%04X", port);
    var found = new HashSet<String>();
    for (var table : new String[] {"tcp", "tcp6"}) {
      for (var line : Files.readAllLines(Path.of("/proc/net", table))) {
        var fields = line.strip().split("\\s+");
        if (fields.length > INODE
            && fields[STATE].equals(LISTENS)
            && fields[LOCAL_ADDRESS].endsWith(suffix)) {
          found.add(fields[INODE]);
        }
      }
    }
    return found;
  }

  private static Set<String> own() throws IOException {
    var found = new HashSet<String>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        try {
          var target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            found.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (IOException closed) {
          // It was closed while we looked.
        }
      }
    }
    return found;
  }

  private static RuntimeException inUse(InetSocketAddress address, @Nullable Throwable cause) {
    var problem =
        Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-4015",
            "edge can't listen on " + address + ": another program listens there",
            "see which with ss -ltnp; or name another port");
    return cause == null ? problem.exception() : problem.exception(cause);
  }
}
