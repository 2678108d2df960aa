package dev.slipway.server;

import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.StateFile;
import dev.slipway.postmaster.FreePort;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.protocol.home.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How the edge is started: with our own Java and jars, on ports that stay the same. */
final class EdgeStart {
  private static final int USUAL_HTTP = 8080;
  private static final int USUAL_HTTPS = 8443;

  private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** As the edge says it with its last words. */
  private static final String PORT_TAKEN = "can't listen on";

  /** How often somebody else may be faster at a port that was free a moment ago. */
  private static final int TRIES = 4;

  private EdgeStart() {}

  /** The edge of this directory: the one that runs, or one that was started. */
  static EdgeProcess running(
      DataDirectory directory, Options options, Map<String, String> environment) {
    for (var tries = 1; ; tries++) {
      var edge = prepare(directory, options, environment);
      try {
        edge.ensure();
        return edge;
      } catch (ProblemException e) {
        if (tries == TRIES || !e.problem().fact().contains(PORT_TAKEN)) {
          throw e;
        }
      }
    }
  }

  private static EdgeProcess prepare(
      DataDirectory directory, Options options, Map<String, String> environment) {
    var state = directory.edge();
    try {
      Files.createDirectories(state);
      // The ports of an edge that runs are its own: only without one are they to be free.
      var runs = runs(state);
      var http = port(state.resolve("port.http"), "edge", options.http, USUAL_HTTP, runs);
      var https = port(state.resolve("port.https"), "edge's TLS", options.https, USUAL_HTTPS, runs);
      var command = command(environment, state, http, https);
      return new EdgeProcess(state, command, directory.logs().resolve("edge.log"));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2208",
              state + ": the edge's folder can't be used: " + e,
              "check its owner and the disk's space")
          .exception(e);
    }
  }

  /** A start-up cache fits only the options that StartUpCaches made it with. */
  private static List<String> command(
      Map<String, String> environment, Path state, int http, int https) {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home", "") + "/bin/java");
    cache(environment).ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxDirectMemorySize=2g",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dio.netty.buffer.checkBounds=false",
            "-Dio.netty.buffer.checkAccessible=false",
            "-Dio.netty.leakDetection.level=disabled",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path", ""),
            "dev.slipway.edge.EdgeMain"));
    command.addAll(List.of("--state", state.toString()));
    command.addAll(List.of("--http", "127.0.0.1:" + http, "--https", "127.0.0.1:" + https));
    return command;
  }

  /** That of the jars that lie there now. */
  private static Optional<Path> cache(Map<String, String> environment) {
    try {
      var home = environment.get("SLIPWAY_HOME");
      if (home == null) {
        return Optional.empty();
      }
      var build = Files.readString(Path.of(home, "build")).strip();
      return Optional.of(Path.of(home, "edge." + build + ".aot")).filter(Files::exists);
    } catch (IOException notBuiltByTheLauncher) {
      return Optional.empty();
    }
  }

  /** The port that was asked for, the one of last time, the usual one, or any: kept once chosen. */
  private static int port(Path file, String whose, @Nullable Integer asked, int usual, boolean runs)
      throws IOException {
    var kept = new StateFile(file);
    var known = kept.read().map(String::strip).map(Integer::parseInt);
    var wished = asked != null ? asked.intValue() : known.orElse(usual).intValue();
    if (known.isPresent() && asked == null && !runs) {
      awaitFree(wished);
    }
    var chosen = asked != null || runs ? wished : FreePort.preferring(wished);
    if (chosen != wished) {
      System.out.println("Port " + wished + " is in use; the " + whose + " takes " + chosen);
    }
    kept.write(chosen + "\n");
    return chosen;
  }

  /** A port that was ours is given up late when its edge was killed: addresses are to stay. */
  private static void awaitFree(int port) {
    var end = System.nanoTime() + GIVEN_UP_WITHIN.toNanos();
    while (!FreePort.isFree(port) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean runs(Path state) {
    try {
      return new EdgeAdmin(state).health().pid() > 0;
    } catch (ProblemException doesNotAnswer) {
      return false;
    }
  }
}
