package ledger;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** A double-entry ledger: reads DATABASE_URL and PORT, serves until SIGTERM. */
final class Main {
  private static final int LAST_REQUESTS_SECONDS = 5;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    var begun = System.nanoTime();
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
    var database = Database.at(required("DATABASE_URL"));
    var health = new Health(database);
    var ledger = new Ledger(database);

    var server = HttpServer.create(new InetSocketAddress(port), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new Web(ledger, health));
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, health, database)));
    System.out.printf(
        "ledger listens on %d after %d ms%n", port, (System.nanoTime() - begun) / 1_000_000);
  }

  /** New requests are sent elsewhere first; those that are under way are answered. */
  private static void end(HttpServer server, Health health, Database database) {
    health.sayNotReady();
    server.stop(LAST_REQUESTS_SECONDS);
    database.close();
    System.out.println("ledger has ended");
  }

  private static String required(String name) {
    var value = System.getenv(name);
    if (value == null || value.isBlank()) {
      System.err.println(name + " is not set");
      System.exit(2);
    }
    return value;
  }
}
