package dev.slipway.secrets.references;

import dev.slipway.kit.Problem;
import dev.slipway.secrets.SecretValue;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The stores that the control plane's own variables name, by the names that Vault's and AWS's
 * programs read too.
 */
public final class ConnectedStores {
  private ConnectedStores() {}

  public static OutsideStores of(Map<String, String> environment) {
    var stores = new ArrayList<SecretStore>();
    vault(environment).ifPresent(stores::add);
    aws(environment).ifPresent(stores::add);
    return new OutsideStores(stores);
  }

  private static Optional<SecretStore> vault(Map<String, String> environment) {
    return value(environment, "VAULT_ADDR")
        .map(
            address ->
                new HashiCorpVault(
                    new HashiCorpVault.Connection(
                        address("VAULT_ADDR", address),
                        login(environment),
                        value(environment, "VAULT_NAMESPACE"),
                        List.of())));
  }

  private static VaultLogin login(Map<String, String> environment) {
    var role = value(environment, "VAULT_ROLE_ID");
    var secret = value(environment, "VAULT_SECRET_ID");
    if (role.isPresent() && secret.isPresent()) {
      return new VaultLogin.AppRole(role.get(), SecretValue.of(secret.get()));
    }
    return value(environment, "VAULT_TOKEN")
        .map(token -> new VaultLogin.Token(SecretValue.of(token)))
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.BAD_INPUT,
                        "SLIP-7318",
                        "VAULT_ADDR is set, and nothing to log in with",
                        "set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID, or unset VAULT_ADDR")
                    .exception());
  }

  private static Optional<SecretStore> aws(Map<String, String> environment) {
    var region =
        value(environment, "AWS_REGION").or(() -> value(environment, "AWS_DEFAULT_REGION"));
    var key = value(environment, "AWS_ACCESS_KEY_ID");
    var secret = value(environment, "AWS_SECRET_ACCESS_KEY");
    if (region.isEmpty() || key.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    AwsCredentials credentials =
        value(environment, "AWS_SESSION_TOKEN")
            .<AwsCredentials>map(
                session -> AwsSessionCredentials.create(key.get(), secret.get(), session))
            .orElseGet(() -> AwsBasicCredentials.create(key.get(), secret.get()));
    var endpoint =
        value(environment, "AWS_ENDPOINT_URL_SECRETS_MANAGER")
            .map(address -> address("AWS_ENDPOINT_URL_SECRETS_MANAGER", address));
    return Optional.of(
        new AwsSecretsManager(
            new AwsSecretsManager.Connection(
                region.get(),
                StaticCredentialsProvider.create(credentials),
                endpoint,
                Clock.systemUTC())));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static URI address(String name, String text) {
    try {
      var address = URI.create(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, like any other.
    }
    throw Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-7319",
            name + "=\"" + text + "\" is no address",
            "write it as in https://vault.example.org:8200")
        .exception();
  }
}
