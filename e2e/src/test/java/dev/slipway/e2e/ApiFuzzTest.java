package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.OpenServer.Operation;
import dev.slipway.protocol.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * The API asked with what its own document allows, and with what it doesn't: it answers each time,
 * and never with a fault of its own. {@code -Dslipway.fuzz=1000} for more tries of each path.
 */
@Timeout(900)
final class ApiFuzzTest {
  private static final int TRIES = Integer.getInteger("slipway.fuzz", 8);
  private static final Set<String> NOT_CALLED = Set.of("server.stop");

  private static final List<String> TEXTS =
      List.of(
          "",
          "ledger",
          "development",
          "0",
          "-1",
          "9223372036854775808",
          "a b",
          "../../etc/passwd",
          "' OR 1=1 --",
          "<script>alert(1)</script>",
          "{{7*7}}${7*7}",
          "\u0000",
          "\uD83D\uDE80 é ü 漢字",
          "\n\r\t",
          "%00%2e%2e%2f",
          "x".repeat(5_000),
          "/",
          "*",
          "group:mail");

  private static OpenServer server;
  private final long seed = Long.getLong("slipway.seed", 20_261_121L);
  private final Random random = new Random(seed);

  @BeforeAll
  static void start() throws Exception {
    server = new OpenServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void nothingIsAFaultOfOurs() throws Exception {
    var schemas = server.document().path("components").path("schemas");
    var faults = new ArrayList<String>();
    for (var operation : server.operations()) {
      if (NOT_CALLED.contains(operation.action()) || operation.isStream()) {
        continue;
      }
      for (var i = 0; i < TRIES; i++) {
        tryOut(operation, schemas, faults);
      }
    }
    assertThat(faults).describedAs("seed %d", seed).isEmpty();
    assertThat(server.call("GET", "/health", "", "").statusCode()).isEqualTo(200);
  }

  private void tryOut(Operation operation, JsonNode schemas, List<String> faults) throws Exception {
    var path = operation.path();
    while (path.contains("{")) {
      path = path.replaceFirst("\\{\\w+}", encoded(text()));
    }
    path += query(operation.document().path("parameters"));
    var body = operation.document().path("requestBody");
    var json =
        body.isMissingNode() ? "" : body(body.path("content").path("application/json"), schemas);
    var answer = server.call(operation.method(), path, json, server.ownersToken());
    if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
      faults.add(
          operation.method()
              + " "
              + shortened(path)
              + " "
              + shortened(json)
              + " → "
              + answer.statusCode()
              + " "
              + shortened(answer.body()));
    }
  }

  /** Some of what the document tells, with what it allows and what it doesn't. */
  private String query(JsonNode parameters) {
    var parts = new ArrayList<String>();
    for (var one : parameters) {
      if (one.path("in").asString("").equals("query") && random.nextInt(3) != 0) {
        var words = one.path("schema").path("enum");
        var value =
            words.isEmpty() || random.nextBoolean()
                ? text()
                : words.path(random.nextInt(words.size())).asString("");
        parts.add(one.path("name").asString("") + "=" + encoded(value));
      }
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private String body(JsonNode content, JsonNode schemas) {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> "[1, 2";
      case 2 -> Json.write(text());
      case 3 -> "[".repeat(2_000);
      default -> Json.write(value(content.path("schema"), schemas, 0));
    };
  }

  private @Nullable Object value(JsonNode schema, JsonNode schemas, int depth) {
    if (schema.has("$ref")) {
      var name = schema.path("$ref").asString().replaceAll(".*/", "");
      return value(schemas.path(name), schemas, depth + 1);
    }
    if (depth > 4 || random.nextInt(12) == 0) {
      return random.nextBoolean() ? null : List.of(text(), 7);
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> {
        var fields = new HashMap<String, @Nullable Object>();
        for (var field : schema.path("properties").properties()) {
          if (random.nextInt(8) != 0) {
            fields.put(field.getKey(), value(field.getValue(), schemas, depth + 1));
          }
        }
        yield fields;
      }
      case "array" -> {
        var items = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(4); i > 0; i--) {
          items.add(value(schema.path("items"), schemas, depth + 1));
        }
        yield items;
      }
      case "boolean" -> random.nextBoolean();
      case "integer" -> random.nextLong();
      default -> text();
    };
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static String encoded(String text) {
    // An empty part of a path is another path.
    return text.isEmpty()
        ? "-"
        : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}
