package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The example application: as it is in the repository, or a copy of it to change. */
record Ledger(Slipway slipway, Path folder) {
  private static final Path EXAMPLE = Slipway.ROOT.resolve("examples/ledger");
  private static final int LIMIT_MILLIS = 30_000;

  static Ledger asItIs(Slipway slipway) {
    return new Ledger(slipway, EXAMPLE);
  }

  static Ledger copied(Slipway slipway) throws IOException {
    var copy = slipway.data().resolveSibling("ledger");
    try (var files = Files.walk(EXAMPLE)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(EXAMPLE.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return new Ledger(slipway, copy);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void append(String file, String text) throws IOException {
    Files.writeString(file(file), text, StandardOpenOption.APPEND);
  }

  void migration(String name, String sql) throws IOException {
    Files.writeString(file("migrations/" + name), sql);
  }

  /** Deployed, which has to succeed. */
  Slipway.Said up() throws Exception {
    var up = slipway.run("up", folder.toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();
    return up;
  }

  /** Where the edge listens; the control plane keeps it, so it is known while that is dead. */
  int port() throws IOException {
    return Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip());
  }

  String get(String path) throws IOException {
    return ask(port(), "GET " + path, "");
  }

  String post(String path, String body) throws IOException {
    return ask(port(), "POST " + path, body);
  }

  String post(String path, String body, String header) throws IOException {
    return ask(port(), "POST " + path, body, header + "\r\n");
  }

  /** At the edge, under the application's name, which needs no name server that way. */
  static String ask(int port, String request, String body) throws IOException {
    return ask(port, request, body, "");
  }

  private static String ask(int port, String request, String body, String headers)
      throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(LIMIT_MILLIS);
      var text =
          request
              + " HTTP/1.1\r\nHost: ledger.localhost\r\nConnection: close\r\n"
              + headers
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
