package dev.slipway.server;

import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.postmaster.FreePort;
import dev.slipway.protocol.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the edge is started: with our own Java and jars, on ports that stay the same. */
final class EdgeStart {
  private static final int USUAL_HTTP = 8080;
  private static final int USUAL_HTTPS = 8443;

  private EdgeStart() {}

  static EdgeProcess prepare(DataDirectory directory, Options options) {
    var state = directory.edge();
    try {
      Files.createDirectories(state);
      var http = port(state.resolve("port.http"), "edge", options.http, USUAL_HTTP);
      var https = port(state.resolve("port.https"), "edge's TLS", options.https, USUAL_HTTPS);
      return new EdgeProcess(
          state, command(state, http, https), directory.logs().resolve("edge.log"));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2208",
              state + ": the edge's folder can't be used: " + e,
              "check its owner and the disk's space")
          .exception(e);
    }
  }

  private static List<String> command(Path state, int http, int https) {
    return List.of(
        System.getProperty("java.home", "") + "/bin/java",
        "-Xms64m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:MaxDirectMemorySize=2g",
        "-Dio.netty.buffer.checkBounds=false",
        "-Dio.netty.buffer.checkAccessible=false",
        "-Dio.netty.leakDetection.level=disabled",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path", ""),
        "dev.slipway.edge.EdgeMain",
        "--state",
        state.toString(),
        "--http",
        "127.0.0.1:" + http,
        "--https",
        "127.0.0.1:" + https);
  }

  /** The port that was asked for, the one of last time, the usual one, or any: kept once chosen. */
  private static int port(Path file, String whose, @Nullable Integer asked, int usual)
      throws IOException {
    var kept = new StateFile(file);
    var known = kept.read().map(String::strip).map(Integer::parseInt);
    var port =
        asked != null
            ? asked.intValue()
            : known.orElseGet(() -> FreePort.isFree(usual) ? usual : 0);
    var chosen = port == 0 ? FreePort.any() : port;
    if (asked == null && known.isEmpty() && chosen != usual) {
      System.out.println("Port " + usual + " is in use; the " + whose + " takes " + chosen);
    }
    kept.write(chosen + "\n");
    return chosen;
  }
}
