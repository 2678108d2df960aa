package ledger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

/** Requests to answers. */
final class Web implements HttpHandler {
  private static final int LARGEST_BODY = 64 << 10;
  private static final String JSON = "application/json";

  private final Ledger ledger;
  private final Health health;

  Web(Ledger ledger, Health health) {
    this.ledger = ledger;
    this.health = health;
  }

  private record Answer(int status, String type, String body) {
    static Answer json(int status, Object value) {
      return new Answer(status, JSON, Json.write(value));
    }

    static Answer error(int status, String reason) {
      return json(status, Map.of("error", reason));
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answerOrError(exchange);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Answer answerOrError(HttpExchange exchange) throws IOException {
    try {
      return answer(exchange);
    } catch (Refusal e) {
      return Answer.error(e.status(), e.getMessage());
    } catch (SQLException e) {
      System.err.println(exchange.getRequestURI() + ": " + e.getMessage());
      return Answer.error(503, "the database did not do it");
    } catch (RuntimeException e) {
      e.printStackTrace();
      return Answer.error(500, "a fault in the ledger");
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException, SQLException {
    var path = exchange.getRequestURI().getPath();
    var method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    return switch (method + " " + path) {
      case "GET /" -> new Answer(200, "text/html", Page.HTML);
      case "GET /health", "GET /health/live" -> Answer.json(200, Map.of("status", "ok"));
      case "GET /health/ready" -> ready();
      case "GET /api/accounts" -> Answer.json(200, ledger.accounts());
      case "POST /api/accounts" -> Answer.json(201, ledger.open(text(body(exchange), "name")));
      case "GET /api/transfers" -> Answer.json(200, ledger.transfers());
      case "POST /api/transfers" -> Answer.json(201, ledger.post(transfer(body(exchange))));
      default -> one(method, path);
    };
  }

  private Answer one(String method, String path) throws SQLException {
    if (method.equals("GET") && path.matches("/api/accounts/\\d{1,18}")) {
      return Answer.json(200, ledger.account(number(path)));
    }
    if (method.equals("GET") && path.matches("/api/transfers/\\d{1,18}")) {
      return Answer.json(200, ledger.transfer(number(path)));
    }
    return Answer.error(404, "nothing is at " + method + " " + path);
  }

  private static long number(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  private Answer ready() {
    var finding = health.ready();
    return Answer.json(finding.good() ? 200 : 503, Map.of("status", finding.text()));
  }

  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refusal(413, "a body may have " + LARGEST_BODY + " bytes");
    }
    return Json.read(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Ledger.Transfer transfer(Map<String, Object> body) {
    return new Ledger.Transfer(
        whole(body, "from"),
        whole(body, "to"),
        whole(body, "amount"),
        body.get("description") instanceof String description ? description : "",
        body.get("key") instanceof String key ? key : null);
  }

  private static String text(Map<String, Object> body, String name) {
    if (body.get(name) instanceof String text && !text.isBlank() && text.length() <= 100) {
      return text.strip();
    }
    throw new Refusal(400, name + " must be a text of 1 to 100 characters");
  }

  /** Numbers may come as texts: templates of whoever asks often can do no other. */
  private static long whole(Map<String, Object> body, String name) {
    var value = body.get(name);
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof String text && text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw new Refusal(400, name + " must be a whole number");
  }
}
