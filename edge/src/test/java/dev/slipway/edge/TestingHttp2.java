package dev.slipway.edge;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** HTTP/2 frame by frame, as no well-meant client would send it. */
final class TestingHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final SSLSocket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /**
   * @param code of a GOAWAY or RST_STREAM; -1: it is another
   */
  record Frame(int type, int stream, int length, int code) {}

  TestingHttp2(int port, SSLContext trusting) throws IOException {
    socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(30_000);
    socket.startHandshake();
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.write(stream >> 24);
    out.write(stream >> 16);
    out.write(stream >> 8);
    out.write(stream);
    out.write(payload);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** {@code GET /}, of fields that need no table. */
  static byte[] get() {
    var block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {(byte) 0x82, (byte) 0x84, (byte) 0x87, 0x01, 9});
    block.writeBytes("localhost".getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  Frame read() throws IOException {
    var head = new byte[9];
    in.readFully(head);
    var length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
    var stream =
        (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | head[8] & 0xff;
    var payload = new byte[length];
    in.readFully(payload);
    var at = head[3] == GO_AWAY ? 4 : 0;
    var code = head[3] == GO_AWAY || head[3] == RESET ? payload[at + 3] & 0xff : -1;
    return new Frame(head[3], stream, length, code);
  }

  /** Reads until the edge has ended the connection; the code of its GOAWAY, -1 without one. */
  int awaitEnd() {
    var code = -1;
    try {
      while (true) {
        var frame = read();
        if (frame.type() == GO_AWAY) {
          code = frame.code();
        }
      }
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the edge does not end the connection", stillOpen);
    } catch (IOException ended) {
      return code;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
