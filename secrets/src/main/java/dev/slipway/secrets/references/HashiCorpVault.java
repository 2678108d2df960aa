package dev.slipway.secrets.references;

import dev.slipway.secrets.SecretValue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * HashiCorp Vault, key/value version 2: {@code GET /v1/MOUNT/data/PATH}. The first part of a
 * reference's path is the mount, unless the connection names a longer one.
 */
public final class HashiCorpVault implements SecretStore {
  private final Connection connection;
  private final VaultToken token;
  private final Outside outside = new Outside();

  /**
   * @param namespace of Vault Enterprise
   * @param mounts those with a slash in their name; others need not be listed
   */
  public record Connection(
      URI address, VaultLogin login, Optional<String> namespace, List<String> mounts) {
    public static Connection to(URI address, VaultLogin login) {
      return new Connection(address, login, Optional.empty(), List.of());
    }
  }

  public HashiCorpVault(Connection connection) {
    this.connection = connection;
    this.token = new VaultToken(connection, outside);
  }

  @Override
  public String scheme() {
    return "vault";
  }

  @Override
  public SecretDocument fetch(SecretReference reference) {
    var answer = ask(reference, token.current(reference));
    if (answer.status() == 403 && token.canBeRenewed()) {
      // A token that ran out answers as one that was never allowed: log in once more to tell.
      answer = ask(reference, token.renewed(reference));
    }
    return switch (answer.status()) {
      case 200 -> document(answer.json());
      case 403 ->
          throw Outside.denied(
                  reference,
                  "Vault denies access" + words(answer.json()),
                  "the token's policy needs: path \""
                      + mount(reference)
                      + "/data/"
                      + below(reference)
                      + "\" { capabilities = [\"read\"] }")
              .exception();
      case 404 -> throw gone(reference, answer.json());
      case 503 ->
          throw Outside.silent(reference, "Vault is sealed" + words(answer.json())).exception();
      default ->
          throw Outside.silent(
                  reference, "Vault answered " + answer.status() + words(answer.json()))
              .exception();
    };
  }

  private Outside.Answer ask(SecretReference reference, String token) {
    var query = reference.version().map(number -> "?version=" + number).orElse("");
    var uri =
        URI.create(
            base(connection)
                + "/v1/"
                + encoded(mount(reference))
                + "/data/"
                + encoded(below(reference))
                + query);
    return outside.ask(
        request(connection, uri).header("X-Vault-Token", token).GET().build(), reference);
  }

  static HttpRequest.Builder request(Connection connection, URI uri) {
    var request =
        HttpRequest.newBuilder(uri).timeout(Outside.TIMEOUT).header("X-Vault-Request", "true");
    connection.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
    return request;
  }

  static String base(Connection connection) {
    return connection.address().toString().replaceAll("/+$", "");
  }

  private static SecretDocument document(JsonNode json) {
    var fields = new TreeMap<String, SecretValue>();
    json.path("data")
        .path("data")
        .properties()
        .forEach(field -> fields.put(field.getKey(), SecretValue.of(text(field.getValue()))));
    return new SecretDocument(Optional.empty(), fields);
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  /** A deleted version answers 404 too, with metadata that says when. */
  private RuntimeException gone(SecretReference reference, JsonNode json) {
    var metadata = json.path("data").path("metadata");
    var version = metadata.path("version").asString("");
    if (metadata.path("destroyed").asBoolean(false)) {
      return Outside.missing(
              reference, "version " + version + " was destroyed", "write a new version")
          .exception();
    }
    var deleted = metadata.path("deletion_time").asString("");
    if (!deleted.isEmpty()) {
      return Outside.missing(
              reference,
              "version " + version + " was deleted at " + deleted,
              "vault kv undelete -mount="
                  + mount(reference)
                  + " -versions="
                  + version
                  + " "
                  + below(reference))
          .exception();
    }
    return Outside.missing(
            reference,
            "Vault has nothing there" + words(json),
            "vault kv list -mount="
                + mount(reference)
                + " shows what there is; the mount must be"
                + " of key/value version 2")
        .exception();
  }

  private String mount(SecretReference reference) {
    return connection.mounts().stream()
        .filter(mount -> reference.path().startsWith(mount + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElseGet(() -> reference.path().split("/", 2)[0]);
  }

  private String below(SecretReference reference) {
    var mount = mount(reference);
    return reference.path().length() > mount.length()
        ? reference.path().substring(mount.length() + 1)
        : "";
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/"))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  static String words(JsonNode json) {
    var errors =
        json.path("errors").values().stream()
            .map(JsonNode::asString)
            .map(String::strip)
            .collect(Collectors.joining("; "));
    return errors.isEmpty() ? "" : ": " + errors;
  }
}
