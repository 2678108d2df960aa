import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;

/** Keeps invoices in a database; MODE says what is wrong with this release. */
public final class Depot {
  private static final String RELEASE = System.getenv("RELEASE");
  private static final String MODE = System.getenv("MODE");
  private static final Deque<Connection> IDLE = new ArrayDeque<>();

  public static void main(String[] arguments) throws IOException {
    if (MODE.equals("crash")) {
      System.out.println("the floor gave way");
      System.exit(3);
    }
    var port = Integer.parseInt(System.getenv("PORT"));
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 200);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, 200, "SELECT count(*) FROM invoices"));
    server.createContext(
        "/api/invoices",
        exchange -> answer(exchange, 201, "INSERT INTO invoices (note) VALUES ('n') RETURNING id"));
    server.createContext(
        "/health", exchange -> answer(exchange, MODE.equals("sick") ? 500 : 200, "SELECT 1"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
    server.start();
    System.out.println("depot " + RELEASE + " listens on " + port);
  }

  private static void answer(HttpExchange exchange, int status, String sql) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = "shop " + RELEASE + "\n";
      try {
        ask(sql);
      } catch (SQLException e) {
        status = 503;
        body = e.getMessage() + "\n";
      }
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void ask(String sql) throws SQLException {
    Connection connection;
    synchronized (IDLE) {
      connection = IDLE.poll();
    }
    if (connection == null || !connection.isValid(2)) {
      connection = DriverManager.getConnection(jdbc());
    }
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    synchronized (IDLE) {
      IDLE.push(connection);
    }
  }

  private static String jdbc() {
    var uri = java.net.URI.create(System.getenv("DATABASE_URL"));
    var person = uri.getUserInfo().split(":", 2);
    return "jdbc:postgresql://%s:%d%s?user=%s&password=%s"
        .formatted(uri.getHost(), uri.getPort(), uri.getPath(), person[0], person[1]);
  }
}
