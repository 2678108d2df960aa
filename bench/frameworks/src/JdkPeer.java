import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** What a JDK has without any library, on virtual threads. */
final class JdkPeer {
  public static void main(String[] port) throws IOException {
    var server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port[0])),
            1024);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/json", exchange -> answer(exchange, Answer::json));
    server.createContext("/store", exchange -> answer(exchange, Answer::afterTheStore));
    server.start();
  }

  private static void answer(HttpExchange exchange, Supplier<byte[]> body) throws IOException {
    try (exchange) {
      var bytes = body.get();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
