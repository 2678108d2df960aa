package dev.slipway.e2e;

import dev.slipway.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A real control plane that knows one application which was never deployed. */
final class OpenServer implements AutoCloseable {
  static final String APP = "ledger";
  static final String PASSWORD = "sturdy kettle marmalade";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Slipway slipway = Slipway.fresh();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String ownersToken;

  OpenServer() throws Exception {
    var up = slipway.run("up");
    if (up.exitCode() != 0) {
      throw new AssertionError(up.out() + up.err());
    }
    url = slipway.address().url();
    ownersToken = Files.readString(slipway.data().resolve("token")).strip();
    var folder = Slipway.ROOT.resolve("examples/ledger").toString();
    call("POST", "/v1/apps", Json.write(Map.of("folder", folder)), ownersToken);
  }

  String url() {
    return url;
  }

  int port() {
    return URI.create(url).getPort();
  }

  String ownersToken() {
    return ownersToken;
  }

  /** One method of one path of the OpenAPI document. */
  record Operation(String method, String path, JsonNode document) {
    String permission() {
      return document.path("x-slipway-permission").asString();
    }

    String scope() {
      return document.path("x-slipway-scope").asString();
    }

    String action() {
      return document.path("x-slipway-action").asString();
    }

    boolean isStream() {
      return document.path("responses").path("200").path("content").has("text/event-stream");
    }
  }

  JsonNode document() throws Exception {
    return Json.tree(call("GET", "/openapi.json", "", "").body());
  }

  List<Operation> operations() throws Exception {
    var found = new ArrayList<Operation>();
    for (var path : document().path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        found.add(
            new Operation(
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return found;
  }

  HttpResponse<String> call(String method, String path, String body, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Somebody with one role for the application, invited, with a password, signed in. */
  Visitor person(String name, String application) throws Exception {
    var role = name.replaceAll(".*-", "");
    var invitation =
        call(
            "POST",
            "/v1/people",
            Json.write(
                Map.of(
                    "email",
                    name + "@example.org",
                    "name",
                    "The " + name,
                    "role",
                    role,
                    "application",
                    application)),
            ownersToken);
    var link = Json.tree(invitation.body()).path("url").asString().replace(url, "");
    var visitor = new Visitor(url);
    visitor.get(link);
    visitor.post(
        "/-/invitation", Map.of("secret", link.replaceAll(".*secret=", ""), "password", PASSWORD));
    visitor.get("/-/settings");
    return visitor;
  }

  /** A token of theirs that may all that they may. */
  String token(Visitor visitor, List<String> permissions) throws Exception {
    visitor.get("/-/settings");
    var fields = new java.util.HashMap<String, String>();
    fields.put("name", "all");
    fields.put("lifetime", "30d");
    var page = visitor.postAll("/-/settings/tokens", fields, "permission", permissions);
    var text =
        java.util.regex.Pattern.compile("slip_[0-9a-z]{6}_[0-9a-z]{32}").matcher(page.body());
    if (!text.find()) {
      throw new AssertionError(page.statusCode() + " " + page.body());
    }
    return text.group();
  }

  @Override
  public void close() throws Exception {
    slipway.close();
  }
}
