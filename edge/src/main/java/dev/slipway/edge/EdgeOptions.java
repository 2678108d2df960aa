package dev.slipway.edge;

import dev.slipway.kit.Problem;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the edge is started with.
 *
 * @param state folder of the table, the admin socket, certificates and logs
 * @param http where plain HTTP is served; null: nowhere
 * @param https where TLS is served; null: nowhere
 * @param loops event loops; 0: one for each core
 * @param transport {@code io_uring}, {@code epoll}, {@code nio}; empty: the fastest there is
 */
public record EdgeOptions(
    Path state,
    @Nullable InetSocketAddress http,
    @Nullable InetSocketAddress https,
    int loops,
    String transport) {

  private static final String USAGE =
      "slipway edge --state DIR [--http ADDRESS:PORT] [--https ADDRESS:PORT] [--loops N]"
          + " [--transport io_uring|epoll|nio]";

  static EdgeOptions parse(List<String> arguments) {
    Path state = null;
    InetSocketAddress http = null;
    InetSocketAddress https = null;
    var loops = 0;
    var transport = "";
    for (var i = 0; i < arguments.size(); i += 2) {
      var name = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw mistake(name, "has no value");
      }
      var value = arguments.get(i + 1);
      switch (name) {
        case "--state" -> state = Path.of(value);
        case "--http" -> http = address(name, value);
        case "--https" -> https = address(name, value);
        case "--loops" -> loops = number(name, value);
        case "--transport" -> transport = value;
        default -> throw mistake(name, "is no option of the edge");
      }
    }
    if (state == null) {
      throw mistake("--state", "is missing");
    }
    if (http == null && https == null) {
      throw mistake("--http and --https", "are both missing: there is nothing to serve");
    }
    return new EdgeOptions(state, http, https, loops, transport);
  }

  private static InetSocketAddress address(String name, String value) {
    var colon = value.lastIndexOf(':');
    if (colon < 0) {
      throw mistake(name + " " + value, "is no ADDRESS:PORT");
    }
    var host = value.substring(0, colon).replace("[", "").replace("]", "");
    return new InetSocketAddress(
        host.isEmpty() ? "0.0.0.0" : host, number(name, value.substring(colon + 1)));
  }

  private static int number(String name, String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
      throw mistake(name + " " + value, "is no number from 0 to 65535");
    }
    return Integer.parseInt(value);
  }

  private static RuntimeException mistake(String what, String fact) {
    return Problem.of(Problem.Kind.BAD_INPUT, "SLIP-4010", what + " " + fact, USAGE).exception();
  }
}
