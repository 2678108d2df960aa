package dev.slipway.secrets.references;

import dev.slipway.secrets.SecretValue;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AWS Secrets Manager: the one call {@code GetSecretValue}, signed by the SDK's own signer with
 * credentials from the SDK's own chain (environment, profile, container, instance). Why not by the
 * SDK's client: docs/decisions.
 */
public final class AwsSecretsManager implements SecretStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Set by the HTTP client itself from the address; it refuses to take them from us. */
  private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

  private final Connection connection;
  private final Outside outside = new Outside();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param endpoint of a private link or another partition; else the region's public one
   */
  public record Connection(
      String region, AwsCredentialsProvider credentials, Optional<URI> endpoint, Clock clock) {
    public static Connection in(String region, AwsCredentialsProvider credentials) {
      return new Connection(region, credentials, Optional.empty(), Clock.systemUTC());
    }

    URI address() {
      return endpoint.orElseGet(
          () -> URI.create("https://secretsmanager." + region + ".amazonaws.com/"));
    }
  }

  public AwsSecretsManager(Connection connection) {
    this.connection = connection;
  }

  @Override
  public String scheme() {
    return "aws";
  }

  @Override
  public SecretDocument fetch(SecretReference reference) {
    var answer = outside.ask(signed(body(reference), reference), reference);
    if (answer.status() == 200) {
      return document(answer.json());
    }
    // The name comes bare or as "com.amazonaws.secretsmanager#ResourceNotFoundException".
    var type = answer.json().path("__type").asString("").replaceFirst("^.*#", "");
    var message =
        answer.json().path("message").asString(answer.json().path("Message").asString(""));
    throw switch (type) {
      case "ResourceNotFoundException" ->
          Outside.missing(
                  reference,
                  "AWS has no such secret in " + connection.region() + ": " + message,
                  "aws secretsmanager list-secrets --region " + connection.region())
              .exception();
      case "InvalidRequestException" ->
          Outside.missing(
                  reference,
                  "AWS can't give it: " + message,
                  "a deleted one comes back with: aws secretsmanager restore-secret --secret-id "
                      + reference.path())
              .exception();
      case "AccessDeniedException", "DecryptionFailure" ->
          Outside.denied(
                  reference,
                  "AWS denies access: " + message,
                  "the role needs secretsmanager:GetSecretValue on it, and kms:Decrypt on its key")
              .exception();
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException" ->
          Outside.denied(
                  reference,
                  "AWS doesn't accept these credentials: " + message,
                  "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the machine's clock")
              .exception();
      default ->
          Outside.silent(reference, "AWS answered " + answer.status() + " " + type + " " + message)
              .exception();
    };
  }

  private static String body(SecretReference reference) {
    var body = new LinkedHashMap<String, String>();
    body.put("SecretId", reference.path());
    reference
        .version()
        .ifPresent(
            version -> body.put(version.startsWith("AWS") ? "VersionStage" : "VersionId", version));
    return JSON.writeValueAsString(body);
  }

  private HttpRequest signed(String body, SecretReference about) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(connection.address())
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "secretsmanager.GetSecretValue")
            .build();
    var signed =
        signer.sign(
            request ->
                request
                    .identity(credentials(about))
                    .request(plain)
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "secretsmanager")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, connection.region())
                    .putProperty(HttpSigner.SIGNING_CLOCK, connection.clock()));
    var request =
        HttpRequest.newBuilder(connection.address())
            .timeout(Outside.TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private AwsCredentialsIdentity credentials(SecretReference about) {
    try {
      return connection.credentials().resolveCredentials();
    } catch (SdkClientException none) {
      throw Outside.denied(
              about,
              "no AWS credentials were found",
              "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for the server, or give its machine"
                  + " a role")
          .exception(none);
    }
  }

  /** A secret is one text, by habit a JSON object of fields: both ways of reading it are open. */
  private static SecretDocument document(JsonNode json) {
    if (!json.has("SecretString")) {
      var binary = json.path("SecretBinary").asString("");
      return new SecretDocument(Optional.of(SecretValue.of(binary)), new TreeMap<>());
    }
    var whole = json.path("SecretString").asString();
    var fields = new TreeMap<String, SecretValue>();
    Outside.json(whole)
        .properties()
        .forEach(
            field ->
                fields.put(
                    field.getKey(),
                    SecretValue.of(
                        field.getValue().isString()
                            ? field.getValue().asString()
                            : field.getValue().toString())));
    return new SecretDocument(Optional.of(SecretValue.of(whole)), fields);
  }
}
