package dev.slipway.runtime.contract.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A web application as small as they get: answers on a port with a status of one's choice. */
public final class TestingApplication {
  private TestingApplication() {}

  /**
   * @param arguments the port, or {@code PORT} for the variable; the status; the body
   */
  public static void main(String[] arguments) throws IOException {
    var port = arguments[0].equals("PORT") ? System.getenv("PORT") : arguments[0];
    var server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 50);
    server.createContext(
        "/health",
        exchange -> {
          var body = arguments[2].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(arguments[1]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }
}
