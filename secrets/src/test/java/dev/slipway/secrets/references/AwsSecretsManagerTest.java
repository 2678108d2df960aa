package dev.slipway.secrets.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

final class AwsSecretsManagerTest extends SecretStoreContract {
  private final TestingSecretsManager aws = new TestingSecretsManager();

  @AfterEach
  void close() {
    aws.close();
  }

  private static AwsSecretsManager with(URI endpoint, String accessKey, String secretKey) {
    return new AwsSecretsManager(
        new AwsSecretsManager.Connection(
            "eu-central-1",
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)),
            Optional.of(endpoint),
            Clock.systemUTC()));
  }

  @Override
  SecretStore store() {
    return with(aws.address(), TestingSecretsManager.ACCESS_KEY, TestingSecretsManager.SECRET_KEY);
  }

  @Override
  SecretStore stranger() {
    return with(aws.address(), "AKIDOTHER", "other");
  }

  @Override
  SecretStore unreachable() {
    return with(
        URI.create("http://127.0.0.1:1"),
        TestingSecretsManager.ACCESS_KEY,
        TestingSecretsManager.SECRET_KEY);
  }

  @Override
  String document() {
    return "erp/production/database";
  }

  @Override
  int requestsSeen() {
    return aws.requests.size();
  }

  private static String read(SecretStore store, String text) {
    var reference = SecretReference.parse(text);
    return new OutsideStores(List.of(store)).resolve(List.of(reference)).get(reference).reveal();
  }

  @Test
  void readsThePreviousOneAndAPlainText() {
    assertThat(read(store(), "aws:erp/production/database?version=AWSPREVIOUS#password"))
        .isEqualTo("older");
    assertThat(read(store(), "aws:plain")).isEqualTo("just a text");
    assertThatThrownBy(() -> read(store(), "aws:plain#field"))
        .hasMessageContaining("the secret is one plain value: leave #field away");
  }

  @Test
  void saysWhenASecretIsMarkedForDeletion() {
    assertThatThrownBy(() -> read(store(), "aws:deleted"))
        .hasMessageContaining("marked for deletion")
        .hasMessageContaining("aws secretsmanager restore-secret --secret-id deleted");
  }

  @Test
  void saysWhatTheRoleNeeds() {
    assertThatThrownBy(() -> read(store(), "aws:forbidden"))
        .hasMessageContaining("secretsmanager:GetSecretValue");
  }

  @Test
  void aWrongKeyGivesAWrongSignature() {
    var wrong = with(aws.address(), TestingSecretsManager.ACCESS_KEY, "wrong");
    assertThatThrownBy(() -> read(wrong, "aws:plain"))
        .hasMessageContaining("AWS doesn't accept these credentials")
        .hasMessageContaining("signature");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    var none =
        new AwsSecretsManager(
            new AwsSecretsManager.Connection(
                "eu-central-1",
                () -> {
                  throw software.amazon.awssdk.core.exception.SdkClientException.create("none");
                },
                Optional.of(aws.address()),
                Clock.systemUTC()));
    assertThatThrownBy(() -> read(none, "aws:plain"))
        .hasMessageContaining("no AWS credentials were found");
  }

  @Test
  void readsReferences() {
    assertThat(SecretReference.parse("aws:a/b?version=AWSPREVIOUS#c").text())
        .isEqualTo("aws:a/b?version=AWSPREVIOUS#c");
    assertThatThrownBy(() -> SecretReference.parse("vault://secret/a"))
        .hasMessageContaining("SLIP-7310");
    assertThatThrownBy(() -> SecretReference.parse("gcp:a")).hasMessageContaining("SLIP-7310");
    assertThat(SecretReference.isMeant("vault:x")).isTrue();
    assertThat(SecretReference.isMeant("https://x")).isFalse();
  }
}
