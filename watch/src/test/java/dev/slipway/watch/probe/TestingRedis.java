package dev.slipway.watch.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers AUTH and PING as Redis documents them, to users who know the password. */
final class TestingRedis implements AutoCloseable {
  final List<String> heard = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final String password;

  TestingRedis(String password) throws IOException {
    this.password = password;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      var isKnown = password.isEmpty();
      for (var words = words(in); !words.isEmpty(); words = words(in)) {
        heard.add(String.join(" ", words));
        String answer;
        if (words.getFirst().equals("AUTH")) {
          isKnown = words.getLast().equals(password);
          answer = isKnown ? "+OK" : "-WRONGPASS invalid username-password pair";
        } else {
          answer = isKnown ? "+PONG" : "-NOAUTH Authentication required.";
        }
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException gone) {
      heard.add("gone");
    }
  }

  private static List<String> words(BufferedReader in) throws IOException {
    var count = in.readLine();
    var words = new ArrayList<String>();
    if (count == null) {
      return words;
    }
    for (var i = 0; i < Integer.parseInt(count.substring(1)); i++) {
      in.readLine();
      words.add(in.readLine());
    }
    return words;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
