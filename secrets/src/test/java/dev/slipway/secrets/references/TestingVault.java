package dev.slipway.secrets.references;

import com.sun.net.httpserver.HttpExchange;
import java.util.concurrent.atomic.AtomicInteger;

/** Vault's HTTP as its API documentation shows it: KV version 2, AppRole, and their errors. */
final class TestingVault extends TestingStoreServer {
  static final String TOKEN = "hvs.good";
  final AtomicInteger logins = new AtomicInteger();
  volatile String tokenOfRole = "hvs.role-1";
  volatile boolean sealed;

  @Override
  Reply answer(HttpExchange exchange, String body) {
    var path = exchange.getRequestURI().getPath();
    if (sealed) {
      return new Reply(503, "{\"errors\":[\"Vault is sealed\"]}");
    }
    if (path.equals("/v1/auth/approle/login")) {
      return login(body);
    }
    var token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    if (!TOKEN.equals(token) && !tokenOfRole.equals(token)) {
      return new Reply(403, "{\"errors\":[\"permission denied\"]}");
    }
    var query = exchange.getRequestURI().getQuery();
    return switch (path) {
      case "/v1/secret/data/erp/production/database" ->
          "version=1".equals(query)
              ? new Reply(200, version(1, "{\"user\":\"erp\",\"password\":\"older\"}"))
              : new Reply(
                  200, version(2, "{\"user\":\"erp\",\"password\":\"s3cret\",\"port\":5432}"));
      case "/v1/team/kv/data/app" -> new Reply(200, version(1, "{\"key\":\"of the team\"}"));
      case "/v1/secret/data/deleted" ->
          new Reply(
              404,
              """
              {"request_id":"1","data":{"data":null,"metadata":{"created_time":"2026-03-01T10:00:00Z",
              "deletion_time":"2026-03-02T10:00:00Z","destroyed":false,"version":4}}}""");
      case "/v1/secret/data/destroyed" ->
          new Reply(
              404,
              """
              {"data":{"data":null,"metadata":{"deletion_time":"","destroyed":true,"version":2}}}""");
      default -> new Reply(404, "{\"errors\":[]}");
    };
  }

  private Reply login(String body) {
    if (!body.contains("\"role_id\":\"erp\"") || !body.contains("\"secret_id\":\"good\"")) {
      return new Reply(400, "{\"errors\":[\"invalid role or secret ID\"]}");
    }
    logins.incrementAndGet();
    return new Reply(
        200,
        """
        {"auth":{"client_token":"%s","lease_duration":1200,"renewable":true},"data":null}"""
            .formatted(tokenOfRole));
  }

  private static String version(int number, String fields) {
    return """
        {"request_id":"1","lease_id":"","renewable":false,"lease_duration":0,"data":{"data":%s,
        "metadata":{"created_time":"2026-03-01T10:00:00Z","custom_metadata":null,
        "deletion_time":"","destroyed":false,"version":%d}}}"""
        .formatted(fields, number);
  }
}
