package dev.slipway.secrets.references;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The token we show: the one we were given, or the one that the last login gave. */
final class VaultToken {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HashiCorpVault.Connection connection;
  private final Outside outside;
  private final ReentrantLock loggingIn = new ReentrantLock();
  private volatile @Nullable String last;

  VaultToken(HashiCorpVault.Connection connection, Outside outside) {
    this.connection = connection;
    this.outside = outside;
  }

  boolean canBeRenewed() {
    return connection.login() instanceof VaultLogin.AppRole;
  }

  String current(SecretReference about) {
    var token = last;
    return token == null ? renewed(about) : token;
  }

  String renewed(SecretReference about) {
    return switch (connection.login()) {
      case VaultLogin.Token given -> given.token().reveal();
      case VaultLogin.AppRole role -> logIn(role, about);
    };
  }

  private String logIn(VaultLogin.AppRole role, SecretReference about) {
    loggingIn.lock();
    try {
      var body =
          JSON.writeValueAsString(
              Map.of("role_id", role.roleId(), "secret_id", role.secretId().reveal()));
      var uri = URI.create(HashiCorpVault.base(connection) + "/v1/auth/approle/login");
      var answer =
          outside.ask(
              HashiCorpVault.request(connection, uri)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              about);
      var token = answer.json().path("auth").path("client_token").asString("");
      if (answer.status() != 200 || token.isEmpty()) {
        throw Outside.denied(
                about,
                "Vault refuses the login with role "
                    + role.roleId()
                    + " ("
                    + answer.status()
                    + HashiCorpVault.words(answer.json())
                    + ")",
                "make a new secret id: vault write -f auth/approle/role/NAME/secret-id")
            .exception();
      }
      last = token;
      return token;
    } finally {
      loggingIn.unlock();
    }
  }
}
