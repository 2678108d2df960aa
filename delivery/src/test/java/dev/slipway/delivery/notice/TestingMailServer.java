package dev.slipway.delivery.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Speaks SMTP (RFC 5321) over a real socket, as far as a message needs it. */
final class TestingMailServer implements AutoCloseable {
  private final ServerSocket listening;
  private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
  private volatile String afterRecipient = "250 ok";

  TestingMailServer() throws IOException {
    this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create(
        "smtp://127.0.0.1:" + listening.getLocalPort() + "?from=slipway@shop.example");
  }

  BlockingQueue<String> mails() {
    return mails;
  }

  void refuseRecipients(String answer) {
    afterRecipient = answer;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      say(socket, "220 mail.shop.example ready");
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        switch (line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT)) {
          case "RCPT" -> say(socket, afterRecipient);
          case "DATA" -> {
            say(socket, "354 go on");
            var mail = new StringBuilder();
            for (var text = reader.readLine(); !".".equals(text); text = reader.readLine()) {
              mail.append(text).append('\n');
            }
            mails.add(mail.toString());
            say(socket, "250 taken");
          }
          case "QUIT" -> {
            say(socket, "221 bye");
            return;
          }
          default -> say(socket, "250 ok");
        }
      }
    } catch (IOException gone) {
      // The client ends as it likes.
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
