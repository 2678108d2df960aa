package dev.slipway.cli;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.RecordReader;
import dev.slipway.protocol.ServerStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What the build runs once to write the overview and make the start-up cache: the verbs that should
 * answer at once, against a server that answers as the control plane does. What is loaded here is
 * loaded fast later.
 */
final class StartupTraining {
  private StartupTraining() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      writeOverview(Path.of(arguments[0]));
    }
    var nowhere = new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(nowhere, nowhere, false, false);
    Main.run(terminal, "--help");
    Main.run(terminal, "status", "--help");
    Main.run(terminal, "version", "--data", "/nowhere");
    Main.run(terminal, "status", "--data", "/nowhere");
    Main.run(terminal, "statsu");
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          var body = Json.bytes(status());
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (var api = new ApiClient("http://127.0.0.1:" + server.getAddress().getPort(), "training")) {
      for (var i = 0; i < 3; i++) {
        Json.pretty(RecordReader.read(api.text("/v1/status"), ServerStatus.class));
      }
    }
    server.stop(0);
  }

  /** What {@code slipway --help} says is known when Slipway is built: the launcher prints it. */
  private static void writeOverview(Path folder) throws IOException {
    for (var coloured : List.of(false, true)) {
      var said = new StringWriter();
      var out = new PrintWriter(said, true);
      Main.run(new Terminal(out, out, coloured, coloured), "--help");
      Files.writeString(folder.resolve(coloured ? "help.coloured" : "help.plain"), said.toString());
    }
  }

  private static ServerStatus status() {
    return new ServerStatus(
        "0",
        "http://127.0.0.1",
        1,
        Instant.EPOCH,
        "/",
        "PostgreSQL",
        new ServerStatus.EdgeStatus("running", "", "", 1),
        List.of());
  }
}
