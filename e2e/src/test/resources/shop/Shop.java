import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Tells its release; of the invoices it is sent it fails the share that FAIL says. */
public final class Shop {
  private static final String RELEASE = System.getenv("RELEASE");
  private static final int FAIL = Integer.parseInt(System.getenv().getOrDefault("FAIL", "0"));

  public static void main(String[] arguments) throws IOException {
    if (Files.exists(Path.of(System.getenv().getOrDefault("BROKEN", "/nowhere")))) {
      System.out.println("the shelf is broken");
      System.exit(4);
    }
    var port = Integer.parseInt(System.getenv("PORT"));
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> say(exchange, 200));
    server.createContext(
        "/api/invoices",
        exchange -> say(exchange, ThreadLocalRandom.current().nextInt(100) < FAIL ? 500 : 201));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
    server.start();
    System.out.println("shop " + RELEASE + " listens on " + port);
  }

  private static void say(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = ("shop " + RELEASE + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
